import { z } from 'zod'
import { choice, day, id, limits, optionalDay, optionalText, text, ticked, version } from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { PersonToEdit } from './queries.ts'

export const roles = ['senco', 'teacher', 'teachingAssistant', 'head', 'administrator'] as const

/** The most characters in a staff code from the school's information system, such as HMA. */
export const longestCode = 20

export const labels = {
  name: 'Name',
  role: 'What do they do?',
  code: 'Staff code',
  email: 'E-mail address',
  startedOn: 'When did they start?',
  leftOn: 'When is their last day?',
  signIn: 'Signing in',
} as const

const person = () => ({
  name: text('Enter their name, as parents know them', limits.name),
  role: choice(roles, 'Choose what they do'),
  code: optionalText(longestCode),
  email: optionalText(limits.line).pipe(
    z.string().toLowerCase().pipe(z.email('Enter an e-mail address like name@school.example')).nullable(),
  ),
  startedOn: day('Enter the day on which they start'),
  leftOn: optionalDay(),
  signIn: ticked(),
})

type TypedPerson = z.infer<z.ZodObject<ReturnType<typeof person>>>

function refuseContradictions(
  { startedOn, leftOn, signIn, email }: TypedPerson,
  context: z.core.$RefinementCtx<TypedPerson>,
): void {
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (leftOn !== null && leftOn < startedOn) refuse('leftOn-day', 'Their last day cannot be before they start')
  if (signIn && email === null) refuse('email', 'Enter the e-mail address that they sign in with')
}

/** The form for a new member of staff. `signIn` asks for a sign-in. */
export const personForm = () => z.object({ id: id(), ...person() }).superRefine(refuseContradictions)
export type AddPerson = z.infer<ReturnType<typeof personForm>>

/** The form for an existing member of staff. `signIn` asks for a sign-in or, if they have one, for a new password. */
export const personEditForm = () => z.object({ version: version(), ...person() }).superRefine(refuseContradictions)
export type ChangePerson = z.infer<ReturnType<typeof personEditForm>>

/** The form's values for a person. */
export const personValues = (person: PersonToEdit): FormValues =>
  formValues({
    version: person.version,
    name: person.name,
    role: person.role,
    code: person.code,
    email: person.email,
    ...dayFields('startedOn', person.startedOn),
    ...dayFields('leftOn', person.leftOn),
  })
