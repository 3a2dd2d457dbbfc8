import type { Day } from '../days/calendar.ts'
import { isStopped } from '../pupil-record/planned-reviews/model.ts'
import type { Link } from '../ui/components/common-options.ts'
import { dayInWords } from '../ui/formats/words.ts'
import type { PageModel } from '../ui/views/views.ts'
import { noticeOf } from './commands.ts'
import { deliveryInWords, stateOf } from './delivery-words.ts'
import { letterKindWords } from './merging.ts'
import type { LetterToShow } from './model.ts'
import { nameOf, type PrintedLetter, printedLetter } from './printed-letter.ts'

const noticeInWords = ({ sentOn, method }: { sentOn: Day; method: string }): string =>
  `Sent on ${dayInWords(sentOn)}: ${method}`

/** How a letter that has notices and no deliveries was sent, in words. */
export const noticesInWords = ({ notices }: LetterToShow): string[] => notices.map(noticeInWords)

/** One delivery of a letter: its state in words, and the actions that the reader's role permits. */
type ShownDelivery = {
  words: string
  isProblem: boolean
  edit: Link | null
  /** The address that records that the letter came back; empty where that cannot be recorded. */
  cameBackAction: string
  version: string
}

type LetterPage = PageModel & {
  heading: string
  /** The kind of letter, and the language or format that the family needs. */
  about: string
  sheets: PrintedLetter[]
  sent: ShownDelivery[]
  sendAgain: Link | null
  others: Link[]
  printLabel: string
}

type LetterToPrint = { pupilId: string; letter: LetterToShow; mayCorrect: boolean }

function sentOf({ pupilId, letter, mayCorrect }: LetterToPrint): ShownDelivery[] {
  const pupilPage = `/pupils/${pupilId}`
  const editOf = (noticeId: string): Link | null =>
    mayCorrect ? { text: 'Correct this', href: `${pupilPage}/notices/${noticeId}/edit` } : null
  const deliveries = letter.deliveries.map((delivery): ShownDelivery => {
    const notice = letter.notices.find(({ id }) => id === noticeOf(delivery.id))
    const canComeBack = mayCorrect && (delivery.status === 'recorded' || delivery.status === 'accepted')
    return {
      words: deliveryInWords(delivery),
      isProblem: stateOf(delivery) === 'notDelivered',
      edit: notice === undefined ? null : editOf(notice.id),
      cameBackAction: canComeBack ? `${pupilPage}/letters/${letter.id}/deliveries/${delivery.id}/came-back` : '',
      version: String(delivery.version),
    }
  })
  const told = letter.deliveries.map(({ id }) => noticeOf(id))
  const notices = letter.notices
    .filter(({ id }) => !told.includes(id))
    .map(
      ({ id, sentOn, method }): ShownDelivery => ({
        words: noticeInWords({ sentOn, method }),
        isProblem: false,
        edit: editOf(id),
        cameBackAction: '',
        version: '',
      }),
    )
  return [...deliveries, ...notices]
}

/**
 * The link that sends a letter again. A stopped invitation names a day that has changed, so a new one is offered
 * instead.
 */
function nextSending(pupilPage: string, letter: LetterToShow): Link | null {
  if (!letter.deliveries.some(isStopped))
    return { text: 'Send it again', href: `${pupilPage}/letters/${letter.id}/again` }
  return { text: 'Write a new invitation', href: `${pupilPage}/letters/new?kind=invitation` }
}

/** The model of the page of one letter. @param shown `mayCorrect` says whether the reader may send letters */
export function letterPage(shown: {
  pupilId: string
  schoolName: string
  letter: LetterToShow
  others: readonly { id: string; sentTo: string; subject: string }[]
  mayCorrect: boolean
}): LetterPage {
  const { pupilId, letter, mayCorrect } = shown
  const pupilPage = `/pupils/${pupilId}`
  return {
    title: 'Letter',
    heading: `Letter to ${nameOf(letter.sentTo)}`,
    back: { text: 'Letters', href: `${pupilPage}/letters` },
    about: [letterKindWords[letter.kind], letter.needs === null ? '' : `the family needs it ${letter.needs}`]
      .filter((part) => part !== '')
      .join(' · '),
    sheets: [printedLetter(letter)],
    sent: sentOf(shown),
    sendAgain: mayCorrect ? nextSending(pupilPage, letter) : null,
    others: shown.others.map(({ id, sentTo, subject }) => ({
      text: `${subject}, to ${nameOf(sentTo)}`,
      href: `${pupilPage}/letters/${id}`,
    })),
    printLabel: 'Print the letter',
  }
}

/** The model of the page that prints several letters together, each on its own sheet. */
export const printPage = (letters: readonly LetterToShow[], back: Link): LetterPage => ({
  title: 'Letters',
  heading: letters.length === 1 ? '1 letter to print' : `${letters.length} letters to print`,
  back,
  about: letters.map(({ sentTo, needs }) => `${nameOf(sentTo)}${needs === null ? '' : ` (${needs})`}`).join(' · '),
  sheets: letters.map(printedLetter),
  sent: [],
  sendAgain: null,
  others: [],
  printLabel: 'Print all',
})
