import { z } from 'zod'
import { derivedId } from '../platform/database/derived-id.ts'
import { planForm, labels as planLabels } from '../pupil-record/plans/form.ts'
import { reviewForm, labels as reviewLabels } from '../pupil-record/reviews/form.ts'
import { choice, isUuid, limits, optionalText, ticked } from '../ui/forms/fields.ts'

/*
 * A review meeting's one form is the review's and the next plan's: each is read by its own schema, under the names that its
 * fields have on the one page. What both ask is asked once: the day, the views, who agreed.
 */

/** How the note gets to the parents. */
export const noteWays = ['handedOver', 'email', 'later'] as const

export const labels = {
  ...planLabels,
  ...reviewLabels,
  heldOn: 'When is the meeting?',
  here: 'Who is here?',
  parentHere: 'A parent or carer',
  pupilHere: 'The pupil',
  whoTookPart: 'Who else?',
  'nextOutcomes.carryOn': 'Carry on with it if it is not met',
  'nextOutcomes.outcome': planLabels['outcomes.outcome'],
  'nextOutcomes.measure': planLabels['outcomes.measure'],
  'nextOutcomes.baseline': planLabels['outcomes.baseline'],
  'nextOutcomes.byOn': planLabels['outcomes.byOn'],
  'nextInterventions.carryOn': 'Carry on with it',
  'nextInterventions.what': planLabels['interventions.what'],
  'nextInterventions.serves': planLabels['interventions.serves'],
  'nextInterventions.deliveredBy': planLabels['interventions.deliveredBy'],
  'nextInterventions.howOften': planLabels['interventions.howOften'],
  'nextInterventions.groupSize': planLabels['interventions.groupSize'],
  'nextInterventions.sessionsPlanned': planLabels['interventions.sessionsPlanned'],
  starts: 'The new plan starts today',
  noteText: 'The note',
  noteWay: 'How do they get it?',
  briefed: 'Who reads it?',
} as const

const texts = z.array(z.string()).catch([])
const rows = z.array(z.record(z.string(), z.unknown())).catch([])
const first = (raw: unknown): string => texts.parse(raw).at(-1)?.trim() ?? ''

/** What the page asks besides review and plan. */
const around = z.object({
  parentHere: ticked(),
  pupilHere: ticked(),
  whoTookPart: optionalText(limits.text),
  starts: ticked(),
  noteText: optionalText(limits.letter),
  noteWay: choice(noteWays, 'Choose how the parents get the note'),
  briefed: texts.transform((all) => all.filter(isUuid)),
})

type Raw = Readonly<Record<string, unknown>>

const reached = new Set(['met', 'exceeded'])

/** Outcomes of the next plan: of the last one's those that go on, and new ones. One that does not go on is an empty row. */
function outcomeRows(raw: Raw): Raw[] {
  const reviewed = new Map(rows.parse(raw.outcomes).map((row) => [first(row.id), row]))
  return rows.parse(raw.nextOutcomes).map(({ from, carryOn, ...row }) => {
    const before = reviewed.get(first(from))
    if (before === undefined) return row
    if (first(carryOn) !== 'yes' || reached.has(first(before.progress))) return {}
    // Where it stands today was said a moment ago, if it fits.
    const seen = first(before.note)
    return first(row.baseline) === '' && seen.length <= limits.line ? { ...row, baseline: [seen] } : row
  })
}

/** Interventions of the next plan. One that served an outcome that does not go on serves none, until somebody says which. */
function interventionRows(raw: Raw, outcomes: readonly Raw[]): Raw[] {
  return rows.parse(raw.nextInterventions).map(({ from, carryOn, ...row }) => {
    if (isUuid(first(from)) && first(carryOn) !== 'yes') return {}
    const served = outcomes[Number(first(row.serves)) - 1]
    return served !== undefined && first(served.outcome) === '' ? { ...row, serves: [''] } : row
  })
}

/** The next plan as its own form would send it. */
function planPart(raw: Raw): Raw {
  const outcomes = outcomeRows(raw)
  return {
    ...raw,
    id: [nextPlanId(first(raw.id))],
    outcomes,
    interventions: interventionRows(raw, outcomes),
    agreedOn: raw.heldOn,
    assessedOn: raw.heldOn,
    assessmentTeacher: raw.teacher,
    assessmentSenco: raw.senco,
    parentConsultedOn: first(raw.parentHere) === 'yes' ? raw.heldOn : undefined,
    pupilConsultedOn: first(raw.pupilHere) === 'yes' ? raw.heldOn : undefined,
    reviewedOn: undefined,
  }
}

/** The id of the plan that a meeting's form makes. */
export const nextPlanId = (formId: string): string => (isUuid(formId) ? derivedId(formId, 'next plan') : '')

type Fault = { path: PropertyKey[]; message: string }

/** Where a fault of the plan's own form stands on this page. */
const onThisPage: Readonly<Record<string, string>> = {
  outcomes: 'nextOutcomes',
  interventions: 'nextInterventions',
  agreedOn: 'heldOn',
  assessedOn: 'heldOn',
  parentConsultedOn: 'heldOn',
  pupilConsultedOn: 'heldOn',
  assessmentTeacher: 'teacher',
  assessmentSenco: 'senco',
}

/** The name of a field of the plan's form, or its beginning: "outcomes", "outcomes.3.outcome", "agreedOn-day". */
const nameOnThisPage = (name: string): string =>
  name.replace(/^[^.-]+/, (field) => (Object.hasOwn(onThisPage, field) ? (onThisPage[field] ?? field) : field))

const onPage = ({ path: [head, ...rest], message }: z.core.$ZodIssue): Fault => ({
  path: [typeof head === 'string' ? nameOnThisPage(head) : (head ?? ''), ...rest],
  message,
})

/** A whole review meeting: the review and, unless support ends, the next plan; the note; who is briefed. */
export const meetingForm = (today: string) =>
  z.record(z.string(), z.unknown()).transform((raw, context) => {
    const refuse = (fault: Fault) => context.issues.push({ code: 'custom', ...fault, input: raw })
    const review = reviewForm(today).safeParse(raw)
    const more = around.safeParse(raw)
    const isEnd = first(raw.decision) === 'end'
    const plan = isEnd ? null : planForm(today).safeParse(planPart(raw))
    for (const issue of review.error?.issues ?? []) refuse({ path: issue.path, message: issue.message })
    for (const issue of plan?.error?.issues ?? []) refuse(onPage(issue))
    for (const issue of more.error?.issues ?? []) refuse({ path: issue.path, message: issue.message })
    if (review.data?.decision === null) refuse({ path: ['decision'], message: 'Choose how you go on' })
    if (!review.success || !more.success || (plan !== null && !plan.success)) return z.NEVER
    return { ...more.data, review: review.data, plan: plan?.data ?? null }
  })
export type HoldMeeting = z.infer<ReturnType<typeof meetingForm>>
