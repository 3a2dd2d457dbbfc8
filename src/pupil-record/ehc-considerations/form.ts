import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { choice, choices, day, id, limits, notAfter, optionalText, ticked, version } from '../../ui/forms/fields.ts'
import type { FormValues } from '../../ui/forms/form-values.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import type { EhcConsideration } from './model.ts'

export const outcomes = ['request', 'noRequest'] as const

/** The reasons not to ask for an assessment, in the order of the form: those that can be valid in law come first. */
export const reasons = [
  'needsMetBySenSupport',
  'parentsDoNotWish',
  'notEnoughCycles',
  'noEducationalPsychologistReport',
  'sixThousandPoundsNotSpent',
  'requestQuotaReached',
  'other',
] as const

export const labels = {
  consideredOn: 'When was it considered?',
  outcome: 'What was decided?',
  reasons: 'Why will the school not ask?',
  otherReason: 'What other reason?',
  note: 'Who took part, and what was said?',
  asItWas: 'Record it as it was decided',
} as const

const fields = (today: Day) => ({
  consideredOn: day('Enter the day on which it was considered', notAfter(today)),
  outcome: choice(outcomes, 'Choose what was decided'),
  reasons: choices(reasons),
  otherReason: optionalText(limits.text),
  note: optionalText(limits.text),
  asItWas: ticked(),
})

type Grounds = {
  outcome: (typeof outcomes)[number]
  reasons: (typeof reasons)[number][]
  otherReason: string | null
}

function refuseMissingGrounds({ outcome, reasons: ticked, otherReason }: Grounds, context: z.RefinementCtx): void {
  if (outcome === 'request') return
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (ticked.length === 0) refuse('reasons', 'Choose why the school will not ask: at least one reason')
  if (ticked.includes('other') && otherReason === null) refuse('otherReason', 'Say what the other reason is')
}

/**
 * Clears answers that do not belong together. A request needs no reasons, because they are reasons for not asking.
 * The text of the other reason is kept only if "other" is ticked.
 */
const withOwnGrounds = <Consideration extends Grounds>(consideration: Consideration): Consideration => ({
  ...consideration,
  reasons: consideration.outcome === 'request' ? [] : consideration.reasons,
  otherReason:
    consideration.outcome === 'noRequest' && consideration.reasons.includes('other') ? consideration.otherReason : null,
})

/** The schema of a consideration: whether the school asks for an Education, Health and Care needs assessment (6.63). */
export const considerationForm = (today: Day) =>
  z
    .object({ id: id(), ...fields(today) })
    .superRefine(refuseMissingGrounds)
    .transform(withOwnGrounds)
export type ConsiderRequest = z.infer<ReturnType<typeof considerationForm>>

export const considerationEditForm = (today: Day) =>
  z
    .object({ version: version(), ...fields(today) })
    .superRefine(refuseMissingGrounds)
    .transform(withOwnGrounds)
export type EditConsideration = z.infer<ReturnType<typeof considerationEditForm>>

/**
 * The form values of a consideration.
 * @param isConfirmed ticks "Record it as it was decided": a confirmation is asked for once and stays
 */
export const considerationValues = (consideration: EhcConsideration, isConfirmed: boolean): FormValues =>
  formValues({
    version: consideration.version,
    ...dayFields('consideredOn', consideration.consideredOn),
    outcome: consideration.outcome,
    reasons: consideration.reasons,
    otherReason: consideration.otherReason,
    note: consideration.note,
    asItWas: isConfirmed ? 'yes' : null,
  })
