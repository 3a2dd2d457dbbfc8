import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../../days/calendar.ts'
import { toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { queueJobs } from '../../platform/jobs/jobs.ts'
import { messageIdOf } from '../../platform/mail/mail.ts'
import { isOpenOn, readersOn } from './queries.ts'
import { digestOf } from './words.ts'

type DigestsToQueue = { schoolId: string; schoolName: string; address: string; from: string; day: Day }

/**
 * Queues a school's digests of the day: one for each member of staff who has something to do. Queues none on a day when
 * the school is closed, and at most one for each person and day.
 * @returns how many were queued
 */
export async function queueDigests(tx: Tx, asked: DigestsToQueue): Promise<number> {
  const { schoolId, from, day } = asked
  if (!(await isOpenOn(tx, schoolId, day))) return 0
  const digests = (await readersOn(tx, schoolId, day)).flatMap((reader) => {
    const digest = digestOf(reader, asked)
    if (digest === null) return []
    const id = uuidv7()
    return [
      {
        schoolId,
        id,
        staffId: reader.staffId,
        on: toDate(day),
        address: reader.email,
        messageId: messageIdOf(id, from),
        ...digest,
      },
    ]
  })
  const queued = await tx.digest.createManyAndReturn({ data: digests, skipDuplicates: true, select: { id: true } })
  await queueJobs(tx, 'sendDigest', { schoolId, ids: queued.map(({ id }) => id) })
  return queued.length
}
