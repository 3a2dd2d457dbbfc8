import type { Rule } from '../code-of-practice/rule.ts'
import type { Day } from '../days/calendar.ts'
import type { StepStatus } from '../ui/components/own-component-options.ts'
import { shortDay } from '../ui/formats/words.ts'
import type { FindingWithStep } from './pupil-findings.ts'

/** A recorded reason why a step will not be done. */
export interface NotDoneReason {
  readonly rule: string
  /** The finding's subject; null when its rule has none. */
  readonly subject: string | null
  readonly because: string
  readonly recordedOn: Day
  readonly recordedBy: string
}

type FindingState = Pick<FindingWithStep, 'status' | 'late' | 'dueOn' | 'doneOn'>

/** The latest reason recorded for a finding by the day; null when there is none or the step is done. */
export const reasonFor = (
  finding: FindingWithStep,
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
 * The status that a finding is shown with. A reason changes the status of a due or missing step of the Code's guidance
 * to `notDone`. It never changes what the law requires or what was done against the Code.
 */
export const statusOf = (finding: FindingState, level: Rule['level'], hasReason: boolean): StepStatus => {
  if (finding.status === 'met') return finding.late ? 'late' : 'met'
  if (finding.status === 'breached' || !hasReason || level === 'must') return finding.status
  return 'notDone'
}

const on = (words: string, day: Day | null, today: Day): string =>
  day === null ? words : `${words} ${shortDay(day, today)}`

/**
 * The status in words: "Done 3 October", "Due 14 March", "Missing since 12 November" (the due day), "Not in line with
 * the Code".
 */
export const wordOf = ({ status, late, dueOn, doneOn }: FindingState, today: Day): string => {
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

/** Where a rule comes from: "The law" for a "must", else "The Code says". */
export const levelWords = (level: Rule['level']): string => (level === 'must' ? 'The law' : 'The Code says')
