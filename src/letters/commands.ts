import type { Day } from '../days/calendar.ts'
import type { Addressee, LetterKind } from '../generated/prisma/enums.ts'
import { toDate } from '../platform/database/days.ts'
import { derivedId } from '../platform/database/derived-id.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { queueJobs } from '../platform/jobs/jobs.ts'
import { dayInWords } from '../ui/formats/words.ts'

/** The methods to send a letter by other means than the register, each with the text that is saved. */
export const methods = {
  post: 'letter by post',
  handedOver: 'letter handed over',
  email: 'e-mail',
  meeting: 'in a meeting',
} as const

/** How a letter is sent: by other means on a day (YYYY-MM-DD), or by the register to an e-mail address. */
export type DeliveryMethod = { method: string; sentOn: Day } | { email: string }

/** A letter to send to one reader. */
export type LetterToSend = {
  /** Derived from the form's id, so that sending is idempotent. */
  letterId: string
  kind: LetterKind
  addressee: Addressee
  /**
   * The id of the pupil's contact who gets the letter; null for the young person and for somebody named in the form.
   */
  contactId: string | null
  /** Name and postal address, in lines. */
  sentTo: string
  /** The language or format that the family needs, such as "in Urdu", as saved with the letter. */
  needs: string | null
  subject: string
  /** The text from the date to "Yours sincerely". */
  body: string
  signedBy: string
  /** The id of the meeting, decision, plan, planned review, review or professional that it is about. */
  aboutId: string | null
  planVersion: number | null
  /** The id of the member of staff who sends the letter. */
  sentBy: string
  how: DeliveryMethod
}

/** The method of a letter that the register sends as an e-mail. */
export const byEmail = 'e-mail'

/** The id of the first delivery of a letter. */
export const firstDeliveryOf = (letterId: string): string => derivedId(letterId, 'delivery')

/** The id of the notice that belongs to a delivery of a formal letter. */
export const noticeOf = (deliveryId: string): string => derivedId(deliveryId, 'notice')

/**
 * Saves letters about one pupil with their deliveries, and queues those that the register e-mails. A formal letter
 * sent by other means counts at once. One that is e-mailed counts once the mail server accepts it (see deliver.ts),
 * because only then have the parents been informed. Idempotent for the same letter ids.
 */
export const sendLetters = (
  tx: Tx,
  { schoolId, pupilId }: { schoolId: string; pupilId: string },
  letters: readonly LetterToSend[],
): Promise<void> =>
  sendLettersOfPupils(
    tx,
    schoolId,
    letters.map((letter) => ({ ...letter, pupilId })),
  )

/** Does the same as `sendLetters` for letters about several pupils, in the same number of statements. */
export async function sendLettersOfPupils(
  tx: Tx,
  schoolId: string,
  letters: readonly (LetterToSend & { pupilId: string })[],
): Promise<void> {
  if (letters.length === 0) return
  await tx.letter.createMany({
    data: letters.map(({ letterId, how, sentBy, ...letter }) => ({ ...letter, schoolId, id: letterId })),
    skipDuplicates: true,
  })
  const deliveries = letters.map(({ letterId, pupilId, sentBy, how }) => ({
    ...deliveryRow(how),
    schoolId,
    id: firstDeliveryOf(letterId),
    pupilId,
    letterId,
    sentBy,
  }))
  await tx.letterDelivery.createMany({ data: deliveries, skipDuplicates: true })
  await tx.notice.createMany({
    data: letters.flatMap(({ letterId, pupilId, kind, addressee, how }) =>
      kind === 'formalNotice' && 'method' in how
        ? [
            {
              schoolId,
              id: noticeOf(firstDeliveryOf(letterId)),
              pupilId,
              letterId,
              addressee,
              sentOn: toDate(how.sentOn),
              method: how.method,
            },
          ]
        : [],
    ),
    skipDuplicates: true,
  })
  const queued = deliveries.filter(({ status }) => status === 'queued').map(({ id }) => id)
  await queueJobs(tx, 'deliverLetter', { schoolId, ids: queued })
}

const deliveryRow = (how: DeliveryMethod) =>
  'method' in how
    ? { method: how.method, sentOn: toDate(how.sentOn), address: null, status: 'recorded' as const }
    : { method: byEmail, sentOn: null, address: how.email, status: 'queued' as const }

/** The saved text of a letter, with date, salutation and closing. @param on the letter's date, YYYY-MM-DD */
export const letterBody = (text: string, { on, name }: { on: Day; name: string }): string =>
  [dayInWords(on), `Dear ${name}`, text, 'Yours sincerely'].join('\n\n')

/** Name and address, a line each, as the window of an envelope shows them. */
export const asAddressed = ({ name, address }: { name: string; address: string | null }): string =>
  [name, ...(address ?? '').split(/\n|,\s+/)]
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** The language and format that a family needs, such as "in Urdu, large print"; null where they need neither. */
export function needsOf({ language, format }: { language: string | null; format: string | null }): string | null {
  const tongue = language?.trim() ?? ''
  const needs = [tongue === '' || /^english$/i.test(tongue) ? '' : `in ${tongue}`, format?.trim() ?? '']
  return needs.filter((need) => need !== '').join(', ') || null
}
