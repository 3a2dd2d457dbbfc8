import { createHash } from 'node:crypto'
import { toDate } from '../database/days.ts'
import type { Tx } from '../database/in-school.ts'
import { dayInWords } from '../web/words.ts'
import type { Addressee, CorrectNotice, SendLetter } from './form.ts'

type Whose = { schoolId: string; pupilId: string }

/** One who is written to. `key` tells them from the others of the same form. */
export type WrittenTo = { key: string; addressee: Addressee; name: string; address: string | null }

/**
 * The id of a row that a form makes for one of several: the same whenever the same form is sent. It begins as the form's
 * own id does (its time), so that new rows stand at the end of an index.
 */
function rowId(formId: string, row: string): string {
  const hash = createHash('sha256').update(`${formId} ${row}`).digest('hex')
  return `${formId.slice(0, 13)}-8${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}

/** Name and address, a line each. */
const asAddressed = ({ name, address }: WrittenTo): string =>
  [name, ...(address ?? '').split(/\n|,\s+/)]
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/**
 * Records that the parents (or the young person) were told formally of SEN Support: a letter as sent and its notice for
 * each who was written to. The same form sent twice records it once.
 * @returns the letters' ids, in the order of those written to
 */
export async function informParents(
  tx: Tx,
  whose: Whose,
  { id, subject, text, signedBy, sentOn, method }: SendLetter,
  writtenTo: readonly WrittenTo[],
): Promise<string[]> {
  const rows = writtenTo.map((one) => ({
    ...one,
    letterId: rowId(id, `letter ${one.key}`),
    noticeId: rowId(id, `notice ${one.key}`),
  }))
  await tx.letter.createMany({
    data: rows.map((one) => ({
      ...whose,
      id: one.letterId,
      addressee: one.addressee,
      sentTo: asAddressed(one),
      subject,
      body: [dayInWords(sentOn), `Dear ${one.name}`, text, 'Yours sincerely'].join('\n\n'),
      signedBy,
    })),
    skipDuplicates: true,
  })
  await tx.notice.createMany({
    data: rows.map(({ noticeId, letterId, addressee }) => ({
      ...whose,
      id: noticeId,
      letterId,
      addressee,
      sentOn: toDate(sentOn),
      method,
    })),
    skipDuplicates: true,
  })
  return rows.map(({ letterId }) => letterId)
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
