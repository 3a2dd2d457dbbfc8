import type { FindingOf, PupilRule, Rule, SchoolRule } from './rule.ts'
import { teachingReview } from './rules/6.37-teaching-review.ts'
import { universalStrategies } from './rules/6.37-universal-strategies.ts'
import { decisionEvidence } from './rules/6.38-decision-evidence.ts'
import { specialistAssessment } from './rules/6.38-specialist-assessment.ts'
import { specialistServices } from './rules/6.38-specialist-services.ts'
import { discussionContent } from './rules/6.39-discussion-content.ts'
import { earlyDiscussion } from './rules/6.39-early-discussion.ts'
import { iass } from './rules/6.39-iass.ts'
import { noteToParents } from './rules/6.39-note-to-parents.ts'
import { coreOffer } from './rules/6.40-core-offer.ts'
import { decisionAfterDiscussion } from './rules/6.40-decision.ts'
import { explainedToParents } from './rules/6.40-explained-to-parents.ts'
import { decisionRecorded } from './rules/6.43-decision-recorded.ts'
import { parentsInformed } from './rules/6.43-parents-informed.ts'
import { reviewDateAndRoles } from './rules/6.43-review-date-and-roles.ts'
import { cycle } from './rules/6.44-cycle.ts'
import { reviewContent } from './rules/6.44-review-content.ts'
import { reviewHeld } from './rules/6.44-review-held.ts'
import { assessmentEvidence } from './rules/6.45-assessment-evidence.ts'
import { parentConcernAnswered } from './rules/6.45-parent-concern-answered.ts'
import { assessmentReviewed } from './rules/6.46-assessment-reviewed.ts'
import { agreementBeforeContact } from './rules/6.47-agreement-before-contact.ts'
import { planAgreed } from './rules/6.48-plan-agreed.ts'
import { planContent } from './rules/6.48-plan-content.ts'
import { recorded } from './rules/6.49-recorded.ts'
import { staffAware } from './rules/6.49-staff-aware.ts'
import { parentMeetings } from './rules/6.65-parent-meetings.ts'
import { ehcRequestGround } from './rules/ehc-request-ground.ts'

/** The rules about the school, in the contract's order, which is also the order of findings. */
export const schoolRules = [teachingReview, specialistServices, coreOffer] as const satisfies readonly SchoolRule[]

/** The rules about a pupil, in the contract's order, which is also the order of findings. */
export const pupilRules = [
  universalStrategies,
  decisionEvidence,
  specialistAssessment,
  earlyDiscussion,
  discussionContent,
  noteToParents,
  iass,
  decisionAfterDiscussion,
  explainedToParents,
  reviewDateAndRoles,
  decisionRecorded,
  parentsInformed,
  cycle,
  reviewHeld,
  reviewContent,
  assessmentEvidence,
  parentConcernAnswered,
  assessmentReviewed,
  agreementBeforeContact,
  planAgreed,
  planContent,
  staffAware,
  recorded,
  parentMeetings,
  ehcRequestGround,
] as const satisfies readonly PupilRule[]

/** The id of a rule, such as `6.43-parents-informed`. */
export type RuleId = (typeof schoolRules)[number]['id'] | (typeof pupilRules)[number]['id']

/** The result of one rule for one subject, for example that a plan is missing for a pupil. */
export type Finding = FindingOf<RuleId>

/** All rules: those about the school, then those about a pupil. */
export const catalogue: readonly Rule<RuleId>[] = [...schoolRules, ...pupilRules]

const byId: ReadonlyMap<string, Rule<RuleId>> = new Map(catalogue.map((rule) => [rule.id, rule]))

/** The rule with an id, for example from an address; null if there is none. */
export const ruleById = (id: string): Rule<RuleId> | null => byId.get(id) ?? null
