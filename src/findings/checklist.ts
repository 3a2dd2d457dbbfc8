import { type RuleId, ruleById } from '../code-of-practice/catalogue.ts'
import type { Rule } from '../code-of-practice/rule.ts'
import type { Day } from '../days/calendar.ts'
import type { StepStatus } from '../ui/components/own-component-options.ts'
import { shortDay } from '../ui/formats/words.ts'
import type { FindingWithStep } from './pupil-findings.ts'
import type { RegisterEntry } from './register-status.ts'
import { levelWords, type NotDoneReason, reasonFor, statusOf, wordOf } from './status-words.ts'
import { type StepForm, stepForms } from './step-forms.ts'

/** What is needed to show a list of findings: the pupil, the days and the reasons given. */
export interface FindingsContext {
  /** Null where the findings are about the school itself. */
  readonly pupilId: string | null
  readonly asOf: Day
  readonly today: Day
  /** Ids from the pupil's {@link RegisterEntry}; both null for the school. */
  readonly places: Pick<RegisterEntry, 'currentPlanId' | 'earlyDiscussionId'>
  readonly notDone: readonly NotDoneReason[]
}

/** One finding as a line of a checklist. */
export interface ChecklistRow {
  readonly rule: RuleId
  /** The paragraph of the Code: `6.43`; "6.43 and 6.48" where both state the step. */
  readonly paragraph: string
  readonly title: string
  /** What the Code asks, in a sentence. */
  readonly asks: string
  readonly level: Rule['level']
  /** Who asks for the step: "The law" or "The Code says". */
  readonly levelWords: string
  /** The act and section behind a "must"; empty otherwise. */
  readonly law: string
  /** The step's status, for the view: `c.status({ status, word, href: reasonHref })`. */
  readonly status: StepStatus
  readonly word: string
  /** "Not done, because …" with who and when; empty where no reason is given. The finding stays. */
  readonly reason: string
  readonly dueOn: Day | null
  /** The due day of a missing step; null otherwise. */
  readonly since: Day | null
  readonly doneOn: Day | null
  readonly subject: string | null
  /** The form to do the missing step; null when it is done. */
  readonly action: StepForm | null
  /** The page that gives the reasons for this status. */
  readonly reasonHref: string
  /** The form for "Not done, because …"; empty when the step is done. */
  readonly notDoneHref: string
}

interface ChecklistGroup {
  readonly paragraph: string
  readonly rows: readonly ChecklistRow[]
}

/** One line of the list of next steps. */
export interface NextStep extends ChecklistRow {
  /** How many other findings the same form settles. Example: other members of staff who have not read the plan. */
  readonly also: number
}

/**
 * The rule of a finding.
 * @throws Error when no rule has this id, which is a bug
 */
export const ruleOf = (finding: Pick<FindingWithStep, 'rule'>): Rule => {
  const rule = ruleById(finding.rule)
  if (rule === null) throw new Error(`There is no rule ${finding.rule}.`)
  return rule
}

/** The page that gives the reasons for a rule's status on a day. The school's own rules link to the school's page. */
export const reasonsHref = (
  rule: string,
  { pupilId, asOf, today }: Pick<FindingsContext, 'pupilId' | 'asOf' | 'today'>,
): string => (pupilId === null ? '/school' : `/pupils/${pupilId}/steps/${rule}${asOf === today ? '' : `?asOf=${asOf}`}`)

const notDoneHref = ({ rule, subject }: FindingWithStep, { pupilId }: FindingsContext): string => {
  if (pupilId === null) return `/school/not-done/new?rule=${rule}`
  return `/pupils/${pupilId}/not-done/new?rule=${rule}${subject === null ? '' : `&subject=${encodeURIComponent(subject)}`}`
}

