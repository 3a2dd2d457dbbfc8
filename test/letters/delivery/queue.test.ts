import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { queueJob } from '../../../src/platform/jobs/jobs.ts'
import { startRunner } from '../../../src/platform/jobs/runner.ts'
import { type Mail, openMail } from '../../../src/platform/mail/mail.ts'
import { until } from '../../lifecycle/running.ts'
import { testDatabase } from '../../support/database.ts'
import { schoolWithMail } from './post.ts'

const {
  admin,
  aLetter,
  deliveryOf,
  from,
  jobsLeft,
  jobsUrl,
  log,
  mail,
  noticesOf,
  ours,
  passTheWait,
  post,
  runJobs,
  school,
  schoolId,
  works,
} = await schoolWithMail()

describe('a failure after the mail server has accepted a letter', () => {
  /** Makes each update of a delivery's status fail while `work` runs. */
  const noteBreaks = async (work: () => Promise<void>) => {
    await admin.query(
      `create function public.breaks() returns trigger language plpgsql as $$ begin raise 'gone'; end $$`,
    )
    await admin.query(
      'create trigger breaks before update of status on "LetterDelivery" execute function public.breaks()',
    )
    await work()
    await admin.query('drop function public.breaks() cascade')
  }

  test('if the database fails after the mail server took a letter, its status is saved later, without sending again', async () => {
    const { id, letterId } = await aLetter('khan@family.example', 'formalNotice')
    await noteBreaks(runJobs)
    expect(post.taken).toHaveLength(1)
    expect(await deliveryOf(id)).toMatchObject({ status: 'queued', tries: 0 })
    await passTheWait()
    await runJobs()
    expect(post.taken).toHaveLength(1)
    expect(await deliveryOf(id)).toMatchObject({ status: 'accepted', tries: 1 })
    expect(await noticesOf(letterId)).toHaveLength(1)
  })

  test('if the app crashes after the mail server took a letter, one more copy goes out with the same Message-ID', async () => {
    const { id, letterId } = await aLetter('khan@family.example', 'formalNotice')
    await noteBreaks(runJobs)
    // What a killed process leaves behind: a job that is locked by a worker which no longer exists.
    await admin.query(`update graphile_worker._private_jobs
      set locked_by = 'killed', locked_at = now() - interval '6 minutes', run_at = now()`)
    const next = openMail({ smtpUrl: post.url, from })
    await runJobs(next)
    await runJobs(next)
    next.close()
    expect(post.taken.map(({ messageId }) => messageId)).toEqual([
      `<${id}@register.example>`,
      `<${id}@register.example>`,
    ])
    expect(await deliveryOf(id)).toMatchObject({ status: 'accepted' })
    expect(await noticesOf(letterId)).toHaveLength(1)
  })
})

test('the job runner e-mails a letter as soon as it is queued, and none after it has stopped', async () => {
  const runner = startRunner({ url: jobsUrl, works: works(), log })
  const { id } = await aLetter('khan@family.example')
  await until(async () => (await deliveryOf(id)).status === 'accepted')
  await runner.stop()
  await aLetter('late@family.example')
  expect(post.taken).toHaveLength(1)
  const { rows } = await admin.query(`select from graphile_worker._private_jobs where locked_at is not null`)
  expect(rows).toEqual([])
})

test('the job runner finishes the letter that it is sending before it stops', async () => {
  const { id } = await aLetter('khan@family.example')
  let isStopping = false
  const slow: Mail = {
    ...mail,
    async send(message, signal) {
      const stopped = runner.stop().then(() => 'stopped')
      isStopping = true
      expect(await Promise.race([stopped, setImmediate('not yet')])).toBe('not yet')
      return mail.send(message, signal)
    },
  }
  const runner = startRunner({ url: jobsUrl, works: works(slow), log })
  await until(() => isStopping)
  await until(async () => (await jobsLeft()).length === 0)
  expect(await deliveryOf(id)).toMatchObject({ status: 'accepted', tries: 1 })
})

test('the job runner goes on after the database has closed its connections', async () => {
  const runner = startRunner({ url: jobsUrl, works: works(), log })
  const first = await aLetter('khan@family.example')
  await until(async () => (await deliveryOf(first.id)).status === 'accepted')
  const { rows } = await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()`,
    [new URL(jobsUrl).username],
  )
  expect(rows.length).toBeGreaterThan(0)
  const second = await aLetter('khan@family.example')
  await until(async () => (await deliveryOf(second.id)).status === 'accepted')
  await runner.stop()
  expect(post.taken).toHaveLength(2)
})

test('the job runner goes on after a finished job could not be deleted from the queue', async () => {
  await admin.query(`create function public.breaks() returns trigger language plpgsql as $$ begin raise 'gone'; end $$`)
  await admin.query(
    'create trigger breaks before delete on graphile_worker._private_jobs for each row execute function public.breaks()',
  )
  const runner = startRunner({ url: jobsUrl, works: works(), log })
  const first = await aLetter('khan@family.example')
  await until(async () => (await deliveryOf(first.id)).status === 'accepted')
  await admin.query('drop function public.breaks() cascade')
  const second = await aLetter('khan@family.example')
  await until(async () => (await deliveryOf(second.id)).status === 'accepted')
  await runner.stop()
  expect(post.taken).toHaveLength(2)
})

describe('the queue of letters to e-mail', () => {
  test('the job queue refuses a job for another school, and a job of an unknown kind', async () => {
    const theirs = await school()
    const queue = ours.inSchool((tx) => queueJob(tx, 'deliverLetter', { schoolId: theirs.schoolId, id: uuidv7() }))
    await expect(queue).rejects.toThrow()
    const daily = ours.inSchool(
      (tx) => tx.$executeRaw`select app.queue_job('daily', ${schoolId}::uuid, ${uuidv7()}::uuid)`,
    )
    await expect(daily).rejects.toThrow()
    expect(await jobsLeft()).toEqual([])
  })

  test('the app’s database role cannot use the queue’s tables, nor the queue’s role the schools’ tables', async () => {
    const { url } = await testDatabase()
    const [asApp, asJobs] = [url, jobsUrl].map((connectionString) => new pg.Pool({ connectionString, max: 1 }))
    await expect(asApp?.query('select * from graphile_worker._private_jobs')).rejects.toThrow('permission denied')
    await expect(asApp?.query(`select graphile_worker.add_job('daily')`)).rejects.toThrow('permission denied')
    const { rows } = await admin.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
         and has_table_privilege($1, oid, 'select, insert, update, delete, truncate')`,
      [new URL(jobsUrl).username],
    )
    expect(rows).toEqual([])
    await expect(asJobs?.query('select app.schools()')).rejects.toThrow('permission denied')
    await Promise.all([asApp?.end(), asJobs?.end()])
  })
})
