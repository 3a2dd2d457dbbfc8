import { toDate } from '../database/days.ts'
import { derivedId } from '../database/derived-id.ts'
import type { Tx } from '../database/in-school.ts'
import { dayInWords } from '../web/words.ts'
import type { Addressee, CorrectNotice, SendLetter } from './form.ts'

type Whose = { schoolId: string; pupilId: string }

/** One who is written to. `key` tells them from the others of the same form. */
export type WrittenTo = { key: string; addressee: Addressee; name: string; address: string | null }

/** Name and address, a line each. */
const asAddressed = ({ name, address }: WrittenTo): string =>
  [name, ...(address ?? '').split(/\n|,\s+/)]
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** A letter as it is sent, and the notice that it was. */
type Sending = { letterId: string; noticeId: string; addressee: Addressee; sentTo: string; body: string }

const sendingsOf = ({ id, text, sentOn }: SendLetter, writtenTo: readonly WrittenTo[]): Sending[] =>
  writtenTo.map((one) => ({
    letterId: derivedId(id, `letter ${one.key}`),
    noticeId: derivedId(id, `notice ${one.key}`),
    addressee: one.addressee,
    sentTo: asAddressed(one),
    body: [dayInWords(sentOn), `Dear ${one.name}`, text, 'Yours sincerely'].join('\n\n'),
  }))

/** Whether this form was sent before with another text: what was sent then is never changed. */
async function isChanged(
  tx: Tx,
  whose: Whose,
  { subject, signedBy, method }: SendLetter,
  sendings: readonly Sending[],
): Promise<boolean> {
  const before = await tx.letter.findMany({
    where: { ...whose, id: { in: sendings.map(({ letterId }) => letterId) } },
    select: {
      id: true,
      sentTo: true,
      subject: true,
      body: true,
      signedBy: true,
      // A notice that was corrected since says no more how this form was sent.
      notices: { where: { schoolId: whose.schoolId, version: 1 }, select: { method: true } },
    },
  })
  return before.some((letter) => {
    const now = sendings.find(({ letterId }) => letterId === letter.id)
    const isSame = letter.body === now?.body && letter.sentTo === now.sentTo
    const isSentAlike = letter.notices.every((notice) => notice.method === method)
    return !(isSame && isSentAlike && letter.subject === subject && letter.signedBy === signedBy)
  })
}

/**
 * Records that the parents (or the young person) were told formally of SEN Support: a letter as sent and its notice for
 * each who was written to. The same form sent twice records it once.
 * @returns the letters' ids, in the order of those written to; null where the form was sent before and changed since,
 *   and then nothing is recorded
 */
export async function informParents(
  tx: Tx,
  whose: Whose,
  letter: SendLetter,
  writtenTo: readonly WrittenTo[],
): Promise<string[] | null> {
  const { subject, signedBy, sentOn, method } = letter
  const sendings = sendingsOf(letter, writtenTo)
  if (await isChanged(tx, whose, letter, sendings)) return null
  await tx.letter.createMany({
    data: sendings.map(({ letterId, addressee, sentTo, body }) => ({
      ...whose,
      id: letterId,
      addressee,
      sentTo,
      subject,
      body,
      signedBy,
    })),
    skipDuplicates: true,
  })
  await tx.notice.createMany({
    data: sendings.map(({ noticeId, letterId, addressee }) => ({
      ...whose,
      id: noticeId,
      letterId,
      addressee,
      sentOn: toDate(sentOn),
      method,
    })),
    skipDuplicates: true,
  })
  return sendings.map(({ letterId }) => letterId)
}

/**
 * Corrects a notice. Its letter is not touched: it stays as it was sent.
 * @returns false where somebody else has saved another version since `version` was read
 */
export async function correctNotice(
  tx: Tx,
  whose: Whose,
  noticeId: string,
  { version, sentOn, ...notice }: CorrectNotice,
): Promise<boolean> {
  const { count } = await tx.notice.updateMany({
    where: { ...whose, id: noticeId, version },
    data: { ...notice, sentOn: toDate(sentOn), version: version + 1 },
  })
  return count === 1
}
