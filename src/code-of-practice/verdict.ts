import type { Day } from '../days/calendar.ts'
import { isBlank } from './record.ts'

/** How a rule came out: `met` done, `upcoming` still in time, `missing` not done, `breached` done against the Code. */
export type FindingStatus = 'met' | 'upcoming' | 'missing' | 'breached'

export interface Verdict {
  readonly status: FindingStatus
  /** The last day it is in time; null where the rule names none. */
  readonly dueOn: Day | null
  /** Done after `dueOn`. */
  readonly late: boolean
  /** The day it was done, where the rule names one; no part of the contract's finding, but people want to read it. */
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

/** Something done on a day and due by a day: late where it was done after that. */
export const doneBy = (doneOn: MaybeDay, dueOn: Day, asOf: Day): Verdict =>
  doneOn === null || doneOn === undefined
    ? notDone(dueOn, asOf)
    : { status: 'met', dueOn, late: doneOn > dueOn, doneOn }

/** Something that is so or not, with no day that it is due. */
export const holds = (isSo: boolean): Verdict => (isSo ? MET : MISSING)

/** Something done in line with the Code or against it. */
export const kept = (isKept: boolean): Verdict => (isKept ? MET : BREACHED)

/** Something that holds good until a day, and is missing after it; null where it was never done. */
export const currentUntil = (dueOn: Day | null, asOf: Day): Verdict =>
  dueOn === null ? MISSING : { status: asOf <= dueOn ? 'met' : 'missing', dueOn, late: false, doneOn: null }

/** A state that has to stand, and where it does not (a day is given) has to be reached by that day; never late. */
export const standing = (toReachBy: Day | null, asOf: Day): Verdict =>
  toReachBy === null ? MET : notDone(toReachBy, asOf)

/** A fact that a finding was judged from, for the page that gives its reasons. */
export interface Fact {
  /** What it is, in words that begin a line: "Early discussion". */
  readonly label: string
  /** The day of it; null where it has none or was not done. */
  readonly on: Day | null
  /** Whether the rule counts it. */
  readonly counts: boolean
  /** Why it is not counted, or what about it counts. */
  readonly why?: string
}

/** Something with a day of its being done, counted where it has one. */
export const dated = (label: string, on: MaybeDay): Fact =>
  on === null || on === undefined
    ? { label, on: null, counts: false, why: 'No day recorded' }
    : { label, on, counts: true }

/** Something that has to be written down, counted where it is not blank. */
export const written = (label: string, text: string | null | undefined, on: Day | null = null): Fact =>
  isBlank(text) ? { label, on, counts: false, why: 'Nothing written' } : { label, on, counts: true }

/** Something that counts unless there is a reason why not. */
export const counted = (label: string, on: MaybeDay, whyNot: string | null): Fact =>
  whyNot === null ? { label, on: on ?? null, counts: true } : { label, on: on ?? null, counts: false, why: whyNot }
