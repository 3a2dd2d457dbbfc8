import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

/** A logger that discards graphile-worker's messages. Each job writes its result into the row that it is about. */
export const silentLogger = new Logger(() => () => {})

/**
 * A connection pool for the job queue. Both pg and graphile-worker need the error handlers: without them a broken
 * connection would crash the process.
 */
export function queuePool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, connectionTimeoutMillis: 5_000, statement_timeout: 10_000 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Migrates graphile-worker's own schema. `adminUrl` is the database address for the owner. */
export async function migrateQueue(adminUrl: string): Promise<void> {
  const pgPool = queuePool(adminUrl, 2)
  try {
    await runMigrations({ pgPool, logger: silentLogger })
  } finally {
    await pgPool.end()
  }
}
