import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { type AppRole, jobsRoleOf, migrate } from '../../src/platform/database/migrate.ts'
import { startEmbedded } from '../../src/platform/embedded-postgres/embedded.ts'

interface DatabaseServer {
  /** Address of the server's default database, as superuser. From there the test databases are created. */
  adminUrl: string
  /** Name of a migrated, empty database, which is copied for each test file. The copies' names begin with its name. */
  template: string
  appRole: AppRole
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: DatabaseServer
  }
}

/** Settings that make the server fast but lose data in a crash, which does not matter in tests. */
const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/**
 * One server for the whole run: TEST_DATABASE_URL (an address as superuser), or an embedded one in a temporary folder.
 * Vitest calls this once for each project that needs a server. The first call starts it, the others use it too.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.getProvidedContext().databaseServer) return undefined
  const server = await startServer()
  const run = `sen_test_${randomBytes(4).toString('hex')}`
  const appRole = { name: `${run}_app`, password: randomBytes(24).toString('base64url') }
  const template = `${run}_template`
  try {
    await onServer(server.adminUrl, (admin) => admin.query(`create database ${template}`))
    await migrate({ adminUrl: databaseUrl(server.adminUrl, template), appRole })
  } catch (error) {
    await server.stop()
    throw error
  }
  project.vitest.provide('databaseServer', { adminUrl: server.adminUrl, template, appRole })
  return async () => {
    await onServer(server.adminUrl, (admin) => dropAll(admin, template, appRole))
    await server.stop()
  }
}

async function startServer(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (adminUrl !== undefined && adminUrl !== '') return { adminUrl, stop: async () => {} }

  const directory = await mkdtemp(join(tmpdir(), 'sen-test-'))
  const log = (line: string) => process.stderr.write(`${line}\n`)
  const server = await startEmbedded({ directory, log, settings: fast })
  return {
    adminUrl: server.adminUrl,
    stop: async () => {
      await server.stop()
      await rm(directory, { recursive: true })
    },
  }
}

async function dropAll(admin: pg.Client, template: string, appRole: AppRole): Promise<void> {
  const { rows } = await admin.query('select datname from pg_database where starts_with(datname, $1)', [template])
  for (const { datname } of rows) await admin.query(`drop database ${admin.escapeIdentifier(datname)} with (force)`)
  for (const { name } of [appRole, jobsRoleOf(appRole)]) await admin.query(`drop role ${admin.escapeIdentifier(name)}`)
}

/** The address of another database of the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** Runs statements on the server as superuser. */
export async function onServer<T>(adminUrl: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    return await use(admin)
  } finally {
    await admin.end()
  }
}
