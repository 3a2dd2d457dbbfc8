import type { Tx } from '../../platform/database/in-school.ts'
import type { EntryKey } from '../entry.ts'
import type { Withdraw } from './form.ts'
import { markStanding, markWithdrawn } from './withdrawal-sql.ts'

type WithdrawnBy = { staffId: string; now: Date }

/**
 * Withdraws an entry. It stays readable, struck through, and the rules no longer count it.
 * @returns false where it has been withdrawn already, or a newer version than `version` is saved
 */
export const withdraw = (tx: Tx, key: EntryKey, { because, version }: Withdraw, who: WithdrawnBy): Promise<boolean> =>
  markWithdrawn(tx, key, { ...who, because, only: { version } })

/** The text saved as the reason when somebody presses "Undo". */
export const atOnce = 'Undone at once'

/** How many minutes after saving a new entry can be undone. */
const justNow = 15

/**
 * Undoes an entry that was just saved.
 * @returns false where it was edited since, or is older than a quarter of an hour
 */
export const undo = (tx: Tx, key: EntryKey, who: WithdrawnBy): Promise<boolean> =>
  markWithdrawn(tx, key, {
    ...who,
    because: atOnce,
    only: { version: 1, minutesOld: justNow },
  })

/** Puts a withdrawn entry back. @returns false where it is not withdrawn */
export const putBack = (tx: Tx, key: EntryKey): Promise<boolean> => markStanding(tx, key)
