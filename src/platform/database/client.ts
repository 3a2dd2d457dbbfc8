import { PrismaClient } from '../../generated/prisma/client.ts'
import { OneAtATime } from './one-at-a-time.ts'
import { statementName } from './prepared-statement.ts'

export type Database = PrismaClient

/** PostgreSQL cancels a statement that takes longer. Milliseconds. */
const statementLimit = 10_000
/** PostgreSQL ends a transaction that is idle for longer and releases its locks. Milliseconds. */
const idleTransactionLimit = 15_000
/** Longer than every limit of the server, so this only applies if the server is unreachable. Milliseconds. */
const silenceLimit = 20_000

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
      statement_timeout: statementLimit,
      idle_in_transaction_session_timeout: idleTransactionLimit,
      query_timeout: silenceLimit,
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
