import { createHmac } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrateQueue } from './queue.ts'
import { withSchemaEngine } from './schema-engine.ts'

/** The login role that the app uses: it owns nothing, so row-level security holds for it. */
export interface AppRole {
  name: string
  password: string
}

export const appRoleName = 'sen_app'

/**
 * The login role that runs the jobs: it may do anything with the queue (schema graphile_worker) and see no row of a school.
 * Its password comes of the app role's, so that a secrets file of an earlier version still holds all there is.
 */
export const jobsRoleOf = (appRole: AppRole): AppRole => ({
  name: `${appRole.name}_jobs`,
  password: createHmac('sha256', appRole.password).update('jobs').digest('base64url'),
})

/** The role exists and may do what would undo the separation of schools. */
export class UnsafeAppRole extends Error {
  override name = 'UnsafeAppRole'
}

/** The database has been brought up to date by a later version, whose rows this one could misread or spoil. */
export class NewerDatabase extends Error {
  override name = 'NewerDatabase'
}

const migrationsFolder = new URL('../../../prisma/migrations/', import.meta.url)
/** Any number, the same in every version: of two starts at once the second waits, and finds the work done. */
const migrationLock = 6_370_002

/**
 * Brings a database up to date: all migrations or none, then the queue of jobs, then the app's role and the one that runs
 * the jobs, with their passwords and grants.
 * @param adminUrl address of the database as the owner of its tables, who may make roles
 * @returns the names of the migrations that were applied just now
 * @throws NewerDatabase, UnsafeAppRole
 */
export async function migrate({ adminUrl, appRole }: { adminUrl: string; appRole: AppRole }): Promise<string[]> {
  return withAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [migrationLock])
    await refuseNewer(admin)
    const applied = await applyMigrations(adminUrl)
    await migrateQueue(adminUrl)
    await admit(admin, appRole)
    await admin.query('select app.grant_to($1)', [appRole.name])
    const jobsRole = jobsRoleOf(appRole)
    await admit(admin, jobsRole)
    await admin.query('select app.grant_jobs_to($1)', [jobsRole.name])
    return applied
  })
}

/** Names of the migrations that the database does not have yet, oldest first. */
export async function pendingMigrations({ adminUrl }: { adminUrl: string }): Promise<string[]> {
  return withAdmin(adminUrl, async (admin) => {
    const done = new Set(await appliedTo(admin))
    return (await migrationNames()).filter((name) => !done.has(name))
  })
}

async function appliedTo(admin: pg.Client): Promise<string[]> {
  const history = await admin.query(`select to_regclass('public._prisma_migrations') is not null as kept`)
  if (history.rows[0]?.kept !== true) return []
  const { rows } = await admin.query(
    'select migration_name from public._prisma_migrations where finished_at is not null order by migration_name',
  )
  return rows.map((row) => row.migration_name)
}

/** The schema engine itself passes over migrations that it does not know. */
async function refuseNewer(admin: pg.Client): Promise<void> {
  const known = new Set(await migrationNames())
  const unknown = (await appliedTo(admin)).filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new NewerDatabase(
    `The database is of a later version of the register (${unknown.join(', ')}). Start that version, or restore the ` +
      'backup that was made before the upgrade.',
  )
}

/** The same database, as another role. */
export function appUrl(adminUrl: string, role: AppRole): string {
  const url = new URL(adminUrl)
  url.username = encodeURIComponent(role.name)
  url.password = encodeURIComponent(role.password)
  return url.href
}

async function withAdmin<T>(adminUrl: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 })
  // Said here as well as by the statement that fails; unheard, it would take the process with it.
  admin.on('error', () => {})
  await admin.connect()
  try {
    return await use(admin)
  } finally {
    await admin.end()
  }
}

async function applyMigrations(adminUrl: string): Promise<string[]> {
  const migrationDirectories = await Promise.all(
    (await migrationNames()).map(async (name) => {
      const value = await readFile(new URL(`${name}/migration.sql`, migrationsFolder), 'utf8')
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } }
    }),
  )
  const lockfile = await readFile(new URL('migration_lock.toml', migrationsFolder), 'utf8')
  const result = await withSchemaEngine(adminUrl, (engine) =>
    engine.applyMigrations({
      migrationsList: {
        baseDir: fileURLToPath(migrationsFolder),
        lockfile: { path: 'migration_lock.toml', content: lockfile },
        shadowDbInitScript: '',
        migrationDirectories,
      },
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  return result.appliedMigrationNames
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(migrationsFolder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

async function admit(admin: pg.Client, role: AppRole): Promise<void> {
  const name = admin.escapeIdentifier(role.name)
  const { rows: known } = await admin.query('select from pg_roles where rolname = $1', [role.name])
  if (known.length === 0) await admin.query(`create role ${name} nosuperuser nobypassrls nocreatedb nocreaterole`)
  await admin.query(`alter role ${name} login password ${admin.escapeLiteral(role.password)}`)
  await refuseUnsafe(admin, role.name)
}

/** A role made by somebody else is checked, not corrected: only a superuser could, and they may have meant it. */
async function refuseUnsafe(admin: pg.Client, roleName: string): Promise<void> {
  const { rows } = await admin.query(
    `select r.rolsuper or r.rolbypassrls or r.rolcreaterole as powerful,
            exists (select from pg_class c where c.relowner = r.oid) as owner
     from pg_roles r where r.rolname = $1`,
    [roleName],
  )
  const found = rows[0]
  if (found?.powerful === false && found.owner === false) return
  throw new UnsafeAppRole(
    `The database role "${roleName}" could see every school's rows: it is a superuser, bypasses row-level security, ` +
      'makes roles or owns tables. Give the register a role of its own.',
  )
}
