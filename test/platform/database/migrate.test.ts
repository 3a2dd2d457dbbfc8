import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import {
  appUrl,
  jobsRoleOf,
  migrate,
  NewerDatabase,
  pendingMigrations,
  UnsafeAppRole,
} from '../../../src/platform/database/migrate.ts'
import { withSchemaEngine } from '../../../src/platform/database/schema-engine.ts'
import { databaseUrl, onServer } from '../../support/global-setup.ts'

const server = inject('databaseServer')
let name: string
let adminUrl: string
let appRole: { name: string; password: string }

beforeEach(async () => {
  name = `${server.template}_${randomBytes(6).toString('hex')}`
  adminUrl = databaseUrl(server.adminUrl, name)
  appRole = { name: `${name}_app`, password: "it's a 'password' \\ with @ and /" }
  await onServer(server.adminUrl, (admin) => admin.query(`create database ${name}`))
})
afterEach(() =>
  onServer(server.adminUrl, async (admin) => {
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`drop role if exists ${appRole.name}, ${jobsRoleOf(appRole).name}, ${name}_owner`)
  }),
)

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return onServer(url, async (client) => (await client.query(sql)).rows)
}

test('migrate applies every migration to an empty database, and none the second time', async () => {
  const pending = await pendingMigrations({ adminUrl })
  expect(pending.length).toBeGreaterThan(0)
  expect(await migrate({ adminUrl, appRole })).toEqual(pending)
  expect(await pendingMigrations({ adminUrl })).toEqual([])
  expect(await migrate({ adminUrl, appRole })).toEqual([])
})

test('migrate refuses a database of a later version and names the unknown migration', async () => {
  await migrate({ adminUrl, appRole })
  await ask(
    adminUrl,
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     values ('later', '', '29990101000000_later', now(), 1)`,
  )
  const older = migrate({ adminUrl, appRole })
  await expect(older).rejects.toThrow('later version of the register (29990101000000_later)')
  await expect(older).rejects.toBeInstanceOf(NewerDatabase)
})

test('of two concurrent migrate calls, one applies the migrations and the other waits and applies none', async () => {
  const pending = await pendingMigrations({ adminUrl })
  const both = await Promise.all([migrate({ adminUrl, appRole }), migrate({ adminUrl, appRole })])
  expect(both.toSorted((a, b) => a.length - b.length)).toEqual([[], pending])
})

test("the app's database role can log in, owns nothing, has no special privileges and cannot bypass row-level security", async () => {
  await migrate({ adminUrl, appRole })
  const url = appUrl(adminUrl, appRole)
  expect(await ask(url, 'select current_user::text as "user"')).toEqual([{ user: appRole.name }])
  const rights = `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
      (select count(*)::int from pg_shdepend where refobjid = r.oid and deptype = 'o') as owned,
      (select count(*)::int from pg_auth_members where member = r.oid) as memberships
    from pg_roles r where rolname = current_user`
  expect(await ask(url, rights)).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      owned: 0,
      memberships: 0,
    },
  ])
  await expect(ask(url, 'set row_security = off; select * from "Pupil"')).rejects.toThrow('row-level security')
  await expect(ask(url, 'alter table "Pupil" disable row level security')).rejects.toThrow('must be owner')
  await expect(ask(url, 'create table public.own (a int)')).rejects.toThrow('permission denied')
  await expect(ask(url, 'set session_replication_role = replica')).rejects.toThrow('permission denied')
})

test('migrate works for an owner who is not a superuser, and the job queue then works', async () => {
  const owner = { name: `${name}_owner`, password: 'owns the database' }
  await ask(server.adminUrl, `create role ${owner.name} login createrole password '${owner.password}'`)
  await ask(server.adminUrl, `alter database ${name} owner to ${owner.name}`)
  await ask(adminUrl, `alter schema public owner to ${owner.name}`)
  const ownerUrl = appUrl(adminUrl, owner)
  await migrate({ adminUrl: ownerUrl, appRole })
  await migrate({ adminUrl: ownerUrl, appRole })
  const school = '0197a1b2-0000-7000-8000-000000000001'
  await ask(
    appUrl(adminUrl, appRole),
    `select app.enter_school('${school}', null, 'test'); select app.queue_job('deliverLetter', '${school}', '${school}')`,
  )
  const jobs = appUrl(adminUrl, jobsRoleOf(appRole))
  const taken = await ask(jobs, 'update graphile_worker._private_jobs set attempts = attempts returning key')
  expect(taken).toEqual([{ key: `deliverLetter:${school}` }])
})

test('migrate with a new password replaces the old password of the app’s database role', async () => {
  await migrate({ adminUrl, appRole })
  await migrate({ adminUrl, appRole: { ...appRole, password: 'another' } })
  await expect(ask(appUrl(adminUrl, appRole), 'select 1')).rejects.toThrow('password authentication failed')
})

test.each(['superuser', 'bypassrls', 'createrole'])(
  'migrate refuses an existing app role that has the privilege %s',
  async (right) => {
    await ask(server.adminUrl, `create role ${appRole.name} ${right}`)
    await expect(migrate({ adminUrl, appRole })).rejects.toBeInstanceOf(UnsafeAppRole)
  },
)

test('a migration that fails leaves the database unchanged, so that the next start can retry', async () => {
  const migration = (name: string, value: string) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } },
  })
  const apply = (second: string) =>
    withSchemaEngine(adminUrl, (engine) =>
      engine.applyMigrations({
        migrationsList: {
          baseDir: '/migrations',
          lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"' },
          shadowDbInitScript: '',
          migrationDirectories: [migration('1_good', 'create table good (a int);'), migration('2_second', second)],
        },
        filters: { externalTables: [], externalEnums: [] },
      }),
    )
  const tables = `select tablename from pg_tables where schemaname = 'public' order by 1`

  await expect(apply('create table half (a int); select 1 / 0;')).rejects.toThrow('division by zero')
  expect(await ask(adminUrl, tables)).toEqual([])

  const body = `create function two() returns int language plpgsql as $$ begin perform 1; return 2; end $$;`
  expect((await apply(body)).appliedMigrationNames).toEqual(['1_good', '2_second'])
  expect(await ask(adminUrl, 'select two()')).toEqual([{ two: 2 }])
})
