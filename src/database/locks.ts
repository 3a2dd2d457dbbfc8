import type { Tx } from './in-school.ts'

/**
 * Lets one transaction after another do what has this name, so that each sees all that the one before has saved. Ends with
 * the transaction.
 * @param name what waits for each other: of a school or a pupil, with their id in it
 */
export async function waitForTurn(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}
