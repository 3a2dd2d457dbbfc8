import { type Day, type SchoolCalendar, schoolCalendar } from '../days/calendar.ts'
import { type Targets, targetsOf } from './edition.ts'
import type {
  Assessment,
  Briefing,
  Concern,
  Decision,
  EhcConsideration,
  Meeting,
  Notice,
  Plan,
  Professional,
  PupilRecord,
  SchoolFacts,
  StaffMember,
} from './record.ts'

/*
 * The record as it was on a day. Facts with a later date have not happened yet and are removed here, so that the rules
 * need not check for them. Planned days (`reviewOn`), ends (`until`), `ehcPlanFrom`, the date of birth, terms and
 * closures are kept, because they are known in advance.
 */

type MaybeDay = Day | null | undefined

/** A school's record as of a day, with its calendar. Make it once and use it for all pupils of the school. */
export interface SchoolAsOf {
  readonly asOf: Day
  readonly targets: Targets
  readonly calendar: SchoolCalendar
  readonly teachingReviews: SchoolFacts['teachingReviews']
  readonly coreOffer: NonNullable<SchoolFacts['coreOffer']> | null
  readonly specialistServices: SchoolFacts['specialistServices']
}

/** A pupil's record as of a day. */
export interface PupilAsOf {
  readonly dateOfBirth: Day
  readonly concerns: readonly Concern[]
  readonly meetings: readonly Meeting[]
  readonly decisions: readonly Decision[]
  readonly notices: readonly Notice[]
  readonly plans: readonly Plan[]
  readonly professionals: readonly Professional[]
  readonly staff: readonly StaffMember[]
  readonly ehcConsiderations: readonly EhcConsideration[]
  readonly earlyDiscussions: readonly Meeting[]
  /** The decision that began the present SEN Support; null if the pupil is not on SEN Support. */
  readonly start: Decision | null
  /** Plans agreed on or after the start, in the record's order; empty without a start. */
  readonly plansSinceStart: readonly Plan[]
  readonly currentPlan: Plan | null
  /** Which staff the current plan was shared with and who has read it. Briefings on earlier plans are left out. */
  readonly briefings: readonly Briefing[]
}

const isLater = (day: MaybeDay, asOf: Day): boolean => day !== null && day !== undefined && day > asOf

const soFar = (day: MaybeDay, asOf: Day): Day | null => (day === null || day === undefined || day > asOf ? null : day)

/** The fact with the latest day; if several share it, the last of them in the list. */
export const latest = <Fact>(facts: readonly Fact[], dayOf: (fact: Fact) => Day): Fact | null => {
  let found: Fact | null = null
  let foundOn = ''
  for (const fact of facts) {
    const on = dayOf(fact)
    if (on < foundOn) continue
    found = fact
    foundOn = on
  }
  return found
}

/** The fact with the earliest day; if several share it, the first of them in the list. */
export const earliest = <Fact>(facts: readonly Fact[], dayOf: (fact: Fact) => Day): Fact | null => {
  let found: Fact | null = null
  for (const fact of facts) if (found === null || dayOf(fact) < dayOf(found)) found = fact
  return found
}

/** The earliest day of several facts. `dayOf` returns null for a fact that does not count. */
export const earliestDay = <Fact>(facts: readonly Fact[], dayOf: (fact: Fact) => MaybeDay): Day | null => {
  let earliest: Day | null = null
  for (const fact of facts) {
    const on = dayOf(fact)
    if (on === null || on === undefined) continue
    if (earliest === null || on < earliest) earliest = on
  }
  return earliest
}

const concernAsOf = (concern: Concern, asOf: Day): Concern =>
  isLater(concern.answeredOn, asOf) || isLater(concern.closedOn, asOf)
    ? { ...concern, answeredOn: soFar(concern.answeredOn, asOf), closedOn: soFar(concern.closedOn, asOf) }
    : concern

