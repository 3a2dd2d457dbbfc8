import type { Tx } from './in-school.ts'

/**
 * Takes an advisory lock until the end of the transaction. Transactions with the same lock name run one after the
 * other, so that each sees what the one before has saved.
 * @param name name of the lock; contains the id of the school or pupil that it is about
 */
export async function acquireLock(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`
}

/**
 * Locks a plan's row until the end of the transaction. Other transactions that change the plan wait, and then see what
 * was saved.
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
 * Locks the school's row until the end of the transaction, so that only one transaction at a time changes the school's
 * people, classes or cover. What the transaction checked (for example that a class name is not taken) is then still
 * true when it writes.
 */
export async function lockSchoolSettings(tx: Tx, schoolId: string): Promise<void> {
  await tx.$executeRaw`select 1 from "School" where id = ${schoolId}::uuid for no key update`
}
