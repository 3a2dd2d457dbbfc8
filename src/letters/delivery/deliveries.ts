import type { Day } from '../../days/calendar.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { queueJob } from '../../platform/jobs/jobs.ts'
import { byEmail, type DeliveryMethod, noticeOf } from '../commands.ts'
import { noteGiven } from '../write/commands.ts'

/**
 * Sends a saved letter again, unchanged, in another way or to another address. Idempotent: the delivery's id comes with
 * the form.
 */
export async function sendAgain(
  tx: Tx,
  pupilKey: PupilKey,
  { letterId, deliveryId, sentBy, how }: { letterId: string; deliveryId: string; sentBy: string; how: DeliveryMethod },
): Promise<void> {
  const isQueued = 'email' in how
  const sent = isQueued
    ? { method: byEmail, address: how.email, status: 'queued' as const }
    : { method: how.method, sentOn: toDate(how.sentOn), status: 'recorded' as const }
  const { count } = await tx.letterDelivery.createMany({
    data: [{ ...pupilKey, id: deliveryId, letterId, sentBy, ...sent }],
    skipDuplicates: true,
  })
  if (count === 0) return
  if (isQueued) return queueJob(tx, 'deliverLetter', { schoolId: pupilKey.schoolId, id: deliveryId })
  await noteTold(tx, pupilKey, { letterId, deliveryId, ...how })
}

/**
 * Whether the addressee has parental responsibility. Somebody named in the form, without a contact, counts as having
 * it.
 */
async function hasResponsibility(tx: Tx, pupilKey: PupilKey, contactId: string | null): Promise<boolean> {
  if (contactId === null) return true
  const contact = await tx.contact.findFirst({
    where: { ...pupilKey, id: contactId, parentalResponsibility: true },
    select: { id: true },
  })
  return contact !== null
}

/**
 * Records the effect of a sent letter: that the parents have the note of a meeting (6.39), or that they have had the
 * formal notice (6.43).
 */
export async function noteTold(
  tx: Tx,
  pupilKey: PupilKey,
  { letterId, deliveryId, method, sentOn }: { letterId: string; deliveryId: string; method: string; sentOn: Day },
): Promise<void> {
  const { kind, aboutId, addressee, contactId } = await tx.letter.findFirstOrThrow({
    where: { ...pupilKey, id: letterId },
    select: { kind: true, aboutId: true, addressee: true, contactId: true },
  })
  if (addressee === 'parent' && (await hasResponsibility(tx, pupilKey, contactId)))
    await noteGiven(tx, pupilKey, { kind, aboutId, on: sentOn })
  if (kind !== 'formalNotice') return
  await tx.notice.createMany({
    data: [{ ...pupilKey, id: noticeOf(deliveryId), letterId, addressee, method, sentOn: toDate(sentOn) }],
    skipDuplicates: true,
  })
}

/**
 * Records that a letter came back. Its delivery then counts as not sent, and its notice is withdrawn. If a meeting
 * names the day of this delivery as the day on which the parents got the note, that day is corrected.
 * @returns false where somebody else has saved a newer version than `version`, or the delivery was not sent
 */
export async function cameBack(
  tx: Tx,
  pupilKey: PupilKey,
  {
    letterId,
    deliveryId,
    version,
    staffId,
    now,
  }: {
    letterId: string
    deliveryId: string
    version: number
    staffId: string
    now: Date
  },
): Promise<boolean> {
  const { count } = await tx.letterDelivery.updateMany({
    where: { ...pupilKey, letterId, id: deliveryId, version, status: { in: ['recorded', 'accepted'] } },
    data: { status: 'cameBack', version: version + 1 },
  })
  if (count === 0) return false
  const { address, sentOn, letter } = await tx.letterDelivery.findFirstOrThrow({
    where: { ...pupilKey, id: deliveryId },
    select: { address: true, sentOn: true, letter: { select: { kind: true, aboutId: true } } },
  })
  const because = address === null ? 'The letter came back' : 'The e-mail came back'
  await tx.notice.updateMany({
    where: { ...pupilKey, id: noticeOf(deliveryId), withdrawnAt: null },
    data: { withdrawnAt: now, withdrawnBy: staffId, withdrawnBecause: because, version: { increment: 1 } },
  })
  const { kind, aboutId } = letter
  if (kind === 'discussionNote' && aboutId !== null && sentOn !== null) {
    await noteNotGiven(tx, pupilKey, { aboutId, on: toDay(sentOn) })
  }
  return true
}

/**
 * Corrects the day on which the note was given, after a delivery of that day came back. The new day is that of the
 * first other delivery to a parent with parental responsibility; null where there is none.
 */
async function noteNotGiven(tx: Tx, pupilKey: PupilKey, { aboutId, on }: { aboutId: string; on: Day }): Promise<void> {
  const meeting = await tx.meeting.findFirst({
    where: { ...pupilKey, id: aboutId, withdrawnAt: null, noteGivenToParentsOn: toDate(on) },
    select: { heldOn: true },
  })
  if (meeting === null) return
  const parents = await tx.contact.findMany({
    where: { ...pupilKey, parentalResponsibility: true },
    select: { id: true },
  })
  const toParents = { OR: [{ contactId: null }, { contactId: { in: parents.map(({ id }) => id) } }] }
  const standing = await tx.letterDelivery.findFirst({
    where: {
      ...pupilKey,
      status: { in: ['recorded', 'accepted'] },
      sentOn: { gte: meeting.heldOn },
      letter: { ...pupilKey, kind: 'discussionNote', aboutId, addressee: 'parent', ...toParents },
    },
    orderBy: { sentOn: 'asc' },
    select: { sentOn: true },
  })
  const givenOn = standing?.sentOn ?? null
  if (givenOn !== null && toDay(givenOn) === on) return
  await tx.meeting.updateMany({
    where: { ...pupilKey, id: aboutId, withdrawnAt: null, noteGivenToParentsOn: toDate(on) },
    data: { noteGivenToParentsOn: givenOn, version: { increment: 1 } },
  })
}
