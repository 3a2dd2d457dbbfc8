import type { EntryKind } from '../database/withdrawal-sql.ts'
import type { SeeOther } from '../web/answers.ts'

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
