import { z } from 'zod'
import type { Day } from '../days/calendar.ts'
import { derivedId } from '../platform/database/derived-id.ts'
import { planForm, labels as planLabels } from '../pupil-record/plans/form.ts'
import { reviewForm, labels as reviewLabels } from '../pupil-record/reviews/form.ts'
import { choice, isUuid, limits, optionalText, ticked } from '../ui/forms/fields.ts'

/*
 * The form of a review meeting combines the form of the review and the form of the next plan. Each part is parsed by
 * its own schema, after its fields are renamed. What both ask (the day, the views, who agreed) is on the page once.
 */

/** How the parents get the note: handed over, by e-mail, or not yet (`later`). */
const noteWays = ['handedOver', 'email', 'later'] as const

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

/** The fields that belong neither to the review nor to the plan. */
const meetingFields = z.object({
  parentHere: ticked(),
  pupilHere: ticked(),
  whoTookPart: optionalText(limits.text),
  starts: ticked(),
  noteText: optionalText(limits.letter),
  noteWay: choice(noteWays, 'Choose how the parents get the note'),
  briefed: texts.transform((all) => all.filter(isUuid)),
})

type RawForm = Readonly<Record<string, unknown>>

const reached = new Set(['met', 'exceeded'])

/**
 * The outcome rows of the next plan: those carried on from the last plan, and new ones. One not carried on is an empty
 * row.
 */
function outcomeRows(raw: RawForm): RawForm[] {
  const reviewed = new Map(rows.parse(raw.outcomes).map((row) => [first(row.id), row]))
  return rows.parse(raw.nextOutcomes).map(({ from, carryOn, ...row }) => {
    const before = reviewed.get(first(from))
    if (before === undefined) return row
    if (first(carryOn) !== 'yes' || reached.has(first(before.progress))) return {}
    // The review's note on the outcome becomes the new baseline, if it is short enough.
    const seen = first(before.note)
    return first(row.baseline) === '' && seen.length <= limits.line ? { ...row, baseline: [seen] } : row
  })
}

/** The intervention rows of the next plan. One that served an outcome that is not carried on serves none. */
function interventionRows(raw: RawForm, outcomes: readonly RawForm[]): RawForm[] {
  return rows.parse(raw.nextInterventions).map(({ from, carryOn, ...row }) => {
    if (isUuid(first(from)) && first(carryOn) !== 'yes') return {}
    const served = outcomes[Number(first(row.serves)) - 1]
    return served !== undefined && first(served.outcome) === '' ? { ...row, serves: [''] } : row
  })
}

/** The fields of the next plan, named as in the plan's own form. */
function planPart(raw: RawForm): RawForm {
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

/** The id of the next plan, derived from the form's id, so that saving is idempotent. */
export const nextPlanId = (formId: string): string => (isUuid(formId) ? derivedId(formId, 'next plan') : '')

type PathFault = { path: PropertyKey[]; message: string }

/** The field on this page for each field of the plan's own form that is named differently. */
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

/**
 * Renames a field, or the start of a field name, of the plan's form: "outcomes", "outcomes.3.outcome", "agreedOn-day".
 */
const nameOnThisPage = (name: string): string =>
  name.replace(/^[^.-]+/, (field) => (Object.hasOwn(onThisPage, field) ? (onThisPage[field] ?? field) : field))

const faultOnPage = ({ path: [head, ...rest], message }: z.core.$ZodIssue): PathFault => ({
  path: [typeof head === 'string' ? nameOnThisPage(head) : (head ?? ''), ...rest],
  message,
})

/** The schema of a review meeting: the review, the next plan unless support ends, the note, and who is briefed. */
export const reviewMeetingForm = (today: Day) =>
  z.record(z.string(), z.unknown()).transform((raw, context) => {
    const refuse = (fault: PathFault) => context.issues.push({ code: 'custom', ...fault, input: raw })
    const review = reviewForm(today).safeParse(raw)
    const more = meetingFields.safeParse(raw)
    const isEnd = first(raw.decision) === 'end'
    const plan = isEnd ? null : planForm(today).safeParse(planPart(raw))
    for (const issue of review.error?.issues ?? []) refuse({ path: issue.path, message: issue.message })
    for (const issue of plan?.error?.issues ?? []) refuse(faultOnPage(issue))
    for (const issue of more.error?.issues ?? []) refuse({ path: issue.path, message: issue.message })
    if (review.data?.decision === null) refuse({ path: ['decision'], message: 'Choose how you go on' })
    if (!review.success || !more.success || (plan !== null && !plan.success)) return z.NEVER
    return { ...more.data, review: review.data, plan: plan?.data ?? null }
  })
export type HoldReviewMeeting = z.infer<ReturnType<typeof reviewMeetingForm>>
