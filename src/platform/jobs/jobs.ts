import type { Tx } from '../database/in-school.ts'

/** What is done after the request, by the runner (src/jobs.ts): each is about one row of one school. */
export type JobTask = 'deliverLetter' | 'sendDigest'

/**
 * Queues a job in the transaction that needs it: it is there if and only if that commits. Ids only: the job reads what it
 * needs when it runs. Queued again while it waits, it is taken up at once; it is never there twice.
 * @throws where the school is not the one that the transaction has entered
 */
export async function queueJob(tx: Tx, task: JobTask, payload: { schoolId: string; id: string }): Promise<void> {
  await tx.$executeRaw`select app.queue_job(${task}, ${payload.schoolId}::uuid, ${payload.id}::uuid)`
}

/** Queues a job for each of several rows, as `queueJob` does, in one statement. */
export async function queueJobs(
  tx: Tx,
  task: JobTask,
  { schoolId, ids }: { schoolId: string; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw`select app.queue_job(${task}, ${schoolId}::uuid, id) from unnest(${[...ids]}::uuid[]) as id`
}
