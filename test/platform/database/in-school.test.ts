import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, disconnect } from '../../../src/platform/database/client.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import { databaseFault } from '../../../src/platform/database/faults.ts'
import { inSchool, type Tx } from '../../../src/platform/database/in-school.ts'
import { testDatabase } from '../../support/database.ts'

const { db, url, adminUrl } = await testDatabase()
const admin = new pg.Client({ connectionString: adminUrl })

const ash = { schoolId: randomUUID(), actorId: null, requestId: 'test' }
const birch = { schoolId: randomUUID(), actorId: null, requestId: 'test' }

beforeAll(async () => {
  await admin.connect()
  for (const [entry, urn] of [
    [ash, '100001'],
    [birch, '100002'],
  ] as const) {
    await inSchool(db, entry, (tx) => tx.school.create({ data: { id: entry.schoolId, name: urn, urn } }))
  }
})
afterAll(() => admin.end())

function addClass(tx: Tx, name: string, schoolId = ash.schoolId) {
  return tx.class.create({ data: { schoolId, id: randomUUID(), name } })
}

async function classesOfAsh(): Promise<string[]> {
  const { rows } = await admin.query('select name from "Class" where "schoolId" = $1', [ash.schoolId])
  return rows.map((row) => row.name)
}

/** The kind of database fault with which work fails. Fails the test if the work succeeds. */
async function faultOf(work: Promise<unknown>): Promise<string | null> {
  const outcome = await work.then(
    () => ({ failed: false as const }),
    (error: unknown) => ({ failed: true as const, error }),
  )
  if (!outcome.failed) throw new Error('It was expected to fail')
  return databaseFault(outcome.error)
}

async function backendOf(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
  if (row === undefined) throw new Error('The connection has no backend')
  return row.pid
}

/** Terminates a connection's server process and waits until it has ended. */
async function terminate(pid: number): Promise<void> {
  await admin.query('select pg_terminate_backend($1, 5000)', [pid])
}

test('inSchool commits what its callback writes, and audits it with the request id', async () => {
  await inSchool(db, { ...ash, requestId: 'request-1' }, (tx) => addClass(tx, 'saved'))
  expect(await classesOfAsh()).toContain('saved')
  const { rows } = await admin.query(`select subject from "AuditEvent" where "requestId" = 'request-1'`)
  expect(rows).toEqual([{ subject: 'Class' }])
})

test('inSchool rolls back work that throws, and rethrows its error', async () => {
  const mistake = new Error('a mistake of the work')
  const work = inSchool(db, ash, async (tx) => {
    await addClass(tx, 'rolled back')
    throw mistake
  })
  await expect(work).rejects.toBe(mistake)
  expect(databaseFault(mistake)).toBeNull()
  expect(await classesOfAsh()).not.toContain('rolled back')
})

test("inSchool cannot read or write another school's rows, even with raw SQL", async () => {
  await inSchool(db, birch, (tx) => addClass(tx, 'of birch', birch.schoolId))
  const seen = await inSchool(db, ash, (tx) => tx.$queryRaw<{ name: string }[]>`select name from "Class"`)
  expect(seen.map((row) => row.name)).not.toContain('of birch')
  expect(await faultOf(inSchool(db, ash, (tx) => addClass(tx, 'smuggled', birch.schoolId)))).toBe('refused')
})

test('a query outside inSchool fails, even on a connection that was used by inSchool before', async () => {
  const single = connect(url, { poolSize: 1 })
  await expect(single.class.count()).rejects.toThrow()
  await inSchool(single, ash, (tx) => tx.class.count())
  await expect(single.class.count()).rejects.toThrow()
  await disconnect(single)
})

test('60 concurrent inSchool transactions on 3 connections each see only their own school', async () => {
  const narrow = connect(url, { poolSize: 3 })
  const visits = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? ash : birch))
  const seen = await Promise.all(visits.map((entry) => inSchool(narrow, entry, (tx) => tx.school.findMany())))
  expect(seen.map((schools) => schools.map((school) => school.id))).toEqual(visits.map((entry) => [entry.schoolId]))
  await disconnect(narrow)
})

test('a read-only inSchool transaction sees one snapshot of the database throughout', async () => {
  const counts = await inSchool(
    db,
    ash,
    async (tx) => {
      const before = await tx.class.count()
      await inSchool(db, ash, (other) => addClass(other, 'added meanwhile'))
      return [before, await tx.class.count()]
    },
    { readOnly: true },
  )
  expect(counts[0]).toBe(counts[1])
})

test('a connection that breaks during inSchool’s work gives the fault "unavailable", and nothing is saved', async () => {
  const work = inSchool(db, ash, async (tx) => {
    await addClass(tx, 'cut off')
    await terminate(await backendOf(tx))
    await tx.class.count()
  })
  expect(await faultOf(work)).toBe('unavailable')
  expect(await classesOfAsh()).not.toContain('cut off')
})

