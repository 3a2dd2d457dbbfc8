import { z } from 'zod'
import type { LetterKind } from '../../generated/prisma/enums.ts'
import type { Refused } from '../../http/form-page.ts'
import { limits, text, version } from '../../ui/forms/fields.ts'
import { faultIn, missingFrom } from '../merging.ts'

export const labels = { subject: 'What the letter is about', body: 'The letter' } as const

/** The schema of a school's template for a kind of letter. */
export const templateForm = () =>
  z.object({
    version: version(),
    subject: text('Enter what the letter is about'),
    body: text('Write the letter', limits.letter),
  })
export type SaveTemplate = z.infer<ReturnType<typeof templateForm>>

/** The errors in the merge fields of a template, by form field; null where there is none. */
export function faultsOf(kind: LetterKind, { subject, body }: SaveTemplate): Refused | null {
  const inSubject = faultIn(kind, subject)
  const inBody = faultIn(kind, body)
  const lacking = missingFrom(kind, body).map(({ name }) => `{{${name}}}`)
  const faults = [
    ...(inSubject === null ? [] : [{ field: 'subject', message: inSubject }]),
    ...(inBody === null ? [] : [{ field: 'body', message: inBody }]),
    ...(inBody !== null || lacking.length === 0
      ? []
      : [{ field: 'body', message: `This letter has to say ${lacking.join(', ')}. Put it where it belongs` }]),
  ]
  return faults.length === 0 ? null : { kind: 'refused', faults }
}