/** Words that have a capital only because they begin a sentence. They are not names. */
const startsSentence =
  /^(?:A|An|The|This|That|These|There|They|Their|He|She|His|Her|It|We|Our|No|Not|Nobody|Both|All|As|At|In|On|After|Before|Since|Still|While|Parents?|Pupils?|Teachers?|Staff|Asked|Agreed|Waiting)(?= )/u

const inSentence = (because: string): string =>
  because
    .trim()
    .replace(/[.\s]+$/u, '')
    .replace(startsSentence, (word) => word.toLowerCase())

/** The reason in a sentence: "Not done, because parents asked not to be contacted this term (Jo Marsh, 3 October)" */
const reasonInWords = (reason: NotDoneReason | null, today: Day): string =>
  reason === null
    ? ''
    : `Not done, because ${inSentence(reason.because)} (${reason.recordedBy}, ${shortDay(reason.recordedOn, today)})`

/** One finding as a line of a checklist. */
export const checklistRow = (finding: FindingWithStep, context: FindingsContext): ChecklistRow => {
  const rule = ruleOf(finding)
  const reason = reasonFor(finding, context.notDone, context.asOf)
  const isDone = finding.status === 'met'
  const place = { pupilId: context.pupilId, subject: finding.subject, ...context.places }
  return {
    rule: finding.rule,
    paragraph: [rule.paragraph, ...(rule.alsoIn ?? [])].join(' and '),
    title: rule.title,
    asks: rule.asks,
    level: rule.level,
    levelWords: levelWords(rule.level),
    law: rule.law ?? '',
    status: statusOf(finding, rule.level, reason !== null),
    word: wordOf(finding, context.today),
    reason: reasonInWords(reason, context.today),
    dueOn: finding.dueOn,
    since: finding.status === 'missing' ? finding.dueOn : null,
    doneOn: finding.doneOn,
    subject: finding.subject,
    action: isDone ? null : stepForms[finding.step](place),
    reasonHref: reasonsHref(rule.id, context),
    notDoneHref: isDone ? '' : notDoneHref(finding, context),
  }
}

/** Findings grouped by paragraph, in the order of the rules' catalogue. */
export const checklist = (findings: readonly FindingWithStep[], context: FindingsContext): ChecklistGroup[] => {
  const groups = new Map<string, ChecklistRow[]>()
  for (const finding of findings) {
    const { paragraph } = ruleOf(finding)
    const rows = groups.get(paragraph) ?? []
    groups.set(paragraph, rows)
    rows.push(checklistRow(finding, context))
  }
  return [...groups].map(([paragraph, rows]) => ({ paragraph, rows }))
}

const isLate = ({ status }: ChecklistRow): boolean => status === 'missing' || status === 'breached'

/**
 * A sort key: late "must" rules first, then late rules of the Code's guidance, then steps that are not due yet. Within
 * each group the earliest due day comes first.
 */
const urgency = (row: ChecklistRow): string => {
  const kind = isLate(row) ? (row.level === 'must' ? 0 : 1) : 2
  // Within a group, breaches sort first and steps without a due day sort last.
  return `${kind} ${row.status === 'breached' ? '' : (row.dueOn ?? '9999')}`
}

const byUrgency = (one: ChecklistRow, other: ChecklistRow): number => {
  const [left, right] = [urgency(one), urgency(other)]
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * Open steps, most urgent first, one line for each form. A step with a reason why it will not be done is left out,
 * unless the law requires it.
 */
export const nextSteps = (findings: readonly FindingWithStep[], context: FindingsContext): NextStep[] => {
  const open = findings.filter((finding) => finding.status !== 'met').map((finding) => checklistRow(finding, context))
  const byForm = new Map<string, NextStep>()
  for (const row of open.filter(({ status }) => status !== 'notDone').sort(byUrgency)) {
    const form = row.action?.href ?? row.reasonHref
    const first = byForm.get(form)
    byForm.set(form, first === undefined ? { ...row, also: 0 } : { ...first, also: first.also + 1 })
  }
  return [...byForm.values()]
}
