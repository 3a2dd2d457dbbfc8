import { randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { buildDemoSchool } from '../prisma/demo/build-demo-school.ts'
import { signIns } from '../prisma/demo/people.ts'
import { writeDemoSchool } from '../prisma/demo/write-demo-school.ts'
import { hashPassword } from './access/password.ts'
import type { Role } from './access/permissions.ts'
import { allSchools, findSignIn } from './access/user-accounts.ts'
import type { Day } from './days/calendar.ts'
import { connect, type Database, disconnect } from './platform/database/client.ts'
import { appRoleName, appUrl, jobsRoleOf, migrate } from './platform/database/migrate.ts'
import { readSecrets } from './platform/database/secrets.ts'
import { startEmbedded } from './platform/embedded-postgres/embedded.ts'

/** The demo's folder, relative to the project folder, for `npm run demo` and `npm run record -- --demo`. */
export const demoDirectory = 'data/demo'

interface DemoOptions {
  /** The demo's own folder: database cluster, secrets, password. Created if missing. */
  readonly directory: string
  /** The day on which the history of the demo school ends, if the school has to be written. */
  readonly today: Day
  /** Deletes the school and writes it again. */
  readonly reset?: boolean
  /** The password of all sign-ins from now on. Default: the stored password, or a new random one. */
  readonly password?: string
  /** If a demo is running, use its database instead of throwing AlreadyRunning. */
  readonly attach?: boolean
  readonly log: (line: string) => void
}

export interface Demo {
  /** Database address for the app's role. */
  readonly url: string
  /** Database address for the role that runs the jobs. */
  readonly jobsUrl: string
  readonly sessionSecret: string
  /** One sign-in for each role. */
  readonly signIns: readonly { readonly role: Role; readonly name: string; readonly email: string }[]
  /** The password of all sign-ins. */
  readonly password: string
  /** Stops the embedded server if this call started it. */
  readonly stop: () => Promise<void>
}

/**
 * Id of the advisory lock on writing the demo school. Must be the same in every version. If two commands run at once,
 * the second waits and finds the school written.
 */
const writingLock = 6_370_003

/**
 * Starts the demo's embedded database and writes the demo school into it if it is missing.
 * @throws AlreadyRunning if the demo is running and `attach` is not set
 * @throws EmbeddedServerUnusable, UnreadableSecrets as `startEmbedded` does
 */
export async function ensureDemo(asked: DemoOptions): Promise<Demo> {
  const { directory, log, attach = false } = asked
  const secrets = await readSecrets(directory)
  const { adminUrl, stop } = await startEmbedded({ directory, log, attach })
  try {
    const appRole = { name: appRoleName, password: secrets.appRolePassword }
    const url = appUrl(adminUrl, appRole)
    const password = await oneAtATime(adminUrl, async (admin) => {
      if (asked.reset === true) await throwAway(admin)
      await migrate({ adminUrl, appRole })
      return withDatabase(url, (db) => fill(db, admin, asked))
    })
    const jobsUrl = appUrl(adminUrl, jobsRoleOf(appRole))
    return { url, jobsUrl, sessionSecret: secrets.sessionSecret, signIns, password, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function oneAtATime<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 })
  // Without this handler an `error` event would crash the process. The failing statement rejects as well.
  admin.on('error', () => {})
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [writingLock])
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** Deletes the demo's tables but not its folder, so that other files in the folder are kept. */
async function throwAway(admin: pg.Client): Promise<void> {
  await admin.query('drop schema if exists app, graphile_worker cascade')
  await admin.query('drop schema public cascade')
  await admin.query('create schema public')
}

async function withDatabase<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(url, { poolSize: 1 })
  try {
    return await work(db)
  } finally {
    await disconnect(db)
  }
}

/** Writes the school if the database has none. Returns the password of its sign-ins. */
async function fill(db: Database, admin: pg.Client, { directory, today, password }: DemoOptions): Promise<string> {
  const path = join(directory, 'demo-password')
  const kept = await readKept(path)
  const wanted = password ?? kept ?? randomBytes(9).toString('base64url')
  const isEmpty = (await allSchools(db)).length === 0
  if (isEmpty) await writeDemoSchool(db, buildDemoSchool(today), await hashPassword(wanted))
  else if (wanted !== kept) await changePasswords(db, admin, await hashPassword(wanted))
  if (wanted !== kept) {
    await writeFile(path, `${wanted}\n`, { mode: 0o600 })
    await chmod(path, 0o600)
  }
  return wanted
}

async function readKept(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim() || null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * Sets the password of all sign-ins. It uses the owner's connection, because the app's role can set passwords only for
 * the users of one school.
 */
async function changePasswords(db: Database, admin: pg.Client, passwordHash: string): Promise<void> {
  for (const { email } of signIns) {
    const person = await findSignIn(db, email)
    if (person !== null) await admin.query('select app.set_password($1, $2)', [person.userId, passwordHash])
  }
}
