import type { Rule } from '../code-of-practice/rule.ts'
import type { Day } from '../days/calendar.ts'
import type { StepStatus } from '../ui/components/component-options.ts'
import { shortDay } from '../ui/formats/words.ts'
import type { JudgedFinding } from './judge.ts'

/** Why a step will not be done, as somebody recorded it. */
export interface NotDoneReason {
  readonly rule: string
  /** The finding's subject; null where its rule has none. */
  readonly subject: string | null
  readonly because: string
  readonly recordedOn: Day
  readonly recordedBy: string
}

type Judged = Pick<JudgedFinding, 'status' | 'late' | 'dueOn' | 'doneOn'>

/**
 * The reason recorded for a finding by the day, the latest of several; null where there is none or the step was done
 * after all.
 */
export const reasonFor = (
  finding: JudgedFinding,
  notDone: readonly NotDoneReason[],
  asOf: Day,
): NotDoneReason | null => {
  if (finding.status === 'met') return null
  let found: NotDoneReason | null = null
  for (const reason of notDone) {
    const isMeant = reason.rule === finding.rule && reason.subject === finding.subject && reason.recordedOn <= asOf
    if (isMeant && (found === null || reason.recordedOn >= found.recordedOn)) found = reason
  }
  return found
}

/**
 * The mark that a finding is shown with. A reason changes the mark of what is due or missing under the Code's guidance; it
 * changes nothing about what the law requires, nor about what was done against the Code.
 */
export const statusOf = (finding: Judged, level: Rule['level'], hasReason: boolean): StepStatus => {
  if (finding.status === 'met') return finding.late ? 'late' : 'met'
  if (finding.status === 'breached' || !hasReason || level === 'must') return finding.status
  return 'notDone'
}

const on = (words: string, day: Day | null, today: Day): string =>
  day === null ? words : `${words} ${shortDay(day, today)}`

/** "Done 3 October", "Due 14 March", "Missing since 12 November" (the day it was due), "Not in line with the Code". */
export const wordOf = ({ status, late, dueOn, doneOn }: Judged, today: Day): string => {
  switch (status) {
    case 'met':
      return on(late ? 'Done late' : 'Done', doneOn, today)
    case 'upcoming':
      return on('Due', dueOn, today)
    case 'missing':
      return on(dueOn === null ? 'Missing' : 'Missing since', dueOn, today)
    case 'breached':
      return 'Not in line with the Code'
  }
}

/** What stands behind a rule: "The law" only at a must. */
export const levelWords = (level: Rule['level']): string => (level === 'must' ? 'The law' : 'The Code says')
