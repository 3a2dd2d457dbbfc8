import { PrismaClient } from '../../generated/prisma/client.ts'
import { OneAtATime } from './one-at-a-time.ts'
import { statementName } from './prepared.ts'

export type Database = PrismaClient

/** A statement may take this long; then PostgreSQL cancels it. Milliseconds. */
const statementLimit = 10_000
/** A transaction that stopped talking frees its rows after this. Milliseconds. */
const idleTransactionLimit = 15_000
/** Beyond every limit of the server's: only a server that cannot be reached any more is silent for so long. */
const silenceLimit = 20_000

/**
 * A client with a pool of its own. It connects when first used, so this cannot fail; `disconnect` ends it.
 * @param url address of the database as the app's role
 * @param poolSize connections at most; who comes later waits for one, bounded by the transaction's own limit
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
    // A connection that breaks while idle leaves the pool; whoever uses the next one notices nothing.
    { onPoolError: () => {}, onConnectionError: () => {}, statementNameGenerator: statementName },
  )
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}

/** Waits for the statements under way and closes the pool. */
export async function disconnect(db: Database): Promise<void> {
  await db.$disconnect()
}
