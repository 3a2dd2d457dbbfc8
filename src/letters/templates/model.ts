import type { Addressee, LetterKind } from '../../generated/prisma/enums.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { defaultTemplates } from '../default-templates.ts'
import { letterFields } from '../letter-fields.ts'
import type { LetterSubject } from '../letter-subject.ts'
import { type LetterTemplate, merge } from '../merging.ts'

/**
 * A school's template for a kind of letter. Version 0 means that the school has none, and this is the register's own.
 */
type SchoolTemplate = LetterTemplate & { version: number }

/** The template of a kind of letter to parents: the school's, or the register's own where the school has none. */
export async function templateOf(tx: Tx, schoolId: string, kind: LetterKind): Promise<SchoolTemplate> {
  const own = await tx.letterTemplate.findFirst({
    where: { schoolId, kind },
    select: { subject: true, body: true, version: true },
  })
  return own ?? { ...defaultTemplates.parent[kind], version: 0 }
}

/**
 * Like `templateOf`, but for any addressee. For a young person it is always the register's own template, which the
 * writer can change in the letter.
 */
export const templateFor = async (
  tx: Tx,
  { schoolId, kind, addressee }: { schoolId: string; kind: LetterKind; addressee: Addressee },
): Promise<LetterTemplate> =>
  addressee === 'youngPerson' ? defaultTemplates.youngPerson[kind] : templateOf(tx, schoolId, kind)

/** The template of a kind of letter, filled in from the pupil's record. Gaps show what the record does not say. */
export async function mergedTemplate(tx: Tx, kind: LetterKind, subject: LetterSubject): Promise<LetterTemplate> {
  const about = await letterFields(tx, kind, subject)
  return merge(await templateFor(tx, { ...subject, kind }), about?.fields ?? {})
}
