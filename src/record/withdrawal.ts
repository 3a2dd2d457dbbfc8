import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../database/in-school.ts'
import { type EntryKind, selectEntry } from '../database/withdrawal-sql.ts'
import { type NotFound, notFound, type SeeOther, seeOther } from '../web/answers.ts'
import type { FormValues } from '../web/form-values.ts'

/** Where an entry is withdrawn: for a link on the page that edits it. */
export const withdrawHref = (pupilId: string, kind: EntryKind, entryId: string): string =>
  `/pupils/${pupilId}/withdraw/${kind}/${entryId}`

/**
 * The answer to a form that has just made an entry, with "Undo" beside what it says: one press withdraws it again, and the
 * form holds what was typed.
 */
export const withUndo = (answer: SeeOther, pupilId: string, kind: EntryKind, entryId: string): SeeOther =>
  answer.flash === null
    ? answer
    : {
        ...answer,
        canUndo: true,
        flash: {
          ...answer.flash,
          undo: { text: 'Undo', action: `/pupils/${pupilId}/undo/${kind}/${entryId}`, fields: {} },
        },
      }

type Sent = { tx: Tx; user: { schoolId: string }; pupil: { pupilId: string }; values: FormValues }

/**
 * The answer to a form that was sent again although the entry it once made was withdrawn meanwhile: the form at its own
 * address with what was typed, to be saved as another entry. Not found where the pupil has no such entry.
 */
export async function sentAfterWithdrawal(
  { tx, user, pupil, values }: Sent,
  kind: EntryKind,
  entryId: string,
  form: string,
): Promise<SeeOther | NotFound> {
  const entry = await selectEntry(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId, kind, entryId })
  if (!entry || entry.because === null) return notFound
  const flash = {
    heading: 'What this form saved before was withdrawn',
    text: 'What you typed is in the form below. Save it if it is to stand.',
  }
  return { ...seeOther(form, flash), held: { ...values, id: [uuidv7()] } }
}
