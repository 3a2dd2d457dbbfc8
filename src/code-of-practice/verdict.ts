import type { Day } from '../days/calendar.ts'
import { isBlank } from './record.ts'

/**
 * The result of a rule. `met`: done. `upcoming`: not done, but not due yet. `missing`: not done and overdue.
 * `breached`: done in a way that the Code forbids.
 */
export type FindingStatus = 'met' | 'upcoming' | 'missing' | 'breached'

export interface Verdict {
  readonly status: FindingStatus
  /** The last day on which doing the step is in time; null if the rule has none. */
  readonly dueOn: Day | null
  /** Whether the step was done after `dueOn`. */
  readonly late: boolean
  /**
   * The day on which the step was done; null if it is not done or the rule has no such day. It is for pages only, not
   * part of the contract's finding.
   */
  readonly doneOn: Day | null
}

type MaybeDay = Day | null | undefined

const MET: Verdict = { status: 'met', dueOn: null, late: false, doneOn: null }
const MISSING: Verdict = { status: 'missing', dueOn: null, late: false, doneOn: null }
const BREACHED: Verdict = { status: 'breached', dueOn: null, late: false, doneOn: null }

const notDone = (dueOn: Day, asOf: Day): Verdict => ({
  status: asOf <= dueOn ? 'upcoming' : 'missing',
  dueOn,
  late: false,
  doneOn: null,
})

/** The verdict for something due by `dueOn` and done on `doneOn` (null or undefined if not done). */
export const doneBy = (doneOn: MaybeDay, dueOn: Day, asOf: Day): Verdict =>
  doneOn === null || doneOn === undefined
    ? notDone(dueOn, asOf)
    : { status: 'met', dueOn, late: doneOn > dueOn, doneOn }

/** The verdict for a condition without a due day: met or missing. */
export const holds = (isSo: boolean): Verdict => (isSo ? MET : MISSING)

/** The verdict for something already done: met if it was done as the Code says, breached if not. */
export const kept = (isKept: boolean): Verdict => (isKept ? MET : BREACHED)

/**
 * The verdict for something that has to be renewed: met up to and including `dueOn`, missing after that day or if
 * `dueOn` is null.
 */
export const currentUntil = (dueOn: Day | null, asOf: Day): Verdict =>
  dueOn === null ? MISSING : { status: asOf <= dueOn ? 'met' : 'missing', dueOn, late: false, doneOn: null }

/**
 * The verdict for a state that has to last, for example that a plan is under way. Pass null as `toReachBy` if the state
 * is reached: met. Otherwise it has to be reached by that day. The verdict is never late.
 */
export const standing = (toReachBy: Day | null, asOf: Day): Verdict =>
  toReachBy === null ? MET : notDone(toReachBy, asOf)

/** A fact behind a finding, for pages. */
export interface Fact {
  /** What the fact is about, shown at the start of its line, for example "Early discussion". */
  readonly label: string
  /** The day on which it happened; null if it has no day or has not happened. */
  readonly on: Day | null
  /** Whether the rule counts the fact. */
  readonly counts: boolean
  /** Why the rule does not count the fact. */
  readonly why?: string
}

/** Makes a fact that counts if it has a day. */
export const dated = (label: string, on: MaybeDay): Fact =>
  on === null || on === undefined
    ? { label, on: null, counts: false, why: 'No day recorded' }
    : { label, on, counts: true }

/** Makes a fact that counts if its text is not blank. */
export const written = (label: string, text: string | null | undefined, on: Day | null = null): Fact =>
  isBlank(text) ? { label, on, counts: false, why: 'Nothing written' } : { label, on, counts: true }

/** Makes a fact that counts unless `whyNot` gives a reason. */
export const counted = (label: string, on: MaybeDay, whyNot: string | null): Fact =>
  whyNot === null ? { label, on: on ?? null, counts: true } : { label, on: on ?? null, counts: false, why: whyNot }
