import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { connect, type Database, disconnect } from '../../src/platform/database/client.ts'
import { appUrl, jobsRoleOf } from '../../src/platform/database/migrate.ts'
import { databaseUrl, onServer } from './global-setup.ts'

interface TestDatabase {
  /** Address as the app's role: row-level security applies. */
  url: string
  /** Address as the role that runs the jobs. */
  jobsUrl: string
  /** Address as superuser, to prepare and to check rows of all schools. */
  adminUrl: string
  /** Connected as the app's role. */
  db: Database
}

let ours: Promise<TestDatabase> | undefined

/**
 * The test file's own database: migrated, and empty except for the rows that the file adds. Call it at the top level of
 * the file (`const { db } = await testDatabase()`), because it also registers what is closed after the last test.
 */
export function testDatabase(): Promise<TestDatabase> {
  ours ??= makeDatabase()
  return ours
}

async function makeDatabase(): Promise<TestDatabase> {
  const server = inject('databaseServer')
  const name = `${server.template}_${randomBytes(6).toString('hex')}`
  const adminUrl = databaseUrl(server.adminUrl, name)
  const url = appUrl(adminUrl, server.appRole)
  const db = connect(url, { poolSize: 5 })
  afterAll(async () => {
    ours = undefined
    await disconnect(db)
  })
  await onServer(server.adminUrl, (admin) => admin.query(`create database ${name} template ${server.template}`))
  return { url, jobsUrl: appUrl(adminUrl, jobsRoleOf(server.appRole)), adminUrl, db }
}
