import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

/** The queue's own words, which nobody needs: what becomes of a job stands in the row that it is about. */
export const wordless = new Logger(() => () => {})

/** Connections for the queue, which graphile-worker and pg both want to be told of their breaking. */
export function queuePool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 5_000, statement_timeout: 10_000 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Brings graphile-worker's own schema up to date, as the owner of the database. */
export async function migrateQueue(adminUrl: string): Promise<void> {
  const pgPool = queuePool(adminUrl, 2)
  try {
    await runMigrations({ pgPool, logger: wordless })
  } finally {
    await pgPool.end()
  }
}
