import type { Prisma } from '../../generated/prisma/client.ts'
import type { Database } from './client.ts'
import { CommitUnconfirmed, isConnectionLost } from './faults.ts'
import { preparedStatement } from './prepared-statement.ts'

/**
 * A transaction in which one school is set for row-level security. No other connection of the app can read a school's
 * rows.
 */
export type Tx = Prisma.TransactionClient

export interface SchoolEntry {
  schoolId: string
  /** Id of the member of staff who makes the changes, for the audit trail; null for commands, jobs and the demo. */
  actorId: string | null
  requestId: string
}

interface SchoolOptions {
  /**
   * If true, the transaction can only read. All its statements see one snapshot, so that the figures of a page agree
   * with each other.
   */
  readOnly?: boolean
  /** Time limit of the transaction. Milliseconds; default 10,000. Imports need more. */
  timeout?: number
}

const connectionWaitMs = 5_000
const defaultTimeoutMs = 10_000

/**
 * Runs work in one transaction that can read and write the rows of one school only.
 * @throws CommitUnconfirmed if the connection broke during the commit, so that it is unknown whether the work was
 * saved.
 *   After any other error (see databaseFault) nothing was saved.
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
        await tx.$executeRaw`${preparedStatement} select app.enter_school(${entry.schoolId}::uuid, ${entry.actorId}::uuid, ${entry.requestId})`
        const result = await work(tx)
        committing = true
        return result
      },
      {
        maxWait: connectionWaitMs,
        timeout: options.timeout ?? defaultTimeoutMs,
        isolationLevel: options.readOnly === true ? 'RepeatableRead' : undefined,
      },
    )
  } catch (error) {
    if (committing && options.readOnly !== true && isConnectionLost(error)) throw new CommitUnconfirmed(error)
    throw error
  }
}

/** The key of a pupil's row: the pupil's id, and the id of their school. */
export type PupilKey = { schoolId: string; pupilId: string }
