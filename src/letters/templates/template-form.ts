import { z } from 'zod'
import type { LetterKind } from '../../generated/prisma/enums.ts'
import type { Refused } from '../../http/form-page.ts'
import { limits, text, version } from '../../ui/forms/fields.ts'
import { faultIn, missingFrom } from '../merging.ts'

export const labels = { subject: 'What the letter is about', body: 'The letter' } as const

/** A school's words for a kind of letter. */
export const templateForm = () =>
  z.object({
    version: version(),
    subject: text('Enter what the letter is about'),
    body: text('Write the letter', limits.letter),
  })
export type SaveTemplate = z.infer<ReturnType<typeof templateForm>>

/** What is wrong with the merge fields, each at its field; null where nothing is. */
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
