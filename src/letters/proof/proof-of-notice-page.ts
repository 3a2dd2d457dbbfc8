import type { Day } from '../../days/calendar.ts'
import type { MeetingKind } from '../../generated/prisma/enums.ts'
import { meetingKindWords } from '../../pupil-record/meetings/model.ts'
import type { Link } from '../../ui/components/common-options.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { deliveryInWords, stateOf } from '../delivery-words.ts'
import { noticesInWords } from '../letter-page.ts'
import { letterKindWords } from '../merging.ts'
import type { LetterToShow } from '../model.ts'
import { nameOf } from '../printed-letter.ts'

type ProofParent = { id: string; name: string; relationship: string; needs: string | null }

type MeetingInProof = {
  kind: MeetingKind
  heldOn: string
  whoTookPart: string | null
  parentTookPart: boolean
  noteGivenOn: string | null
}

/** One letter to one reader, with the state of each delivery in words. */
type ProofRow = { to: string; needs: string; states: { words: string; isProblem: boolean }[]; href: string }

type ProofTopic = {
  heading: string
  subject: string
  rows: ProofRow[]
  /** The names of parents with parental responsibility who have not got any of these letters; empty where all have. */
  notReached: string
}

type ProofOfNoticePage = PageModel & {
  heading: string
  asOf: string
  parents: string[]
  /**
   * The duty to inform the parents: what the law asks, how far it is met in words (`stands`), and whether it is met.
   */
  formal: { asks: string; stands: string; isMet: boolean; topics: ProofTopic[]; other: string[] }
  topics: ProofTopic[]
  meetings: { title: string; text: string }[]
  letters: Link
}

const deliveryStates = (letter: LetterToShow): ProofRow['states'] =>
  letter.deliveries.length > 0
    ? letter.deliveries.map((one) => ({ words: deliveryInWords(one), isProblem: stateOf(one) === 'notDelivered' }))
    : noticesInWords(letter).map((words) => ({ words, isProblem: false }))

const hasArrived = (letter: LetterToShow): boolean =>
  letter.deliveries.length > 0
    ? letter.deliveries.some((one) => stateOf(one) === 'sent')
    : letter.notices.length > 0 || letter.kind !== 'formalNotice'

/** Whether a letter went to this parent. If the letter names no contact, the name in its address decides. */
const isTo = (letter: LetterToShow, parent: ProofParent): boolean =>
  letter.contactId === null ? nameOf(letter.sentTo).includes(parent.name) : letter.contactId === parent.id

function topicOf(letters: readonly LetterToShow[], parents: readonly ProofParent[], pupilPage: string): ProofTopic {
  const [first] = letters
  const kind = first === undefined ? '' : letterKindWords[first.kind]
  const version = first?.planVersion ? `, version ${first.planVersion}` : ''
  const missing = parents.filter((parent) => !letters.some((letter) => isTo(letter, parent) && hasArrived(letter)))
  return {
    heading: `${kind}${version}`,
    subject: first?.subject ?? '',
    rows: letters.map((letter) => ({
      to: nameOf(letter.sentTo),
      needs: letter.needs ?? '',
      states: deliveryStates(letter),
      href: `${pupilPage}/letters/${letter.id}`,
    })),
    notReached: missing.map(({ name }) => name).join(', '),
  }
}

/** Groups letters that are of the same kind and about the same version of the same thing. */
function topicsOf(letters: readonly LetterToShow[], parents: readonly ProofParent[], pupilPage: string): ProofTopic[] {
  const byTopic = new Map<string, LetterToShow[]>()
  for (const letter of letters) {
    const key = [letter.kind, letter.aboutId ?? letter.subject, letter.planVersion].join(' ')
    byTopic.set(key, [...(byTopic.get(key) ?? []), letter])
  }
  return [...byTopic.values()].map((together) => topicOf(together, parents, pupilPage))
}

const meetingInWords = (meeting: MeetingInProof) => {
  const took = meeting.parentTookPart ? 'A parent took part' : 'No parent took part'
  const note =
    meeting.noteGivenOn === null
      ? 'no note given on record'
      : `the note was given to the parents on ${dayInWords(meeting.noteGivenOn)}`
  const who = meeting.whoTookPart === null ? '' : `: ${meeting.whoTookPart}`
  return {
    title: `${meetingKindWords[meeting.kind]}, ${dayInWords(meeting.heldOn)}`,
    text: `${took}${who}; ${note}.`,
  }
}

/**
 * The model of the printout that proves how the parents were informed: of what, in which version, how, when and by
 * whom.
 */
export function proofOfNoticePage(shown: {
  pupil: { pupilId: string; name: string }
  today: Day
  parents: readonly ProofParent[]
  letters: readonly LetterToShow[]
  /** Notices without a letter. */
  noticesAlone: readonly { sentOn: Day; method: string }[]
  meetings: readonly MeetingInProof[]
  formal: { stands: string; isMet: boolean }
}): ProofOfNoticePage {
  const { pupil, parents, letters, today } = shown
  const pupilPage = `/pupils/${pupil.pupilId}`
  const isFormal = ({ kind }: LetterToShow): boolean => kind === 'formalNotice'
  return {
    title: 'Were the parents told?',
    heading: `Were ${pupil.name}’s parents told?`,
    asOf: dayInWords(today),
    back: { text: 'Back', href: pupilPage },
    parents: parents.map(({ name, relationship, needs }) =>
      [`${name} (${relationship})`, needs === null ? '' : `needs letters ${needs}`]
        .filter((part) => part !== '')
        .join(', '),
    ),
    formal: {
      asks: 'The law asks the school to tell the parents formally that special educational provision is made (Children and Families Act 2014, section 68; SEND Code of Practice 6.43 and 6.48).',
      ...shown.formal,
      topics: topicsOf(letters.filter(isFormal), parents, pupilPage),
      other: shown.noticesAlone.map(({ sentOn, method }) => `Told on ${dayInWords(sentOn)}: ${method}`),
    },
    topics: topicsOf(
      letters.filter((letter) => !isFormal(letter)),
      parents,
      pupilPage,
    ),
    meetings: shown.meetings.map(meetingInWords),
    letters: { text: 'All letters', href: `${pupilPage}/letters` },
  }
}
