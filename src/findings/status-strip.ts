import type { StepStatus, StripCell, StripColumn } from '../ui/components/own-component-options.ts'
import { type FindingsContext, reasonsHref, ruleOf } from './checklist.ts'
import type { FindingWithStep } from './pupil-findings.ts'
import { reasonFor, statusOf, wordOf } from './status-words.ts'

/** A pupil's status strip: one mark for each paragraph of the Code. */
export interface StatusStrip {
  /** One cell for each of {@link STATUS_STRIP_COLUMNS}. */
  readonly cells: readonly StripCell[]
  /** How many columns are done, whether on time or late. */
  readonly done: number
  /** How many columns apply to the pupil. */
  readonly applicable: number
  /** How many of the applicable columns are done: "9/11"; "–" when no column applies. */
  readonly steps: string
}

/** The paragraphs of the rules for pupils. The last two are outside 6.37 to 6.49. */
export const STATUS_STRIP_COLUMNS: readonly StripColumn[] = [
  { paragraph: '6.37', title: 'Help in class' },
  { paragraph: '6.38', title: 'Evidence and specialists' },
  { paragraph: '6.39', title: 'Early discussion' },
  { paragraph: '6.40', title: 'Decision' },
  { paragraph: '6.43', title: 'Decision recorded, parents told' },
  { paragraph: '6.44', title: 'Assess, plan, do, review' },
  { paragraph: '6.45', title: 'Assessment' },
  { paragraph: '6.46', title: 'Assessment up to date' },
  { paragraph: '6.47', title: 'Agreement before contact' },
  { paragraph: '6.48', title: 'Plan' },
  { paragraph: '6.49', title: 'Staff know the plan' },
  { paragraph: '6.63', title: 'Grounds for no EHC request' },
  { paragraph: '6.65', title: 'Meetings with parents' },
]

const SEVERITY: Readonly<Record<StepStatus, number>> = {
  breached: 6,
  missing: 5,
  notDone: 4,
  upcoming: 3,
  late: 2,
  met: 1,
  notApplicable: 0,
}

const doesNotApply: StripCell = { status: 'notApplicable', word: 'Does not apply', href: '' }

interface StripMark {
  readonly status: StepStatus
  readonly finding: FindingWithStep
  /** How many other findings of the column have the same status. */
  readonly also: number
}

const markOf = (finding: FindingWithStep, context: FindingsContext): StripMark => {
  const hasReason = context.notDone.length > 0 && reasonFor(finding, context.notDone, context.asOf) !== null
  return { status: statusOf(finding, ruleOf(finding).level, hasReason), finding, also: 0 }
}

const isDone = ({ status }: Pick<StripMark, 'status'>): boolean => status === 'met' || status === 'late'

/** The worse of two marks. If they are equally bad, the one due first. */
const worseMark = (worst: StripMark | undefined, mark: StripMark): StripMark => {
  if (worst === undefined || SEVERITY[mark.status] > SEVERITY[worst.status]) return mark
  if (SEVERITY[mark.status] < SEVERITY[worst.status]) return worst
  const isEarlier =
    mark.finding.dueOn !== null && (worst.finding.dueOn === null || mark.finding.dueOn < worst.finding.dueOn)
  return { ...(isEarlier ? mark : worst), also: worst.also + 1 }
}

const wordOfMark = (mark: StripMark, context: FindingsContext): string => {
  if (mark.status === 'met' && mark.also > 0) return 'Done'
  const word = wordOf(mark.finding, context.today)
  if (isDone(mark)) return word
  return `${word} (${ruleOf(mark.finding).title}${mark.also > 0 ? `, and ${mark.also} more` : ''})`
}

const cellOf = (mark: StripMark | undefined, context: FindingsContext): StripCell =>
  mark === undefined
    ? doesNotApply
    : { status: mark.status, word: wordOfMark(mark, context), href: reasonsHref(mark.finding.rule, context) }

/**
 * Memoised strips, by the list of findings: cached findings (findings-cache.ts) are the same list from one request to the next.
 * Used only for pupils without reasons, because reasons are not part of the findings.
 */
const stripsBefore = new WeakMap<readonly FindingWithStep[], { place: string; statusStrip: StatusStrip }>()

/** A pupil's findings as one mark for each paragraph: the worst status found there. */
export const statusStrip = (findings: readonly FindingWithStep[], context: FindingsContext): StatusStrip => {
  if (context.notDone.length > 0) return buildStatusStrip(findings, context)
  const place = `${context.pupilId} ${context.asOf} ${context.today}`
  const before = stripsBefore.get(findings)
  if (before?.place === place) return before.statusStrip
  const made = buildStatusStrip(findings, context)
  stripsBefore.set(findings, { place, statusStrip: made })
  return made
}

const buildStatusStrip = (findings: readonly FindingWithStep[], context: FindingsContext): StatusStrip => {
  const worst = new Map<string, StripMark>()
  for (const finding of findings) {
    const { paragraph } = ruleOf(finding)
    worst.set(paragraph, worseMark(worst.get(paragraph), markOf(finding, context)))
  }
  const done = [...worst.values()].filter(isDone).length
  return {
    cells: STATUS_STRIP_COLUMNS.map(({ paragraph }) => cellOf(worst.get(paragraph), context)),
    done,
    applicable: worst.size,
    steps: worst.size === 0 ? '–' : `${done}/${worst.size}`,
  }
}
