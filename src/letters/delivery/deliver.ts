import { dayInLondon } from '../../days/clock.ts'
import type { LetterKind } from '../../generated/prisma/enums.ts'
import type { Database } from '../../platform/database/client.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import { inSchool, type SchoolEntry, type Tx } from '../../platform/database/in-school.ts'
import type { JobAttempt, JobHandler } from '../../platform/jobs/runner.ts'
import { type Mail, type MailResult, type Message, messageIdOf } from '../../platform/mail/mail.ts'
import { deliveryNoteOf, noMailServer } from '../../platform/mail/note.ts'
import type { Pdf } from '../../platform/pdf/pdf.ts'
import { stopInvitations, stoppedBecause } from '../../pupil-record/planned-reviews/model.ts'
import { byEmail } from '../commands.ts'
import { letterToShow } from '../model.ts'
import { noteTold } from './deliveries.ts'
import { letterAttachment } from './letter-attachment.ts'

type DeliveryDependencies = { db: Database; mail: Mail | null; pdf: Pdf | null; clock: () => Date }

/**
 * The job `deliverLetter`: sends a queued letter as an e-mail and saves the result. A formal notice counts from the
 * day on which the mail server accepts the e-mail, because only then have the parents been informed (6.43).
 */
export const deliverLetter =
  ({ db, mail, pdf, clock }: DeliveryDependencies): JobHandler =>
  async ({ schoolId, id, isLast, signal }: JobAttempt) => {
    const entry = { schoolId, actorId: null, requestId: `deliverLetter ${id}` }
    const waiting = await inSchool(db, entry, (tx) => waitingDelivery(tx, schoolId, id, { mail, now: clock() }))
    if (waiting === null) return 'done'
    const message = mail === null ? null : await messageOf(waiting, pdf, clock()).catch(failedDelivery(isLast))
    const outcome = mail === null ? noMailServer : message === null ? notComposed : await mail.send(message, signal)
    const note: DeliveryResult = { waiting, outcome, isLast, now: clock() }
    await inSchool(db, { ...entry, actorId: waiting.sentBy }, (tx) => noteDelivery(tx, entry, id, note))
    mail?.noted(waiting.messageId)
    return outcome.kind === 'later' && !isLast ? 'again' : 'done'
  }

/** The result of the last try where each try threw an error. Without it the letter would stay queued for ever. */
const notComposed: MailResult = { kind: 'later', words: 'The register could not make this e-mail' }

/** Rethrows an error, so that it is logged and the job is retried; at the last try returns null instead. */
const failedDelivery =
  (isLast: boolean) =>
  (error: unknown): null => {
    if (isLast) return null
    throw error
  }

/**
 * Whether a letter invites the parents to a review that is cancelled or over. If so, it stops the letter's queued
 * e-mails.
 */
async function isStoppedNow(
  tx: Tx,
  schoolId: string,
  { pupilId, letter: { kind, aboutId } }: { pupilId: string; letter: { kind: LetterKind; aboutId: string | null } },
  now: Date,
): Promise<boolean> {
  if (kind !== 'invitation' || aboutId === null) return false
  const planned = await tx.plannedReview.findFirst({
    where: { schoolId, pupilId, id: aboutId },
    select: { on: true, cancelledOn: true, plan: { select: { withdrawnAt: true } } },
  })
  if (planned === null) return false
  const isOff = planned.cancelledOn !== null || planned.plan.withdrawnAt !== null
  if (!isOff && toDay(planned.on) >= dayInLondon(now)) return false
  await stopInvitations(tx, { schoolId, pupilId }, aboutId, isOff ? stoppedBecause.cancelled : stoppedBecause.over)
  return true
}

/**
 * The delivery with its letter; null where it is not queued any more, or its review is cancelled or over. Saves the
 * Message-ID before the first try, so that each retry sends the same one.
 */
async function waitingDelivery(tx: Tx, schoolId: string, id: string, { mail, now }: { mail: Mail | null; now: Date }) {
  const delivery = await tx.letterDelivery.findFirst({
    where: { schoolId, id, status: 'queued' },
    select: {
      pupilId: true,
      letterId: true,
      sentBy: true,
      address: true,
      messageId: true,
      letter: { select: { kind: true, aboutId: true, subject: true, body: true, signedBy: true } },
    },
  })
  if (delivery === null || (await isStoppedNow(tx, schoolId, delivery, now))) return null
  const messageId = delivery.messageId ?? messageIdOf(id, mail?.from ?? '')
  if (delivery.messageId === null && mail !== null) {
    await tx.letterDelivery.updateMany({ where: { schoolId, id, messageId: null }, data: { messageId } })
  }
  const shown = await letterToShow(tx, schoolId, delivery.pupilId, delivery.letterId)
  const school = await tx.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { name: true, email: true, phone: true },
  })
  return { ...delivery, messageId, shown, school }
}
type WaitingDelivery = NonNullable<Awaited<ReturnType<typeof waitingDelivery>>>

/** Composes the e-mail. Its subject does not name the child, because telephones show subjects on the lock screen. */
async function messageOf(waiting: WaitingDelivery, pdf: Pdf | null, now: Date): Promise<Message> {
  const { messageId, address, pupilId, letter, shown, school } = waiting
  const content = shown && (await letterAttachment(pdf, { pupilId, schoolName: school.name, letter: shown, now }))
  return {
    messageId,
    fromName: school.name,
    to: address ?? '',
    replyTo: school.email,
    subject: `A letter from ${school.name}`,
    text: textOf(letter, school),
    attachments: content === null ? [] : [{ filename: 'letter.pdf', content, contentType: 'application/pdf' }],
  }
}

/**
 * The e-mail's text: the letter with its subject after "Dear …", as on paper, and the school's contact details at the
 * end.
 */
function textOf(
  { body, subject, signedBy }: WaitingDelivery['letter'],
  { name, email, phone }: WaitingDelivery['school'],
): string {
  const paragraphs = body.split('\n\n')
  const salutation = paragraphs.findIndex((paragraph) => paragraph.startsWith('Dear '))
  const ways = [email, phone].filter((way) => way !== null && way !== '')
  return [
    ...paragraphs.slice(0, salutation + 1),
    subject,
    ...paragraphs.slice(salutation + 1),
    `${signedBy}\n${name}`,
    ...(ways.length === 0 ? [] : [`You can reach us at ${ways.join(' or ')}.`]),
  ].join('\n\n')
}

type DeliveryResult = { waiting: WaitingDelivery; outcome: MailResult; isLast: boolean; now: Date }

/**
 * Saves the result of a try and, if the mail was accepted, the notice, in one transaction. An accepted mail counts as
 * sent, even where it was stopped at the same moment.
 */
async function noteDelivery(
  tx: Tx,
  { schoolId }: SchoolEntry,
  id: string,
  { waiting, outcome, isLast, now }: DeliveryResult,
): Promise<void> {
  const isAccepted = outcome.kind === 'accepted'
  const sentOn = toDate(dayInLondon(now))
  const { count } = await tx.letterDelivery.updateMany({
    where: { schoolId, id, status: { in: isAccepted ? ['queued', 'failed'] : ['queued'] } },
    data: {
      ...deliveryNoteOf(outcome, isLast),
      lastTriedAt: now,
      version: { increment: 1 },
      ...(isAccepted ? { acceptedAt: now, sentOn } : {}),
    },
  })
  if (count === 0 || !isAccepted) return
  const { pupilId, letterId } = waiting
  const told = { letterId, deliveryId: id, method: byEmail, sentOn: dayInLondon(now) }
  await noteTold(tx, { schoolId, pupilId }, told)
}
