import type { Addressee, LetterKind } from '../generated/prisma/enums.ts'
import { toDate } from '../platform/database/days.ts'
import { derivedId } from '../platform/database/derived-id.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { queueJobs } from '../platform/jobs/jobs.ts'
import { dayInWords } from '../ui/formats/words.ts'

/** The ways in which a letter can go without the register, each as the record names it. */
export const methods = {
  post: 'letter by post',
  handedOver: 'letter handed over',
  email: 'e-mail',
  meeting: 'in a meeting',
} as const

/** How a letter went: otherwise than by the register, on a day (YYYY-MM-DD), or by the register to an address. */
export type How = { method: string; sentOn: string } | { email: string }

/** A letter as it is sent to one reader. */
export type LetterToSend = {
  /** Derived from the form's id, so that the same form sent twice sends it once. */
  letterId: string
  kind: LetterKind
  addressee: Addressee
  /** Which of the pupil's contacts it goes to; null for the young person and whoever is named in the form. */
  contactId: string | null
  /** Name and postal address, a line each. */
  sentTo: string
  /** The language or format that the family needs, as said on the letter's record. */
  needs: string | null
  subject: string
  /** From the day to "Yours sincerely". */
  body: string
  signedBy: string
  /** The meeting, decision, plan, planned review, review or professional that it is about. */
  aboutId: string | null
  planVersion: number | null
  /** The member of staff. */
  sentBy: string
  how: How
}

/** The way of a letter that the register sends as an e-mail. */
export const byEmail = 'e-mail'

/** The id of the first delivery of a letter. */
export const firstDeliveryOf = (letterId: string): string => derivedId(letterId, 'delivery')

/** The id of the notice that a delivery of a formal letter gives. */
export const noticeOf = (deliveryId: string): string => derivedId(deliveryId, 'notice')

/**
 * Sends letters about one pupil: each is stored as sent, with how it went. A formal notice counts at once; one that goes as
 * an e-mail counts once the mail server took it (see deliver.ts), because only then were the parents told. Sent again with
 * the same ids it changes nothing.
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

/** As `sendLetters`, about several pupils, in as many statements. */
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

const deliveryRow = (how: How) =>
  'method' in how
    ? { method: how.method, sentOn: toDate(how.sentOn), address: null, status: 'recorded' as const }
    : { method: byEmail, sentOn: null, address: how.email, status: 'queued' as const }

/** The text of a letter with its opening and closing, as it is stored. `on` is the day that stands on it. */
export const letterBody = (text: string, { on, name }: { on: string; name: string }): string =>
  [dayInWords(on), `Dear ${name}`, text, 'Yours sincerely'].join('\n\n')

/** Name and address, a line each, for the envelope's window. */
export const asAddressed = ({ name, address }: { name: string; address: string | null }): string =>
  [name, ...(address ?? '').split(/\n|,\s+/)]
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

/** "in Urdu, large print": what a family needs of a letter, for its record; null where nothing. */
export function needsOf({ language, format }: { language: string | null; format: string | null }): string | null {
  const tongue = language?.trim() ?? ''
  const needs = [tongue === '' || /^english$/i.test(tongue) ? '' : `in ${tongue}`, format?.trim() ?? '']
  return needs.filter((need) => need !== '').join(', ') || null
}
