import type { Tx } from '../../platform/database/in-school.ts'
import { type EntryKey, markStanding, markWithdrawn } from '../withdrawal-sql.ts'
import type { Withdraw } from './form.ts'

type Who = { staffId: string; now: Date }

/**
 * Withdraws a mistaken entry: it stays to be read, struck through, and is no longer in the record that the rules judge.
 * @returns false where it has been withdrawn already, or changed since `version` was read
 */
export const withdraw = (tx: Tx, key: EntryKey, { because, version }: Withdraw, who: Who): Promise<boolean> =>
  markWithdrawn(tx, key, { ...who, because, only: { version } })

/** The reason of whatever is undone by one press. */
export const atOnce = 'Undone at once'

/** What was just saved can be undone for so long. Minutes. */
const justNow = 15

/**
 * Takes back what was saved just now.
 * @returns false where somebody has worked on it since, or it is older than a quarter of an hour
 */
export const undo = (tx: Tx, key: EntryKey, who: Who): Promise<boolean> =>
  markWithdrawn(tx, key, {
    ...who,
    because: atOnce,
    only: { version: 1, minutesOld: justNow },
  })

/** Puts an entry back. @returns false where it stands already */
export const putBack = (tx: Tx, key: EntryKey): Promise<boolean> => markStanding(tx, key)
