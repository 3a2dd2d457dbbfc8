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
import { connect, type Database, disconnect } from './platform/database/client.ts'
import { appRoleName, appUrl, jobsRoleOf, migrate } from './platform/database/migrate.ts'
import { readSecrets } from './platform/database/secrets.ts'
import { startEmbedded } from './platform/embedded-postgres/embedded.ts'

/** Where `npm run demo` and `npm run record -- --demo` keep the demo, from the project's folder. */
export const demoDirectory = 'data/demo'

export interface DemoAsked {
  /** Its own folder: the cluster, the secrets, the password. Made where missing. */
  readonly directory: string
  /** YYYY-MM-DD: the day that the school's history leads up to, where it is written now. */
  readonly today: string
  /** Throws the school away and writes it anew. */
  readonly reset?: boolean
  /** What its sign-ins are to have from now on; without it the one kept from before, or a random one. */
  readonly password?: string
  /** Beside a running demo: uses its database instead of refusing. */
  readonly attach?: boolean
  readonly log: (line: string) => void
}

export interface Demo {
  /** Address of the database as the app's role. */
  readonly url: string
  /** The same as the role that runs the jobs. */
  readonly jobsUrl: string
  readonly sessionSecret: string
  /** One for each role. */
  readonly signIns: readonly { readonly role: Role; readonly name: string; readonly email: string }[]
  /** The password of all of them. */
  readonly password: string
  /** Ends the embedded server, where it was started here. */
  readonly stop: () => Promise<void>
}

/** Any number, the same in every version: of two commands at once the second waits, and finds the school written. */
const writingLock = 6_370_003

/**
 * Starts the demo's embedded database and sees that the demo school is in it.
 * @throws AlreadyRunning when the demo runs already, unless `attach`
 * @throws EmbeddedServerUnusable, UnreadableSecrets as `startEmbedded` does
 */
export async function ensureDemo(asked: DemoAsked): Promise<Demo> {
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
  // Said here as well as by the statement that fails; unheard, it would take the process with it.
  admin.on('error', () => {})
  await admin.connect()
  try {
    await admin.query('select pg_advisory_lock($1)', [writingLock])
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** The tables and not the folder: nothing that somebody else may have put there is lost. */
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

/** Writes the school where there is none. Returns the password of its sign-ins. */
async function fill(db: Database, admin: pg.Client, { directory, today, password }: DemoAsked): Promise<string> {
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

/** As the database's owner: the app's role could, too, but only inside a school. */
async function changePasswords(db: Database, admin: pg.Client, passwordHash: string): Promise<void> {
  for (const { email } of signIns) {
    const person = await findSignIn(db, email)
    if (person !== null) await admin.query('select app.set_password($1, $2)', [person.userId, passwordHash])
  }
}
