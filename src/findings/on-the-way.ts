import { hasEhcPlan, latest, type PupilAsOf, pupilAsOf } from '../code-of-practice/as-of.ts'
import type { PupilRecord } from '../code-of-practice/record.ts'
import type { Day } from '../days/calendar.ts'

/** As the school's information system has it: none, SEN Support, EHC plan. */
export type MisSenStatus = 'N' | 'K' | 'E'

/** Where a pupil stands; `none` is not on the register. */
export type RegisterStatus = 'senSupport' | 'lookedAt' | 'coreOffer' | 'ehcPlan' | 'none'

/** Where a pupil stands on a day, and the two places that forms are found by. */
export interface Standing {
  readonly status: RegisterStatus
  /** The day it began; null where the register holds no day for it. */
  readonly since: Day | null
  /** What there is to know about the status itself; empty where the record bears it out. */
  readonly flag: string
  /** The next review: of the plan at work or, where there is none, the one that the latest decision set. */
  readonly nextReviewOn: Day | null
  readonly currentPlanId: string | null
  /** The latest early discussion. */
  readonly earlyDiscussionId: string | null
}

/** The status in words, as pages show it. */
export const REGISTER_STATUS_WORDS: Readonly<Record<RegisterStatus, string>> = {
  senSupport: 'SEN Support',
  lookedAt: 'Being looked at',
  coreOffer: 'Core offer',
  ehcPlan: 'EHC plan',
  none: 'Not on the register',
}

/** The statuses of those on the register, in the order in which they are told. */
export const registerStatuses = [
  'senSupport',
  'lookedAt',
  'coreOffer',
  'ehcPlan',
] as const satisfies readonly RegisterStatus[]

export const isOnTheRegister = (standing: Standing): boolean => standing.status !== 'none'

type Status = Pick<Standing, 'status' | 'since' | 'flag'>

const status = (is: RegisterStatus, since: Day | null, flag = ''): Status => ({ status: is, since, flag })

const decisionNotRecorded = 'In your school’s system; decision not recorded'
/** A plan that has ended, or never was, would keep the pupil out of every step unnoticed. */
const planNotInSystem = 'EHC plan recorded here; your school’s system says SEN Support'
const planNotRecorded = 'In your school’s system; the plan’s first day not recorded'

/** The day the oldest matter was opened that no decision has followed; null where there is none. */
const lookedAtSince = ({ concerns, earlyDiscussions, decisions }: PupilAsOf): Day | null => {
  const lastDecidedOn = latest(decisions, (decision) => decision.decidedOn)?.decidedOn ?? ''
  const opened = [
    ...concerns.filter((concern) => !concern.closedOn).map((concern) => concern.raisedOn),
    ...earlyDiscussions.map((meeting) => meeting.heldOn),
  ]
  return opened.filter((day) => day > lastDecidedOn).sort()[0] ?? null
}

const statusOf = (record: PupilRecord, pupil: PupilAsOf, inSystem: MisSenStatus, asOf: Day): Status => {
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
 * Where a pupil stands as of a day. The first that fits:
 *
 * 1. `ehcPlan`: an Education, Health and Care plan is in force; or the school's system says so (E) and no first day of
 *    the plan is recorded, which is flagged. They are listed, but the rules do not speak to the former; where the system
 *    says SEN Support (K) of one of them, that is flagged, too.
 * 2. `senSupport`: of the decisions `senSupport` and `endSenSupport` the latest is `senSupport`; or the school's system
 *    says so (K) and no decision of any kind is recorded yet, which is flagged.
 * 3. `lookedAt`: a concern that is not closed, or an early discussion, later than the latest decision. A decision of any
 *    kind answers the matters before it and those of its own day: it is what the discussion is held for (6.40).
 * 4. `coreOffer`: the latest decision is that the adapted core offer is enough; it has a day to be looked at again.
 * 5. `none`: no concern yet, every concern closed without a decision, no further action, or SEN Support ended.
 */
export const standingOf = (record: PupilRecord, inSystem: MisSenStatus, asOf: Day): Standing => {
  const pupil = pupilAsOf(record, asOf)
  const found = statusOf(record, pupil, inSystem, asOf)
  return {
    ...found,
    nextReviewOn: nextReviewOn(pupil, found.status),
    currentPlanId: pupil.currentPlan?.id ?? null,
    earlyDiscussionId: latest(pupil.earlyDiscussions, ({ heldOn }) => heldOn)?.id ?? null,
  }
}
