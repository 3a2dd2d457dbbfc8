import type { Day } from '../../days/calendar.ts'
import type { Addressee, LetterKind } from '../../generated/prisma/enums.ts'
import { toDate } from '../../platform/database/days.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { asAddressed, firstDeliveryOf, type LetterToSend, letterBody, noticeOf, sendLetters } from '../commands.ts'
import type { CorrectNotice, SendLetter } from './form.ts'

/** Somebody whom the letter goes to. `key` is unique within the form. */
export type LetterRecipient = {
  key: string
  addressee: Addressee
  contactId: string | null
  /** Whether a letter to this person counts as given to the parents, because they have parental responsibility. */
  hasResponsibility: boolean
  name: string
  address: string | null
  email: string | null
  needs: string | null
}

/** A letter to one or more addressees, as a form sends it. */
type LettersToWrite = {
  kind: LetterKind
  aboutId: string | null
  planVersion: number | null
  letter: SendLetter
  writtenTo: readonly LetterRecipient[]
  sentBy: string
}

const lettersOf = ({ letter, writtenTo, ...about }: LettersToWrite): LetterToSend[] =>
  writtenTo.map(({ key, addressee, contactId, needs, email, ...to }) => ({
    kind: about.kind,
    aboutId: about.aboutId,
    planVersion: about.planVersion,
    sentBy: about.sentBy,
    letterId: derivedId(letter.id, `letter ${key}`),
    addressee,
    contactId,
    needs,
    sentTo: asAddressed(to),
    subject: letter.subject,
    body: letterBody(letter.text, { on: letter.sentOn, name: to.name }),
    signedBy: letter.signedBy,
    how: letter.method === null ? { email: email ?? '' } : { method: letter.method, sentOn: letter.sentOn },
  }))

/** Whether this form was saved before with another text or other addressees. A sent letter never changes. */
async function isChanged(tx: Tx, pupilKey: PupilKey, letters: readonly LetterToSend[]): Promise<boolean> {
  const before = await tx.letter.findMany({
    where: { ...pupilKey, id: { in: letters.map(({ letterId }) => letterId) } },
    select: {
      id: true,
      sentTo: true,
      subject: true,
      body: true,
      signedBy: true,
      deliveries: {
        where: { schoolId: pupilKey.schoolId },
        select: { id: true, method: true, address: true, version: true },
      },
    },
  })
  return before.some((sent) => {
    const now = letters.find(({ letterId }) => letterId === sent.id)
    if (now === undefined) return true
    const first = sent.deliveries.find(({ id }) => id === firstDeliveryOf(sent.id))
    const isSame = sent.body === now.body && sent.sentTo === now.sentTo
    return !(isSame && wasSentTheSameWay(first, now) && sent.subject === now.subject && sent.signedBy === now.signedBy)
  })
}

/**
 * Whether the first delivery was sent in the same way. A delivery that was edited since (version over 1) no longer
 * shows its original method, so the method is not compared.
 */
function wasSentTheSameWay(
  first: { method: string; address: string | null; version: number } | undefined,
  { how }: LetterToSend,
): boolean {
  if (first === undefined) return true
  if ('email' in how) return first.address === how.email
  return first.address === null && (first.version > 1 || first.method === how.method)
}

/**
 * Saves a letter about a pupil for each addressee with its delivery, and its effect on the record. Idempotent: the ids
 * are derived from the form's id.
 * @returns the letters' ids in the order of the addressees; null, and nothing is saved, where the form was saved before
 *   with other contents
 */
export async function writeLetters(tx: Tx, pupilKey: PupilKey, writing: LettersToWrite): Promise<string[] | null> {
  const letters = lettersOf(writing)
  if (await isChanged(tx, pupilKey, letters)) return null
  await sendLetters(tx, pupilKey, letters)
  const { kind, aboutId, letter } = writing
  const toParents = writing.writtenTo.some(({ hasResponsibility }) => hasResponsibility)
  if (letter.method !== null && toParents) await noteGiven(tx, pupilKey, { kind, aboutId, on: letter.sentOn })
  return letters.map(({ letterId }) => letterId)
}

/**
 * Records the letter's day as the day on which the parents got the note of a discussion (6.39). A day that the meeting
 * has already stays. Other kinds of letters change nothing.
 */
export async function noteGiven(
  tx: Tx,
  pupilKey: PupilKey,
  { kind, aboutId, on }: { kind: LetterKind; aboutId: string | null; on: Day },
): Promise<void> {
  if (kind !== 'discussionNote' || aboutId === null) return
  await tx.meeting.updateMany({
    where: { ...pupilKey, id: aboutId, withdrawnAt: null, noteGivenToParentsOn: null, heldOn: { lte: toDate(on) } },
    data: { noteGivenToParentsOn: toDate(on), version: { increment: 1 } },
  })
}

/**
 * Corrects a notice and the delivery that it belongs to. The letter stays as it was sent.
 * @returns false where somebody else has saved a newer version than `version`
 */
export async function correctNotice(
  tx: Tx,
  pupilKey: PupilKey,
  noticeId: string,
  { version, sentOn, ...notice }: CorrectNotice,
): Promise<boolean> {
  const { count } = await tx.notice.updateMany({
    where: { ...pupilKey, id: noticeId, version },
    data: { ...notice, sentOn: toDate(sentOn), version: version + 1 },
  })
  if (count === 0) return false
  const deliveries = await tx.letterDelivery.findMany({
    where: {
      ...pupilKey,
      status: 'recorded',
      letter: { ...pupilKey, notices: { some: { ...pupilKey, id: noticeId } } },
    },
    select: { id: true },
  })
  const own = deliveries.filter(({ id }) => noticeOf(id) === noticeId).map(({ id }) => id)
  await tx.letterDelivery.updateMany({
    where: { ...pupilKey, id: { in: own } },
    data: { method: notice.method, sentOn: toDate(sentOn), version: { increment: 1 } },
  })
  return true
}