const meetingAsOf = (meeting: Meeting, asOf: Day): Meeting =>
  isLater(meeting.noteFiledOn, asOf) ||
  isLater(meeting.noteGivenToParentsOn, asOf) ||
  isLater(meeting.iassExplainedOn, asOf)
    ? {
        ...meeting,
        noteFiledOn: soFar(meeting.noteFiledOn, asOf),
        noteGivenToParentsOn: soFar(meeting.noteGivenToParentsOn, asOf),
        iassExplainedOn: soFar(meeting.iassExplainedOn, asOf),
      }
    : meeting

const decisionAsOf = (decision: Decision, asOf: Day): Decision =>
  isLater(decision.explainedToParentsOn, asOf) || isLater(decision.recordedOn, asOf)
    ? {
        ...decision,
        explainedToParentsOn: soFar(decision.explainedToParentsOn, asOf),
        recordedOn: soFar(decision.recordedOn, asOf),
      }
    : decision

const assessmentAsOf = (assessment: Assessment | null | undefined, asOf: Day): Assessment | null => {
  if (assessment === null || assessment === undefined || assessment.assessedOn > asOf) return null
  return isLater(assessment.reviewedOn, asOf) ? { ...assessment, reviewedOn: null } : assessment
}

const planHasLater = (plan: Plan, asOf: Day): boolean =>
  isLater(plan.parentConsultedOn, asOf) ||
  isLater(plan.pupilConsultedOn, asOf) ||
  isLater(plan.startedOn, asOf) ||
  isLater(plan.recordedOnInformationSystemOn, asOf) ||
  isLater(plan.assessment?.assessedOn, asOf) ||
  isLater(plan.assessment?.reviewedOn, asOf) ||
  isLater(plan.review?.heldOn, asOf)

const planAsOf = (plan: Plan, asOf: Day): Plan =>
  planHasLater(plan, asOf)
    ? {
        ...plan,
        parentConsultedOn: soFar(plan.parentConsultedOn, asOf),
        pupilConsultedOn: soFar(plan.pupilConsultedOn, asOf),
        startedOn: soFar(plan.startedOn, asOf),
        recordedOnInformationSystemOn: soFar(plan.recordedOnInformationSystemOn, asOf),
        assessment: assessmentAsOf(plan.assessment, asOf),
        review: isLater(plan.review?.heldOn, asOf) ? null : plan.review,
      }
    : plan

const professionalAsOf = (professional: Professional, asOf: Day): Professional =>
  isLater(professional.agreement?.on, asOf) ||
  isLater(professional.contactedOn, asOf) ||
  isLater(professional.adviceReceivedOn, asOf)
    ? {
        ...professional,
        agreement: isLater(professional.agreement?.on, asOf) ? null : professional.agreement,
        contactedOn: soFar(professional.contactedOn, asOf),
        adviceReceivedOn: soFar(professional.adviceReceivedOn, asOf),
      }
    : professional

const briefingAsOf = (briefing: Briefing, asOf: Day): Briefing =>
  isLater(briefing.sharedOn, asOf) || isLater(briefing.acknowledgedOn, asOf)
    ? { ...briefing, sharedOn: soFar(briefing.sharedOn, asOf), acknowledgedOn: soFar(briefing.acknowledgedOn, asOf) }
    : briefing

const unchanged = <Fact>(fact: Fact): Fact => fact

/** The facts of a list that had happened by a day. Returns the same list if nothing in it has a later date. */
const listAsOf = <Fact>(
  facts: readonly Fact[],
  asOf: Day,
  dayOf: (fact: Fact) => Day,
  factAsOf: (fact: Fact, asOf: Day) => Fact,
): readonly Fact[] => {
  for (const fact of facts) {
    if (dayOf(fact) <= asOf && factAsOf(fact, asOf) === fact) continue
    return facts.filter((each) => dayOf(each) <= asOf).map((each) => factAsOf(each, asOf))
  }
  return facts
}

/** The briefings on the current plan. Briefings on earlier plans do not affect any rule. */
const briefingsOf = (plan: Plan | null, briefings: readonly Briefing[], asOf: Day): readonly Briefing[] => {
  if (plan === null) return []
  return briefings.filter(({ planId }) => planId === plan.id).map((briefing) => briefingAsOf(briefing, asOf))
}

