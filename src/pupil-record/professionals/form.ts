import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import {
  id,
  limits,
  notAfter,
  optionalChoice,
  optionalDay,
  optionalText,
  type Refuse,
  text,
  ticked,
  version,
  yesOrNo,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { Professional } from './model.ts'

const answers = ['agreed', 'refused'] as const

/** The label of each choice by its value; `none` means that the parents have not answered yet. */
export const words = {
  yes: 'Yes',
  no: 'No',
  agreed: 'They agreed',
  refused: 'They did not agree',
  none: 'They have not been asked, or have not answered',
} as const

export const labels = {
  service: 'Which service or profession?',
  name: 'The person’s name',
  alreadyWorkingWithSchool: 'Do they already work with the school?',
  agreementAnswer: 'Did the parents agree to the contact?',
  agreementOn: 'When did they answer?',
  agreementBy: 'Who answered?',
  contactedOn: 'When were they contacted about the pupil?',
  adviceReceivedOn: 'When did their advice come?',
  advice: 'What do they advise?',
  asItWas: 'Record it as it was',
} as const

type Agreement = { agreementAnswer: string | null; agreementOn: Day | null; agreementBy: string | null }
type ContactFields = { contactedOn: Day | null; adviceReceivedOn: Day | null; advice: string | null }

/** Refuses an answer of the parents that lacks one of three: what they answered, when, and who. */
function refuseHalfAgreement({ agreementAnswer, agreementOn, agreementBy }: Agreement, refuse: Refuse): void {
  if (agreementAnswer === null && agreementOn === null && agreementBy === null) return
  if (agreementAnswer === null)
    refuse('agreementAnswer', 'Choose what the parents answered, or clear the two fields below')
  if (agreementOn === null) refuse('agreementOn-day', 'Enter the day on which they answered')
  if (agreementBy === null) refuse('agreementBy', 'Enter who answered')
}

function refuseContradictions({ contactedOn, adviceReceivedOn, advice }: ContactFields, refuse: Refuse): void {
  if (advice !== null && adviceReceivedOn === null) {
    refuse('adviceReceivedOn-day', 'Enter the day on which the advice came')
  }
  if (adviceReceivedOn !== null && contactedOn !== null && adviceReceivedOn < contactedOn) {
    refuse('adviceReceivedOn-day', 'The advice cannot have come before they were contacted')
  }
}

const fields = (today: Day) => ({
  service: text('Enter the service or profession'),
  name: optionalText(limits.name),
  alreadyWorkingWithSchool: yesOrNo('Choose whether they already work with the school'),
  agreementAnswer: optionalChoice(answers),
  agreementOn: optionalDay(notAfter(today)),
  agreementBy: optionalText(limits.name),
  contactedOn: optionalDay(notAfter(today)),
  adviceReceivedOn: optionalDay(notAfter(today)),
  advice: optionalText(limits.text),
  asItWas: ticked(),
})

function refuseFaults(professional: Agreement & ContactFields, context: z.RefinementCtx): void {
  const refuse: Refuse = (field, message) => context.addIssue({ code: 'custom', path: [field], message })
  refuseHalfAgreement(professional, refuse)
  refuseContradictions(professional, refuse)
}

/** The schema of a specialist who is or will be involved (6.38, 6.47). */
export const professionalForm = (today: Day) => z.object({ id: id(), ...fields(today) }).superRefine(refuseFaults)
export type InvolveProfessional = z.infer<ReturnType<typeof professionalForm>>

export const professionalEditForm = (today: Day) =>
  z.object({ version: version(), ...fields(today) }).superRefine(refuseFaults)
export type EditProfessional = z.infer<ReturnType<typeof professionalEditForm>>

/**
 * The form values of a professional.
 * @param isConfirmed ticks "Record it as it was": a confirmation is asked for once and stays
 */
export const professionalValues = (professional: Professional, isConfirmed: boolean): FormValues =>
  formValues({
    version: professional.version,
    service: professional.service,
    name: professional.name,
    alreadyWorkingWithSchool: professional.alreadyWorkingWithSchool ? 'yes' : 'no',
    agreementAnswer: professional.agreementAnswer ?? 'none',
    ...dayFields('agreementOn', professional.agreementOn),
    agreementBy: professional.agreementBy,
    ...dayFields('contactedOn', professional.contactedOn),
    ...dayFields('adviceReceivedOn', professional.adviceReceivedOn),
    advice: professional.advice,
    asItWas: isConfirmed ? 'yes' : null,
  })
