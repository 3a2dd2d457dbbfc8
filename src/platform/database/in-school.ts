import type { Prisma } from '../../generated/prisma/client.ts'
import type { Database } from './client.ts'
import { CommitUnconfirmed, lostTouch } from './faults.ts'
import { prepared } from './prepared.ts'

/** A transaction that has entered its school. The only way to a school's rows. */
export type Tx = Prisma.TransactionClient

export interface SchoolEntry {
  schoolId: string
  /** The member of staff who acts; null where nobody does (a command, the demo). The audit trail gets it. */
  actorId: string | null
  requestId: string
}

export interface SchoolOptions {
  /** The work only reads: all its statements see the same moment, so that a page's figures agree with each other. */
  readOnly?: boolean
  /** The work may take this long, for imports. Milliseconds, 10,000 unless said. */
  timeout?: number
}

const connectionWait = 5_000
const usualTimeout = 10_000

/**
 * Does work on one school's rows in one transaction: all of it or nothing, and no other school's rows.
 * @throws CommitUnconfirmed when the connection broke after the work was done, so that nobody knows whether it was saved;
 *   otherwise whatever the work or the database throws (see databaseFault), and then nothing was saved
 */
export async function inSchool<T>(
  db: Database,
  entry: SchoolEntry,
  work: (tx: Tx) => Promise<T>,
  options: SchoolOptions = {},
): Promise<T> {
  let committing = false
  try {
    return await db.$transaction(
      async (tx) => {
        await tx.$executeRaw`${prepared} select app.enter_school(${entry.schoolId}::uuid, ${entry.actorId}::uuid, ${entry.requestId})`
        const result = await work(tx)
        committing = true
        return result
      },
      {
        maxWait: connectionWait,
        timeout: options.timeout ?? usualTimeout,
        isolationLevel: options.readOnly === true ? 'RepeatableRead' : undefined,
      },
    )
  } catch (error) {
    if (committing && options.readOnly !== true && lostTouch(error)) throw new CommitUnconfirmed(error)
    throw error
  }
}
