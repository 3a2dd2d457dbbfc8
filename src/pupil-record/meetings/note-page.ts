import type { Link } from '../../ui/components/common-options.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { viewsInWords } from '../views-given.ts'
import { kindWords } from './page.ts'
import type { MeetingToEdit, SchoolForParents } from './queries.ts'

type NotePart = { heading: string; paragraphs: string[]; byline: string }

type NotePage = {
  title: string
  heading: string
  schoolName: string
  heldOn: string
  whoTookPart: string
  /** What was said and agreed, part by part, in order. Empty parts are left out. */
  parts: NotePart[]
  outcomes: string[]
  nextSteps: string[]
  iassName: string
  iassContact: string
  back: Link
  /** The link to the form that records when the parents got the note; null where the reader may not record it. */
  edit: Link | null
}

type NoteContext = Pick<NotePage, 'back' | 'edit'> & {
  school: SchoolForParents
  pupil: { name: string; forename: string }
}

const paragraphsOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

function partsOf(meeting: MeetingToEdit, forename: string): NotePart[] {
  const strengths = paragraphsOf(meeting.strengthsAndDifficulties)
  return [
    ...(strengths.length > 0 ? [{ heading: 'Strengths and difficulties', paragraphs: strengths, byline: '' }] : []),
    ...viewsInWords(meeting.views, forename).map(({ title, words, inWhoseWords }) => ({
      heading: title,
      paragraphs: paragraphsOf(words),
      byline: inWhoseWords,
    })),
  ]
}

/** The model of the short note of a meeting that the parents get (6.39). */
export function notePage(meeting: MeetingToEdit, { school, pupil, back, edit }: NoteContext): NotePage {
  const kind = meeting.kind === 'other' ? 'meeting' : kindWords[meeting.kind].toLowerCase()
  return {
    title: 'Note to parents',
    heading: `Note of our ${kind} about ${pupil.name}`,
    schoolName: school.name,
    heldOn: dayInWords(meeting.heldOn),
    whoTookPart: meeting.whoTookPart ?? '',
    parts: partsOf(meeting, pupil.forename),
    outcomes: meeting.outcomes.map(({ outcome }) => outcome),
    nextSteps: paragraphsOf(meeting.nextSteps),
    iassName: school.iassName ?? '',
    iassContact: school.iassContact ?? '',
    back,
    edit,
  }
}
