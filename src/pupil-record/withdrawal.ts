import { v7 as uuidv7 } from 'uuid'
import { type NotFound, notFound, type SeeOther, seeOther } from '../http/answers.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import { type EntryKind, selectEntry } from './withdrawal-sql.ts'

type Named = { pupilId: string | null; kind: EntryKind; entryId: string }

/** The page on which an entry stands: its pupil's, or the school's. */
export const wherePut = ({ pupilId }: Pick<Named, 'pupilId'>): string =>
  pupilId === null ? '/school' : `/pupils/${pupilId}`

/** Where an entry is withdrawn, put back or undone. */
export const entryPath = (what: 'withdraw' | 'put-back' | 'undo', named: Named): string =>
  `${wherePut(named)}/${what}/${named.kind}/${named.entryId}`

/** Where an entry is withdrawn: for a link on the page that edits it. */
export const withdrawHref = (pupilId: string, kind: EntryKind, entryId: string): string =>
  entryPath('withdraw', { pupilId, kind, entryId })

/**
 * The answer to a form that has just made an entry, with "Undo" beside what it says: one press withdraws it again, and the
 * form holds what was typed.
 */
export const withUndo = (answer: SeeOther, pupilId: string | null, kind: EntryKind, entryId: string): SeeOther =>
  answer.flash === null
    ? answer
    : {
        ...answer,
        canUndo: true,
        flash: {
          ...answer.flash,
          undo: { text: 'Undo', action: entryPath('undo', { pupilId, kind, entryId }), fields: {} },
        },
      }

type Sent = { tx: Tx; user: { schoolId: string }; pupil: { pupilId: string } | null; values: FormValues }

/**
 * The answer to a form that was sent again although the entry it once made was withdrawn meanwhile: the form at its own
 * address with what was typed, to be saved as another entry. `pupil` is null for the school's own. Not found where there is no such
 * entry.
 */
export async function sentAfterWithdrawal(
  { tx, user, pupil, values }: Sent,
  kind: EntryKind,
  entryId: string,
  form: string,
): Promise<SeeOther | NotFound> {
  const entry = await selectEntry(tx, { schoolId: user.schoolId, pupilId: pupil?.pupilId ?? null, kind, entryId })
  if (!entry || entry.because === null) return notFound
  const flash = {
    heading: 'What this form saved before was withdrawn',
    text: 'What you typed is in the form below. Save it if it is to stand.',
  }
  return { ...seeOther(form, flash), held: { ...values, id: [uuidv7()] } }
}
