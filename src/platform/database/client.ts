import { PrismaClient } from '../../generated/prisma/client.ts'
import { OneAtATime } from './one-at-a-time.ts'
import { statementName } from './prepared-statement.ts'

export type Database = PrismaClient

/** PostgreSQL cancels a statement that takes longer. Milliseconds. */
const statementTimeoutMs = 10_000
/** PostgreSQL ends a transaction that is idle for longer and releases its locks. Milliseconds. */
const idleTransactionTimeoutMs = 15_000
/** Longer than every limit of the server, so this only applies if the server is unreachable. Milliseconds. */
const networkTimeoutMs = 20_000

/**
 * Creates a client with its own connection pool. It connects on first use, so this call cannot fail. End it with
 * `disconnect`.
 * @param url database address for the app's role
 * @param poolSize the maximum number of connections. Further transactions wait for one, up to their own limit.
 */
export function connect(url: string, { poolSize }: { poolSize: number }): Database {
  const adapter = new OneAtATime(
    {
      connectionString: url,
      application_name: 'sen-support-register',
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
      query_timeout: networkTimeoutMs,
      keepAlive: true,
    },
    // The pool drops an idle connection that breaks, so these errors need no action.
    { onPoolError: () => {}, onConnectionError: () => {}, statementNameGenerator: statementName },
  )
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}

/** Waits for running statements and closes the pool. */
export async function disconnect(db: Database): Promise<void> {
  await db.$disconnect()
}
