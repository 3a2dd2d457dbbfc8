import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { choice, day, id, limits, notAfter, optionalDay, optionalText, ticked, version } from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { Decision } from './model.ts'

export const decisionKinds = ['coreOffer', 'senSupport', 'noFurtherAction', 'endSenSupport'] as const
export type DecisionKind = (typeof decisionKinds)[number]

export const labels = {
  decision: 'What was decided?',
  decidedOn: 'When was it decided?',
  teacher: 'Class or subject teacher',
  senco: 'SENCO',
  evidence: 'What was it decided on?',
  higherNeed: 'A specialist’s assessment is expected',
  explainedToParentsOn: 'When was it explained to the parents?',
  recordedOn: 'When was it put in the pupil’s record?',
  reviewOn: 'When will you look at it again?',
  roleOfParent: 'What the parents do',
  roleOfPupil: 'What the pupil does',
  roleOfStaff: 'What the staff do',
} as const

const decided = (today: Day) => ({
  decision: choice(decisionKinds, 'Choose what was decided'),
  decidedOn: day('Enter the day of the decision', notAfter(today)),
  teacher: optionalText(limits.name),
  senco: optionalText(limits.name),
  evidence: optionalText(limits.text),
  higherNeed: ticked(),
  explainedToParentsOn: optionalDay(notAfter(today)),
  recordedOn: optionalDay(notAfter(today)),
  reviewOn: optionalDay(),
  roleOfParent: optionalText(limits.text),
  roleOfPupil: optionalText(limits.text),
  roleOfStaff: optionalText(limits.text),
})

type Decided = z.infer<z.ZodObject<ReturnType<typeof decided>>>

function refuseContradictions(decision: Decided, context: z.core.$RefinementCtx<Decided>): void {
  const { decidedOn, explainedToParentsOn, recordedOn, reviewOn } = decision
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (explainedToParentsOn !== null && explainedToParentsOn < decidedOn)
    refuse('explainedToParentsOn-day', 'The decision cannot be explained before it was made')
  if (recordedOn !== null && recordedOn < decidedOn)
    refuse('recordedOn-day', 'The decision cannot be in the record before it was made')
  if (reviewOn !== null && reviewOn <= decidedOn) refuse('reviewOn-day', 'This has to be later than the decision')
}

/** The schema of a new decision (6.38, 6.40, 6.43). */
export const decisionForm = (today: Day) => z.object({ id: id(), ...decided(today) }).superRefine(refuseContradictions)
export type Decide = z.infer<ReturnType<typeof decisionForm>>

/** The schema of a saved decision that is corrected or completed. */
export const decisionEditForm = (today: Day) =>
  z.object({ version: version(), ...decided(today) }).superRefine(refuseContradictions)
export type CorrectDecision = z.infer<ReturnType<typeof decisionEditForm>>

/** The form values of a decision. */
export const decisionValues = (decision: Decision): FormValues =>
  formValues({
    version: decision.version,
    decision: decision.decision,
    ...dayFields('decidedOn', decision.decidedOn),
    teacher: decision.teacher,
    senco: decision.senco,
    evidence: decision.evidence,
    higherNeed: decision.higherNeed ? 'yes' : null,
    ...dayFields('explainedToParentsOn', decision.explainedToParentsOn),
    ...dayFields('recordedOn', decision.recordedOn),
    ...dayFields('reviewOn', decision.reviewOn),
    roleOfParent: decision.roleOfParent,
    roleOfPupil: decision.roleOfPupil,
    roleOfStaff: decision.roleOfStaff,
  })