test('a connection that breaks during a statement gives the fault "unavailable"', async () => {
  const work = inSchool(db, ash, async (tx) => {
    const pid = await backendOf(tx)
    const slow = tx.$queryRaw`select 1 from pg_sleep(30)`.then()
    await Promise.all([slow, terminateWhen(pid, 'pg_sleep')])
  })
  expect(await faultOf(work)).toBe('unavailable')
})

test('a connection that breaks during the commit gives the fault "unconfirmed", or "unavailable" if read-only', async () => {
  await admin.query(`
    create table slow_commit (a int);
    grant insert on slow_commit to public;
    create function be_slow() returns trigger language plpgsql as 'begin perform pg_sleep(30); return null; end';
    create constraint trigger slow after insert on slow_commit deferrable initially deferred
      for each row execute function be_slow()`)
  for (const readOnly of [false, true]) {
    let pid = 0
    const work = inSchool(
      db,
      ash,
      async (tx) => {
        pid = await backendOf(tx)
        await tx.$executeRaw`insert into slow_commit values (1)`
        setImmediate(() => terminateWhen(pid, 'COMMIT'))
      },
      { readOnly },
    )
    expect(await faultOf(work)).toBe(readOnly ? 'unavailable' : 'unconfirmed')
  }
})

/** Terminates a connection as soon as it sleeps in a statement that contains `statement`. */
async function terminateWhen(pid: number, statement: string): Promise<void> {
  for (;;) {
    const { rows } = await admin.query(
      `select from pg_stat_activity where pid = $1 and state = 'active' and wait_event = 'PgSleep' and query like $2`,
      [pid, `%${statement}%`],
    )
    if (rows.length > 0) break
  }
  await terminate(pid)
}

test('a deferred constraint that fails at the commit gives the fault "constraint"', async () => {
  await admin.query(`
    create table late_check (a int unique deferrable initially deferred); grant insert on late_check to public`)
  const work = inSchool(db, ash, (tx) => tx.$executeRaw`insert into late_check values (1), (1)`)
  expect(await faultOf(work)).toBe('constraint')
})

test('a statement that exceeds its time limit gives the fault "timeout"', async () => {
  const work = inSchool(db, ash, async (tx) => {
    await tx.$executeRaw`set local statement_timeout = 50`
    await tx.$queryRaw`select 1 from pg_sleep(30)`
  })
  expect(await faultOf(work)).toBe('timeout')
})

test('a transaction that exceeds its time limit gives the fault "timeout", and nothing is saved', async () => {
  const work = inSchool(
    db,
    ash,
    async (tx) => {
      await addClass(tx, 'too late')
      await tx.$queryRaw`select 1 from pg_sleep(0.3)`
    },
    { timeout: 100 },
  )
  expect(await faultOf(work)).toBe('timeout')
  expect(await classesOfAsh()).not.toContain('too late')
})

test('of two transactions in a deadlock, one gets the fault "timeout"', async () => {
  const ids = [randomUUID(), randomUUID()] as const
  await inSchool(db, ash, (tx) =>
    tx.class.createMany({ data: ids.map((id) => ({ schoolId: ash.schoolId, id, name: id })) }),
  )
  let arrived = 0
  let meet = () => {}
  const both = new Promise<void>((resolve) => {
    meet = resolve
  })
  const lock = (first: string, second: string) =>
    inSchool(db, ash, async (tx) => {
      await tx.$executeRaw`select from "Class" where id = ${first}::uuid for update`
      arrived += 1
      if (arrived === 2) meet()
      await both
      await tx.$executeRaw`select from "Class" where id = ${second}::uuid for update`
    })
  const outcomes = await Promise.allSettled([lock(...ids), lock(ids[1], ids[0])])
  const faults = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [databaseFault(outcome.reason)] : []))
  expect(faults).toEqual(['timeout'])
})

test('a row that violates a constraint, or an invalid value, gives the fault "constraint"', async () => {
  await inSchool(db, ash, (tx) => addClass(tx, 'only once'))
  expect(await faultOf(inSchool(db, ash, (tx) => addClass(tx, 'only once')))).toBe('constraint')
  const orphan = { schoolId: ash.schoolId, id: randomUUID(), classId: randomUUID(), staffId: randomUUID() }
  const unknownClass = inSchool(db, ash, (tx) =>
    tx.classStaff.create({ data: { ...orphan, from: toDate('2026-09-03') } }),
  )
  expect(await faultOf(unknownClass)).toBe('constraint')
  expect(await faultOf(inSchool(db, ash, (tx) => addClass(tx, 'a\u0000b')))).toBe('constraint')
  expect(await faultOf(inSchool(db, { ...ash, schoolId: 'no uuid' }, (tx) => tx.class.count()))).toBe('constraint')
})

test('a table on which the app’s role has no privileges gives the fault "refused"', async () => {
  expect(await faultOf(inSchool(db, ash, (tx) => tx.$queryRaw`select * from "User"`))).toBe('refused')
})

test('a database server that is not running gives the fault "unavailable"', async () => {
  const nowhere = connect('postgresql://nobody:nothing@127.0.0.1:9/none', { poolSize: 1 })
  expect(await faultOf(inSchool(nowhere, ash, (tx) => tx.class.count()))).toBe('unavailable')
  await disconnect(nowhere)
})
