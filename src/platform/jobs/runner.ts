import { setTimeout as pause } from 'node:timers/promises'
import { parseCronItems, type Runner as Queue, run, runOnce, type Task, type TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { queuePool, silentLogger } from '../database/queue.ts'
import type { JobName } from './jobs.ts'

/** One attempt at one job. */
export type JobAttempt = {
  schoolId: string
  /** Id of the row that the job is about. */
  id: string
  /** Whether the queue will not retry the job after this attempt. */
  isLast: boolean
  /** Aborts if the job still runs some time after the stop signal. */
  signal: AbortSignal
}

/** Runs a job and writes the result into the row that the job is about. The result `again` makes the queue retry it. */
export type JobHandler = (attempt: JobAttempt) => Promise<'done' | 'again'>

export type JobHandlers = {
  readonly jobs: Readonly<Record<JobName, JobHandler>>
  /** The daily job. It runs early on each weekday, or later that day if the register was not running at the time. */
  readonly daily: () => Promise<void>
}

type JobRunner = {
  /** Takes no new jobs and waits for running ones. */
  stop: () => Promise<void>
}

/** Tells the queue to retry the job after a growing delay. The cause is already logged or stored in the row. */
class RetryLater extends Error {}

const concurrency = 3
/** Each running job uses two connections; the queue needs one to listen and one for other statements. */
const poolSize = 2 * concurrency + 2
/** How long running jobs may take to finish after the stop signal. Milliseconds. */
const shutdownTimeoutMs = 10_000
/** 6.30 am in London, 7.30 am in summer, because the queue uses UTC. If missed, it still runs up to ten hours later. */
const dailySchedule = { task: 'daily', match: '30 6 * * 1-5', options: { backfillPeriod: 10 * 60 * 60 * 1000 } }
/**
 * Longer than any job takes (see `tryTimeoutMs` in src/platform/mail/mail.ts). A job that was locked longer ago belonged
 * to a process that was killed.
 */
const abandonedAfter = '5 minutes'
/**
 * How often to look for jobs whose process was killed, and how long to wait before reconnecting to the database.
 * Milliseconds.
 */
const checkIntervalMs = 60_000
const returnDelayMs = 5_000

const payloadSchema = z.object({ schoolId: z.uuid(), id: z.uuid() })

/**
 * Runs queued jobs until stopped. If the database becomes unreachable, it reconnects and goes on.
 * @param url database address for the role that runs the jobs
 */
export function startRunner({ url, works, log }: { url: string; works: JobHandlers; log: Logger }): JobRunner {
  const pool = queuePool(url, poolSize)
  const taskList = tasksOf(pool, works, log)
  const stopping = new AbortController()
  const lost = (error: unknown) => log.warn({ kind: kindOf(error) }, 'The job queue cannot be reached')
  let queue: Queue | null = null

  async function runQueue(): Promise<void> {
    await releaseAbandoned(pool)
    queue = await run({ ...runnerOptions, pgPool: pool, taskList, parsedCronItems: parseCronItems([dailySchedule]) })
    if (stopping.signal.aborted) await queue.stop()
    await queue.promise
  }
  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runQueue().catch(lost)
      await pause(returnDelayMs, null, { signal: stopping.signal }).catch(() => {})
    }
  }
  const looking = setInterval(() => releaseAbandoned(pool).catch(lost), checkIntervalMs)
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

/** Runs all jobs that are due now, once each, and waits for them. */
export async function runDueJobs({ url, works, log }: { url: string; works: JobHandlers; log: Logger }): Promise<void> {
  const pool = queuePool(url, poolSize)
  try {
    await releaseAbandoned(pool)
    await runOnce({ ...runnerOptions, pgPool: pool, taskList: tasksOf(pool, works, log) })
  } finally {
    await pool.end()
  }
}

const runnerOptions = {
  concurrency,
  gracefulShutdownAbortTimeout: shutdownTimeoutMs,
  // With a delay, even 0, the queue handles errors when it writes a job's result, and waits for the write when it
  // stops. Without one, a database that becomes unreachable at that moment crashes the process.
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  noHandleSignals: true,
  logger: silentLogger,
}

const tasksOf = (pool: pg.Pool, { jobs, daily }: JobHandlers, log: Logger): TaskList => ({
  deliverLetter: taskOf('deliverLetter', { pool, work: jobs.deliverLetter, log }),
  sendDigest: taskOf('sendDigest', { pool, work: jobs.sendDigest, log }),
  daily: () => withLogging(log, { task: 'daily' }, daily),
})

const taskOf =
  (task: JobName, { pool, work, log }: { pool: pg.Pool; work: JobHandler; log: Logger }): Task =>
  async (payload, { job, abortSignal }) => {
    const { schoolId, id } = payloadSchema.parse(payload)
    const attempt = { schoolId, id, isLast: job.attempts >= job.max_attempts, signal: abortSignal }
    const outcome = await withLogging(log, { task, id }, () => withLock(pool, `${task}:${id}`, () => work(attempt)))
    if (outcome === 'again') throw new RetryLater('retry later')
  }

/**
 * Runs work unless another process or job holds the same lock; then it returns `again`. This is needed because a job
 * that is queued again while it runs is in the queue twice. The lock ends with its connection, so that it cannot
 * survive a crash.
 */
async function withLock(pool: pg.Pool, name: string, work: () => Promise<'done' | 'again'>): Promise<'done' | 'again'> {
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

/** Unlocks the jobs of a process that was killed, so that they run again. The queue itself would wait four hours. */
async function releaseAbandoned(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update graphile_worker._private_jobs set locked_by = null, locked_at = null
     where locked_at < now() - $1::interval`,
    [abandonedAfter],
  )
}

/**
 * Runs work and logs an error by its kind and the row's id only, because an error message can quote the row's content.
 * The queue gets no details for the same reason.
 */
async function withLogging<T>(log: Logger, about: { task: string; id?: string }, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    log.error({ ...about, kind: kindOf(error) }, 'A job failed and will be retried')
    throw new RetryLater('failed')
  }
}

const kindOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
