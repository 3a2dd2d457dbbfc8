import { hasEhcPlan, latest, type PupilAsOf, pupilAsOf } from '../code-of-practice/as-of.ts'
import type { PupilRecord } from '../code-of-practice/record.ts'
import type { Day } from '../days/calendar.ts'

/** The SEN status in the school's information system: N = none, K = SEN Support, E = EHC plan. */
export type MisSenStatus = 'N' | 'K' | 'E'

/** A pupil's status on the register; `none` means not on the register. */
export type RegisterStatus = 'senSupport' | 'lookedAt' | 'coreOffer' | 'ehcPlan' | 'none'

/** A pupil's entry in the register on a day, with the two ids that links to forms need. */
export interface RegisterEntry {
  readonly status: RegisterStatus
  /** The day the status began; null when no day is recorded. */
  readonly since: Day | null
  /** A note when the record and the school's information system disagree about the status; empty otherwise. */
  readonly flag: string
  /** The next review day: of the current plan or, without a plan, as set by the latest decision. */
  readonly nextReviewOn: Day | null
  readonly currentPlanId: string | null
  /** The id of the latest early discussion. */
  readonly earlyDiscussionId: string | null
}

export const REGISTER_STATUS_WORDS: Readonly<Record<RegisterStatus, string>> = {
  senSupport: 'SEN Support',
  lookedAt: 'Being looked at',
  coreOffer: 'Core offer',
  ehcPlan: 'EHC plan',
  none: 'Not on the register',
}

/** The statuses of pupils on the register, in display order. */
export const registerStatuses = [
  'senSupport',
  'lookedAt',
  'coreOffer',
  'ehcPlan',
] as const satisfies readonly RegisterStatus[]

export const isOnTheRegister = (registerEntry: RegisterEntry): boolean => registerEntry.status !== 'none'

type StatusSince = Pick<RegisterEntry, 'status' | 'since' | 'flag'>

const status = (is: RegisterStatus, since: Day | null, flag = ''): StatusSince => ({ status: is, since, flag })

const decisionNotRecorded = 'In your school’s system; decision not recorded'
/**
 * Flagged because the rules skip a pupil with an EHC plan. If the plan has ended, or was entered by mistake, no step
 * would be due and nobody would notice.
 */
const planNotInSystem = 'EHC plan recorded here; your school’s system says SEN Support'
const planNotRecorded = 'In your school’s system; the plan’s first day not recorded'

/**
 * The first day of the oldest open concern or early discussion that no later decision has answered; null when there is
 * none.
 */
const lookedAtSince = ({ concerns, earlyDiscussions, decisions }: PupilAsOf): Day | null => {
  const lastDecidedOn = latest(decisions, (decision) => decision.decidedOn)?.decidedOn ?? ''
  const opened = [
    ...concerns.filter((concern) => !concern.closedOn).map((concern) => concern.raisedOn),
    ...earlyDiscussions.map((meeting) => meeting.heldOn),
  ]
  return opened.filter((day) => day > lastDecidedOn).sort()[0] ?? null
}

const statusOf = (record: PupilRecord, pupil: PupilAsOf, inSystem: MisSenStatus, asOf: Day): StatusSince => {
  if (hasEhcPlan(record, asOf))
    return status('ehcPlan', record.ehcPlanFrom ?? null, inSystem === 'K' ? planNotInSystem : '')
  if (inSystem === 'E' && !record.ehcPlanFrom) return status('ehcPlan', null, planNotRecorded)
  if (pupil.start !== null) return status('senSupport', pupil.start.decidedOn)
  if (inSystem === 'K' && pupil.decisions.length === 0) return status('senSupport', null, decisionNotRecorded)
  const lookedAt = lookedAtSince(pupil)
  if (lookedAt !== null) return status('lookedAt', lookedAt)
  const decision = latest(pupil.decisions, ({ decidedOn }) => decidedOn)
  return decision?.decision === 'coreOffer' ? status('coreOffer', decision.decidedOn) : status('none', null)
}

const nextReviewOn = ({ currentPlan, decisions }: PupilAsOf, is: RegisterStatus): Day | null => {
  if (is !== 'senSupport' && is !== 'coreOffer') return null
  if (currentPlan !== null) return currentPlan.review ? null : (currentPlan.reviewOn ?? null)
  return latest(decisions, ({ decidedOn }) => decidedOn)?.reviewOn ?? null
}

/**
 * A pupil's register entry as of a day. The first status that fits:
 *
 * 1. `ehcPlan`: an Education, Health and Care plan is in force; or the school's system says so (E) and the plan's first
 *    day is not recorded, which is flagged. The rules apply only to the second group. If the plan is in force and the
 *    school's system says SEN Support (K), that is flagged, too.
 * 2. `senSupport`: the latest decision among `senSupport` and `endSenSupport` is `senSupport`; or the school's system
 *    says so (K) and no decision of any kind is recorded yet, which is flagged.
 * 3. `lookedAt`: an open concern, or an early discussion, later than the latest decision. A decision of any kind
 *    answers everything up to and including its own day, because the discussion is held to reach it (6.40).
 * 4. `coreOffer`: the latest decision is that the adapted core offer is enough, with a day to look at it again.
 * 5. `none`: no concern yet, every concern closed without a decision, no further action, or SEN Support ended.
 */
export const registerEntryOf = (record: PupilRecord, inSystem: MisSenStatus, asOf: Day): RegisterEntry => {
  const pupil = pupilAsOf(record, asOf)
  const found = statusOf(record, pupil, inSystem, asOf)
  return {
    ...found,
    nextReviewOn: nextReviewOn(pupil, found.status),
    currentPlanId: pupil.currentPlan?.id ?? null,
    earlyDiscussionId: latest(pupil.earlyDiscussions, ({ heldOn }) => heldOn)?.id ?? null,
  }
}
