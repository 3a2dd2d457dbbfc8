import { setTimeout as pause } from 'node:timers/promises'
import { parseCronItems, type Runner as Queue, run, runOnce, type Task, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { queuePool, wordless } from '../database/queue.ts'
import type { JobTask } from './jobs.ts'

/** One try of one job. */
export type Try = {
  schoolId: string
  /** Of the row that it is about. */
  id: string
  /** There is no other try after it. */
  isLast: boolean
  /** Ends where the register has been told to stop and has waited long enough. */
  signal: AbortSignal
}

/** Does a job; `again` has it tried again later. It writes into the job's row what became of it. */
export type Work = (attempt: Try) => Promise<'done' | 'again'>

export type Works = {
  readonly jobs: Readonly<Record<JobTask, Work>>
  /** Done once a day, early, on weekdays; made up for where the register did not run then. */
  readonly daily: () => Promise<void>
}

export type Runner = {
  /** Takes up no more jobs, and waits for those under way. */
  stop: () => Promise<void>
}

/** What went wrong is written down already: the queue tries again after its own, growing wait. */
class Again extends Error {}

const atOnce = 3
/** A job under way holds two connections; one more listens, one more is for the rest. */
const poolSize = 2 * atOnce + 2
/** Jobs under way get so long once the register is told to stop. Milliseconds. */
const farewell = 10_000
/** Half past six in London, or half past seven in summer: the queue knows no time but UTC. Up to ten hours late. */
const early = { task: 'daily', match: '30 6 * * 1-5', options: { backfillPeriod: 10 * 60 * 60 * 1000 } }
/** Longer than any job takes (src/platform/mail/mail.ts): one that was taken up longer ago was under way in a process that was killed. */
const abandonedAfter = '5 minutes'
/** How often that is looked for, and how long a database that went away is waited for. Milliseconds. */
const betweenLooks = 60_000
const beforeReturning = 5_000

const payloadSchema = z.object({ schoolId: z.uuid(), id: z.uuid() })

/**
 * Takes up jobs as they are queued, until stopped. Where the database goes away it waits for it and goes on.
 * @param url address of the database as the role that runs the jobs
 */
export function startRunner({ url, works, log }: { url: string; works: Works; log: Logger }): Runner {
  const pool = queuePool(url, poolSize)
  const taskList = tasksOf(pool, works, log)
  const stopping = new AbortController()
  const lost = (error: unknown) => log.warn({ kind: kindOf(error) }, 'The queue of jobs cannot be reached')
  let queue: Queue | null = null

  async function runQueue(): Promise<void> {
    await freeAbandoned(pool)
    queue = await run({ ...quietly, pgPool: pool, taskList, parsedCronItems: parseCronItems([early]) })
    if (stopping.signal.aborted) await queue.stop()
    await queue.promise
  }
  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runQueue().catch(lost)
      await pause(beforeReturning, null, { signal: stopping.signal }).catch(() => {})
    }
  }
  const looking = setInterval(() => freeAbandoned(pool).catch(lost), betweenLooks)
  const running = keepRunning()
  return {
    async stop() {
      stopping.abort()
      clearInterval(looking)
      await queue?.stop().catch(() => {})
      await running
      await pool.end()
    },
  }
}

/** Does all jobs that are due now, once each, and waits for them. */
export async function runDueJobs({ url, works, log }: { url: string; works: Works; log: Logger }): Promise<void> {
  const pool = queuePool(url, poolSize)
  try {
    await freeAbandoned(pool)
    await runOnce({ ...quietly, pgPool: pool, taskList: tasksOf(pool, works, log) })
  } finally {
    await pool.end()
  }
}

const quietly = {
  concurrency: atOnce,
  gracefulShutdownAbortTimeout: farewell,
  // With a delay, be it none, the queue hears of it where a job's end cannot be written, and waits for that when it stops;
  // without one, a database that goes away at that moment would end the process.
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  noHandleSignals: true,
  logger: wordless,
}

const tasksOf = (pool: pg.Pool, { jobs, daily }: Works, log: Logger): TaskList => ({
  deliverLetter: taskOf('deliverLetter', { pool, work: jobs.deliverLetter, log }),
  sendDigest: taskOf('sendDigest', { pool, work: jobs.sendDigest, log }),
  daily: () => watched(log, { task: 'daily' }, daily),
})

const taskOf =
  (task: JobTask, { pool, work, log }: { pool: pg.Pool; work: Work; log: Logger }): Task =>
  async (payload, { job, abortSignal }) => {
    const { schoolId, id } = payloadSchema.parse(payload)
    const attempt = { schoolId, id, isLast: job.attempts >= job.max_attempts, signal: abortSignal }
    const outcome = await watched(log, { task, id }, () => alone(pool, `${task}:${id}`, () => work(attempt)))
    if (outcome === 'again') throw new Again('tried again later')
  }

/**
 * Work that nobody else does at the same time, in this process or another: a job that is queued again while it is under
 * way is there twice for the queue. The lock goes with its connection, so that no crash leaves it behind.
 */
async function alone(pool: pg.Pool, name: string, work: () => Promise<'done' | 'again'>): Promise<'done' | 'again'> {
  const client = await pool.connect()
  let isFree = false
  try {
    const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [name])
    if (rows[0]?.locked !== true) {
      isFree = true
      return 'again'
    }
    const outcome = await work()
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
    isFree = true
    return outcome
  } finally {
    client.release(!isFree)
  }
}

/** Frees the jobs of a process that was killed, so that they are taken up again: the queue itself waits four hours. */
async function freeAbandoned(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = null, locked_at = null
     where locked_at < now() - $1::interval`,
    [abandonedAfter],
  )
}

/** Logs what broke, by its kind and the row's id, and tells the queue no more: an error's words can hold what stood in the row. */
async function watched<T>(log: Logger, about: { task: string; id?: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    log.error({ ...about, kind: kindOf(error) }, 'A job broke off and is tried again')
    throw new Again('broke off')
  }
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
