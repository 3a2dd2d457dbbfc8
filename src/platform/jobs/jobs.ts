import type { Tx } from '../database/in-school.ts'

/** Background jobs that run after the request (src/jobs.ts). Each is about one row of one school. */
export type JobName = 'deliverLetter' | 'sendDigest'

/**
 * Queues a job in a transaction: the job exists only if the transaction commits. The payload contains only ids; the job
 * reads its data from the database when it runs. Queuing a waiting job again makes it due now and does not create a
 * second one.
 * @throws if `schoolId` is not the transaction's school
 */
export async function queueJob(tx: Tx, task: JobName, payload: { schoolId: string; id: string }): Promise<void> {
  await tx.$executeRaw`select app.queue_job(${task}, ${payload.schoolId}::uuid, ${payload.id}::uuid)`
}

/** Queues one job for each of several rows in one statement; otherwise as `queueJob`. */
export async function queueJobs(
  tx: Tx,
  task: JobName,
  { schoolId, ids }: { schoolId: string; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw`select app.queue_job(${task}, ${schoolId}::uuid, id) from unnest(${[...ids]}::uuid[]) as id`
}
