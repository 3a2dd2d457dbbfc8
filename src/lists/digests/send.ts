import type { Logger } from 'pino'
import { allSchools } from '../../access/user-accounts.ts'
import type { Day } from '../../days/calendar.ts'
import { dayInLondon } from '../../days/clock.ts'
import type { Database } from '../../platform/database/client.ts'
import { toDay } from '../../platform/database/days.ts'
import { inSchool, type Tx } from '../../platform/database/in-school.ts'
import type { JobHandler } from '../../platform/jobs/runner.ts'
import type { Mail, Message } from '../../platform/mail/mail.ts'
import { deliveryNoteOf, noMailServer } from '../../platform/mail/note.ts'
import { queueDigests } from './commands.ts'

type DigestDependencies = { db: Database; mail: Mail | null; clock: () => Date }

/**
 * The daily job: queues the digests of every school, each in its own transaction. Idempotent: running it again on the
 * same day queues nothing.
 * @param address the register's own address, for the link
 * @throws the last error, after the digests of all other schools were queued
 */
export const queueDigestsOfDay =
  ({ db, mail, clock, address, log }: DigestDependencies & { address: string; log: Logger }) =>
  async (): Promise<void> => {
    if (mail === null) return
    const day = dayInLondon(clock())
    const faults: unknown[] = []
    for (const { schoolId, name } of await allSchools(db)) {
      const entry = { schoolId, actorId: null, requestId: `digests ${day}` }
      const asked = { schoolId, schoolName: name, address, from: mail.from, day }
      try {
        const queued = await inSchool(db, entry, (tx) => queueDigests(tx, asked))
        log.info({ schoolId, queued }, 'Digests queued')
      } catch (error) {
        faults.push(error)
      }
    }
    if (faults.length > 0) throw faults.at(-1)
  }

/**
 * The work of the job `sendDigest`: sends a queued digest and records the result. A digest of an earlier day is marked
 * as failed and not sent.
 */
export const sendDigest =
  ({ db, mail, clock }: DigestDependencies): JobHandler =>
  async ({ schoolId, id, isLast, signal }) => {
    const entry = { schoolId, actorId: null, requestId: `sendDigest ${id}` }
    const waiting = await inSchool(db, entry, (tx) => waitingDigest(tx, schoolId, id), { readOnly: true })
    if (waiting === null) return 'done'
    const { day, message } = waiting
    const isOld = day < dayInLondon(clock())
    const outcome = isOld || mail === null ? null : await mail.send(message, signal)
    const note = isOld ? tooLate : deliveryNoteOf(outcome ?? noMailServer, isLast)
    await inSchool(db, entry, (tx) => tx.digest.updateMany({ where: { schoolId, id, status: 'queued' }, data: note }))
    mail?.noted(message.messageId)
    return note.status === 'queued' ? 'again' : 'done'
  }

/**
 * The result for a digest of an earlier day. It is not sent, because today's digest contains whatever is still to do.
 */
const tooLate = { status: 'failed', problem: 'The mail server could not be reached on its day' } as const

async function waitingDigest(tx: Tx, schoolId: string, id: string): Promise<{ day: Day; message: Message } | null> {
  const digest = await tx.digest.findFirst({
    where: { schoolId, id, status: 'queued' },
    select: { address: true, subject: true, body: true, messageId: true, on: true },
  })
  if (digest === null) return null
  const school = await tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: { name: true, email: true } })
  const message = {
    messageId: digest.messageId,
    fromName: school.name,
    to: digest.address,
    replyTo: school.email,
    subject: digest.subject,
    text: digest.body,
    attachments: [],
  }
  return { day: toDay(digest.on), message }
}
