import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { testDatabase } from '../../support/database.ts'

/*
 * Checks the separation of schools in the database's system catalogue, so that tables added later are checked too. Also
 * checks that the app's role cannot reach another school's rows with raw SQL.
 */

const { url, adminUrl } = await testDatabase()
const admin = new pg.Client({ connectionString: adminUrl })
const asApp = new pg.Client({ connectionString: url })
await Promise.all([admin.connect(), asApp.connect()])
afterAll(() => Promise.all([admin.end(), asApp.end()]))

const rows = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => (await admin.query<Row>(sql)).rows

/** Tables without a school that the app's role can use only through functions. */
const closed = ['CalendarToken', 'SchoolDirectory', 'User', 'UserSchool', '_prisma_migrations']
/** Tables without a school that the app's role can use: keyed by a session id, or by an e-mail address. */
const open = ['rate_limit', 'session']

const tables = (
  await rows<{ name: string }>(
    `select tablename as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`,
  )
).map(({ name }) => name)
const schoolTables = tables.filter((name) => !closed.includes(name) && !open.includes(name))

describe('every table of a school', () => {
  test.each(schoolTables)('table %s has forced row-level security on its school', async (name) => {
    const [table] = await rows<{ enabled: boolean; forced: boolean }>(
      `select relrowsecurity as enabled, relforcerowsecurity as forced from pg_class where oid = '"${name}"'::regclass`,
    )
    expect(table).toEqual({ enabled: true, forced: true })
    const policies = await rows<{ permissive: string; cmd: string; qual: string; with_check: string }>(
      `select permissive, cmd, qual, with_check from pg_policies where tablename = '${name}'`,
    )
    const column = name === 'School' ? 'id' : '"schoolId"'
    const condition = `(${column} = (current_setting('app.school_id'::text))::uuid)`
    expect(policies).toEqual([{ permissive: 'PERMISSIVE', cmd: 'ALL', qual: condition, with_check: condition }])
  })

  test.each(schoolTables.filter((name) => name !== 'School'))(
    'table %s has the school as the first column of every key and foreign key',
    async (name) => {
      const keys = await rows<{
        contype: string
        columns: string[]
        target: string
        onupdate: string
        ondelete: string
      }>(`
      select contype, confrelid::regclass::text as target, confupdtype as onupdate, confdeltype as ondelete,
        (select array_agg(a.attname::text order by k.place) from unnest(conkey) with ordinality as k(number, place)
         join pg_attribute a on a.attrelid = conrelid and a.attnum = k.number) as columns
      from pg_constraint where conrelid = '"${name}"'::regclass and contype in ('p', 'u', 'f')`)
      expect(keys.filter(({ columns }) => columns[0] !== 'schoolId')).toEqual([])
      const foreign = keys.filter(({ contype }) => contype === 'f')
      expect(foreign.every(({ onupdate, ondelete }) => onupdate === 'a' && ondelete === 'r')).toBe(true)
      const unique = await rows<{ first: string }>(`
      select (select attname::text from pg_attribute where attrelid = indrelid and attnum = indkey[0]) as first
      from pg_index where indrelid = '"${name}"'::regclass and indisunique`)
      expect(unique.every(({ first }) => first === 'schoolId')).toBe(true)
    },
  )

  test.each(schoolTables.filter((name) => !['AuditEvent', 'RecordVersion', 'PupilImport', 'Draft'].includes(name)))(
    'table %s has an audit trigger with its own name',
    async (name) => {
      const triggers = await rows<{ definition: string }>(
        `select pg_get_triggerdef(oid) as definition from pg_trigger where tgrelid = '"${name}"'::regclass and tgname = 'audit'`,
      )
      expect(triggers).toHaveLength(1)
      expect(triggers[0]?.definition).toMatch(
        new RegExp(`AFTER INSERT OR DELETE OR UPDATE .* FOR EACH ROW .*audit\\('${name}'`),
      )
    },
  )
})

test('every table has a column for its school, except the tables listed in this test', () => {
  expect(tables.filter((name) => !schoolTables.includes(name))).toEqual([...closed, ...open].sort())
})

test('the app’s database role has no privileges on tables without a school, except sessions and rate limits', async () => {
  const { user } = new pg.Client({ connectionString: url })
  for (const name of closed) {
    const [granted] = await rows<{ any: boolean }>(
      `select has_table_privilege('${user}', '"${name}"', 'select, insert, update, delete, truncate, references, trigger') as any`,
    )
    expect(granted?.any).toBe(false)
  }
})

test('there are no views, materialised views or foreign tables, which would bypass row-level security', async () => {
  expect(
    await rows(`select relname from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('v', 'm', 'f') and nspname in ('public', 'app')`),
  ).toEqual([])
})

test('only the database functions listed in this test run with their owner’s privileges', async () => {
  const functions = await rows<{ name: string; path: string[] }>(`
    select proname::text as name, proconfig as path from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname in ('public', 'app') and prosecdef order by 1`)
  expect(functions.map(({ name }) => name)).toEqual([
    'add_user',
    'audit',
    'calendar_of',
    'change_address',
    'choose_password',
    'find_sign_in',
    'is_ours_alone',
    'note_calendar',
    'note_school',
    'note_user_school',
    'queue_job',
    'reset_password',
    'schools',
    'schools_of',
    'set_password',
    'touch',
    'touch_class',
    'touch_pupil',
    'touch_pupil_itself',
    'touch_school',
    'touch_staff',
  ])
  expect(functions.every(({ path }) => path?.includes('search_path=pg_catalog, public'))).toBe(true)
})