const decidedOn = (decision: Decision): Day => decision.decidedOn
const agreedOn = (plan: Plan): Day => plan.agreedOn
const raisedOn = (concern: Concern): Day => concern.raisedOn
const heldOn = (meeting: Meeting): Day => meeting.heldOn
const sentOn = (notice: Notice): Day => notice.sentOn
const consideredOn = (consideration: EhcConsideration): Day => consideration.consideredOn
const from = (member: StaffMember): Day => member.from

const latestEnd = (decisions: readonly Decision[]): Decision | null => {
  let end: Decision | null = null
  for (const decision of decisions) {
    if (decision.decision !== 'endSenSupport') continue
    if (end === null || decision.decidedOn >= end.decidedOn) end = decision
  }
  return end
}

/**
 * The decision that began the present SEN Support: the earliest `senSupport` decision after the latest `endSenSupport`.
 * On equal days, the order in the list decides.
 */
const startOf = (decisions: readonly Decision[]): Decision | null => {
  const end = latestEnd(decisions)
  let start: Decision | null = null
  let standsAfterEnd = end === null
  for (const decision of decisions) {
    if (decision === end) standsAfterEnd = true
    if (decision.decision !== 'senSupport') continue
    const on = decision.decidedOn
    const isAfterEnd = end === null || on > end.decidedOn || (standsAfterEnd && on === end.decidedOn)
    if (isAfterEnd && (start === null || on < start.decidedOn)) start = decision
  }
  return start
}

/** Prepares a pupil's record as of a day. */
export const pupilAsOf = (pupil: PupilRecord, asOf: Day): PupilAsOf => {
  const meetings = listAsOf(pupil.meetings, asOf, heldOn, meetingAsOf)
  const decisions = listAsOf(pupil.decisions, asOf, decidedOn, decisionAsOf)
  const plans = listAsOf(pupil.plans, asOf, agreedOn, planAsOf)
  const start = startOf(decisions)
  const plansSinceStart = start === null ? [] : plans.filter((plan) => plan.agreedOn >= start.decidedOn)
  const currentPlan = latest(plansSinceStart, agreedOn)
  return {
    dateOfBirth: pupil.dateOfBirth,
    concerns: listAsOf(pupil.concerns, asOf, raisedOn, concernAsOf),
    meetings,
    decisions,
    notices: listAsOf(pupil.notices, asOf, sentOn, unchanged),
    plans,
    professionals: pupil.professionals.map((professional) => professionalAsOf(professional, asOf)),
    staff: listAsOf(pupil.staff, asOf, from, unchanged),
    ehcConsiderations: listAsOf(pupil.ehcConsiderations, asOf, consideredOn, unchanged),
    earlyDiscussions: meetings.filter((meeting) => meeting.kind === 'earlyDiscussion'),
    start,
    plansSinceStart,
    currentPlan,
    briefings: briefingsOf(currentPlan, pupil.briefings, asOf),
  }
}

/** Whether an Education, Health and Care plan is in force on a day. The rules do not apply to such a pupil. */
export const hasEhcPlan = (pupil: Pick<PupilRecord, 'ehcPlanFrom'>, asOf: Day): boolean =>
  pupil.ehcPlanFrom !== null && pupil.ehcPlanFrom !== undefined && pupil.ehcPlanFrom <= asOf

/**
 * Prepares a school's record as of a day. Pass the calendar of an earlier call to judge the same school on several days
 * without building it again.
 */
export const prepareSchool = (
  school: SchoolFacts,
  asOf: Day,
  calendar: SchoolCalendar = schoolCalendar(school),
): SchoolAsOf => ({
  asOf,
  targets: targetsOf(school.targets),
  calendar,
  teachingReviews: school.teachingReviews.filter((review) => review.heldOn <= asOf),
  coreOffer: isLater(school.coreOffer?.publishedOn, asOf) ? null : (school.coreOffer ?? null),
  specialistServices: school.specialistServices,
})
