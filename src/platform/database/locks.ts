import type { Tx } from './in-school.ts'

/**
 * Lets one transaction after another do what has this name, so that each sees all that the one before has saved. Ends with
 * the transaction.
 * @param name what waits for each other: of a school or a pupil, with their id in it
 */
export async function waitForTurn(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}

/**
 * Keeps a plan to one transaction until it ends: whoever else would change the plan waits, and then sees all that was saved.
 */
export async function lockPlan(
  tx: Tx,
  { schoolId, pupilId }: { schoolId: string; pupilId: string },
  planId: string,
): Promise<void> {
  await tx.$queryRaw`
    select 1 from "Plan"
    where "schoolId" = ${schoolId}::uuid and "pupilId" = ${pupilId}::uuid and id = ${planId}::uuid for update`
}

/**
 * Lets only one at a time change the school's people, classes or cover, so that what is looked up first still holds when it
 * is written: that a name is free, or that somebody is left who can change people.
 */
export async function oneAtATime(tx: Tx, schoolId: string): Promise<void> {
  await tx.$executeRaw`select 1 from "School" where id = ${schoolId}::uuid for no key update`
}