test('the app’s database role can run only the functions that it needs, and not set_password', async () => {
  const { user } = new pg.Client({ connectionString: url })
  const functions = await rows<{ name: string }>(`
    select proname::text as name from pg_proc p join pg_namespace n on n.oid = pronamespace
    where nspname = 'app' and has_function_privilege('${user}', p.oid, 'execute') order by 1`)
  expect(functions.map(({ name }) => name)).toEqual([
    'add_user',
    'calendar_of',
    'change_address',
    'choose_password',
    'enter_school',
    'find_sign_in',
    'queue_job',
    'reset_password',
    'schools',
    'schools_of',
  ])
})

test('no table uses a sequence, and every row-level security policy fails if no school is set', async () => {
  expect(await rows(`select sequencename from pg_sequences where schemaname in ('public', 'app')`)).toEqual([])
  expect(
    await rows(`select tablename from pg_policies where qual like '%true)%' or with_check like '%true)%'`),
  ).toEqual([])
})

describe('the app’s database role, using raw SQL', async () => {
  const { school } = await testApp()
  const [ours, theirs] = [await school('Ours'), await school('Theirs')]
  const { pupilId } = await theirs.pupil({ legalForename: 'Not', legalSurname: 'Ours' })
  await theirs.inSchool((tx) =>
    tx.concern.create({
      data: {
        schoolId: theirs.schoolId,
        id: uuidv7(),
        pupilId,
        raisedOn: new Date('2026-11-02'),
        raisedBy: 'parent',
        seen: 'Theirs alone',
      },
      select: { id: true },
    }),
  )

  /** Runs work in a transaction of our school and rolls it back. */
  async function inOurs<T>(work: () => Promise<T>): Promise<T> {
    await asApp.query('begin')
    try {
      await asApp.query('select app.enter_school($1::uuid, null, $2)', [ours.schoolId, 'test'])
      return await work()
    } finally {
      await asApp.query('rollback')
    }
  }

  test.each(schoolTables)('the app’s database role cannot read another school’s rows in %s', async (name) => {
    const column = name === 'School' ? 'id' : '"schoolId"'
    const found = await inOurs(() => asApp.query(`select * from "${name}" where ${column} <> $1`, [ours.schoolId]))
    expect(found.rows).toEqual([])
    const all = await admin.query(`select 1 from "${name}" where ${column} = $1`, [theirs.schoolId])
    if (['School', 'Pupil', 'Concern', 'StaffMember', 'AuditEvent'].includes(name))
      expect(all.rowCount).toBeGreaterThan(0)
  })

  test('the app’s database role gets an error if it reads a table before a school is set', async () => {
    const fresh = new pg.Client({ connectionString: url })
    await fresh.connect()
    await expect(fresh.query('select * from "Pupil"')).rejects.toThrow(/app\.school_id/)
    await fresh.end()
  })

  test('the app’s database role cannot update or insert another school’s rows', async () => {
    const changed = await inOurs(() =>
      asApp.query(`update "Pupil" set "legalSurname" = 'Changed' where id = $1`, [pupilId]),
    )
    expect(changed.rowCount).toBe(0)
    const insert = `insert into "Closure" ("schoolId", id, "on") values ($1, $2, '2026-11-02')`
    await expect(inOurs(() => asApp.query(insert, [theirs.schoolId, uuidv7()]))).rejects.toThrow(/row-level security/)
  })

  test('the app’s database role cannot insert a row that refers to another school’s pupil', async () => {
    const insert = `insert into "Concern" ("schoolId", id, "pupilId", "raisedOn", "raisedBy", seen) values ($1, $2, $3, '2026-11-02', 'staff', 'x')`
    await expect(inOurs(() => asApp.query(insert, [ours.schoolId, uuidv7(), pupilId]))).rejects.toThrow(/foreign key/)
  })

  test('the app’s database role cannot read users, turn off row-level security or become another role', async () => {
    for (const sql of [
      'select * from "User"',
      'select * from "UserSchool"',
      'alter table "Pupil" disable row level security',
      'set role postgres',
    ]) {
      await expect(inOurs(() => asApp.query(sql))).rejects.toThrow(/permission denied|must be owner/)
    }
    const off = inOurs(async () => {
      await asApp.query('set local row_security = off')
      await asApp.query('select * from "Pupil"')
    })
    await expect(off).rejects.toThrow(/row-level security/)
  })

  test('neither the app’s database role nor the owner can change or delete audit entries', async () => {
    for (const sql of [
      `update "AuditEvent" set action = 'open'`,
      'delete from "AuditEvent"',
      'truncate "AuditEvent"',
    ]) {
      await expect(inOurs(() => asApp.query(sql))).rejects.toThrow(/permission denied/)
      await expect(admin.query(sql)).rejects.toThrow(/can only be added to/)
    }
  })
})
