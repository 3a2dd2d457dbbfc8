import { createHmac } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrateQueue } from './queue.ts'
import { withSchemaEngine } from './schema-engine.ts'

/** A login role of the app. It owns no tables, so that row-level security applies to it. */
export interface AppRole {
  name: string
  password: string
}

export const appRoleName = 'sen_app'

/**
 * The login role that runs the jobs. It has all privileges on the queue (schema graphile_worker) and cannot read
 * schools' rows. Its password is derived from the app role's, so that secrets files of earlier versions stay complete.
 */
export const jobsRoleOf = (appRole: AppRole): AppRole => ({
  name: `${appRole.name}_jobs`,
  password: createHmac('sha256', appRole.password).update('jobs').digest('base64url'),
})

/**
 * The app's role exists already and has privileges that bypass row-level security, so that it could read every school's
 * rows.
 */
export class UnsafeAppRole extends Error {
  override name = 'UnsafeAppRole'
}

/** A later version of the register has migrated the database. This version could misread or damage its rows. */
export class NewerDatabase extends Error {
  override name = 'NewerDatabase'
}

const migrationsFolder = new URL('../../../prisma/migrations/', import.meta.url)
/**
 * Id of the advisory lock that a process holds while it migrates the database. Must be the same in every version. If
 * two processes start at once, the second waits and finds the database migrated.
 */
const migrationLock = 6_370_002

/**
 * Migrates the database: applies all pending migrations in one transaction, then migrates the job queue, then creates
 * the app's role and the jobs' role and sets their passwords and grants.
 * @param adminUrl database address for the owner of the tables, who can create roles
 * @returns the names of the migrations that this call applied
 * @throws NewerDatabase, UnsafeAppRole
 */
export async function migrate({ adminUrl, appRole }: { adminUrl: string; appRole: AppRole }): Promise<string[]> {
  return withAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [migrationLock])
    await refuseNewer(admin)
    const applied = await applyMigrations(adminUrl)
    await migrateQueue(adminUrl)
    await ensureRole(admin, appRole)
    await admin.query('select app.grant_to($1)', [appRole.name])
    const jobsRole = jobsRoleOf(appRole)
    await ensureRole(admin, jobsRole)
    await admin.query('select app.grant_jobs_to($1)', [jobsRole.name])
    return applied
  })
}

/** Names of the migrations that have not been applied to the database, oldest first. */
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

/** Throws NewerDatabase if the database has unknown migrations, which the schema engine ignores. */
async function refuseNewer(admin: pg.Client): Promise<void> {
  const known = new Set(await migrationNames())
  const unknown = (await appliedTo(admin)).filter((name) => !known.has(name))
  if (unknown.length === 0) return
  throw new NewerDatabase(
    `The database belongs to a later version of the register (${unknown.join(', ')}). Start that version, or restore ` +
      'the backup from before the upgrade.',
  )
}

/** The address of the same database for another role. */
export function appUrl(adminUrl: string, role: AppRole): string {
  const url = new URL(adminUrl)
  url.username = encodeURIComponent(role.name)
  url.password = encodeURIComponent(role.password)
  return url.href
}

async function withAdmin<T>(adminUrl: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 })
  // Without this handler an `error` event would crash the process. The failing statement rejects as well.
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

async function ensureRole(admin: pg.Client, role: AppRole): Promise<void> {
  const name = admin.escapeIdentifier(role.name)
  const { rows: known } = await admin.query('select from pg_roles where rolname = $1', [role.name])
  if (known.length === 0) await admin.query(`create role ${name} nosuperuser nobypassrls nocreatedb nocreaterole`)
  await admin.query(`alter role ${name} login password ${admin.escapeLiteral(role.password)}`)
  await refuseUnsafe(admin, role.name)
}

/**
 * Throws UnsafeAppRole if the role has too many privileges. It does not remove them: only a superuser can, and somebody
 * may have granted them on purpose.
 */
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
