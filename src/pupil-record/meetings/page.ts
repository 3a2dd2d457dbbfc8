import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import { mostRows } from '../../ui/forms/form-values.ts'
import { type ViewQuestion, viewQuestion } from '../views-given.ts'
import { labels, longestOutcome, type MeetingKind, meetingKinds } from './form.ts'
import type { SchoolForParents } from './queries.ts'

export const kindWords: Readonly<Record<MeetingKind, string>> = {
  earlyDiscussion: 'Early discussion',
  planning: 'Planning meeting',
  review: 'Review meeting',
  other: 'Another meeting',
}

/** One line for each part of an early discussion: what it is for (6.39). */
const earlyDiscussionLines = {
  who: 'An early discussion is with the parents and the pupil.',
  strengths: 'Everybody should leave with the same picture of what goes well and what is hard.',
  concerns: 'What worries the parents is written down, so that it is not lost.',
  outcomes: 'We agree what we want to be different, before we talk of how.',
  nextSteps: 'Everybody should leave knowing what happens next.',
  iass: 'Parents and pupils are told of the local advice service. It is free, and not part of the school.',
  note: 'A short note of today goes into the pupil’s record, and the parents get it too.',
}
const noLines: Record<keyof typeof earlyDiscussionLines, string> = {
  who: '',
  strengths: '',
  concerns: '',
  outcomes: '',
  nextSteps: '',
  iass: '',
  note: '',
}

/** The number of empty boxes after the last one in use. */
const spareBoxes = 2

/** The boxes for outcomes: up to the last one in use, then the spare ones. */
function outcomeBoxes(form: FormState): { outcome: string; id: string; heldId: string; label: string }[] {
  const inUse = Object.entries(form.values).flatMap(([name, typed]) => {
    const [, row] = /^outcomes\.(\d+)\.outcome$/.exec(name) ?? []
    return row !== undefined && typed.length > 0 && typed[0] !== '' ? [Number(row) + 1] : []
  })
  const count = Math.min(Math.max(0, ...inUse) + spareBoxes, mostRows)
  return Array.from({ length: count }, (_, row) => ({
    outcome: `outcomes.${row}.outcome`,
    id: `outcomes.${row}.id`,
    heldId: form.values[`outcomes.${row}.id`]?.[0] ?? '',
    label: `${labels['outcomes.outcome']} ${row + 1}`,
  }))
}

type MeetingPage = {
  title: string
  heading: string
  forename: string
  back: Link
  action: string
  /** The address to which "save and add more outcomes" is sent: it saves, then shows the form again with more boxes. */
  actionForMoreOutcomes: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  longestOutcome: number
  kinds: { value: string; text: string }[]
  /**
   * One line on what each part of the meeting is for; empty strings for a kind of meeting that the Code does not
   * describe.
   */
  lines: Record<keyof typeof earlyDiscussionLines, string>
  /** "Mrs Khan (mother), Mr Khan (father)"; empty where no parent is on record. */
  parents: string
  parentView: ViewQuestion
  pupilView: ViewQuestion
  boxes: { outcome: string; id: string; heldId: string; label: string }[]
  /** The name of the advice service for parents (IASS); empty where the school has not entered one. */
  iassName: string
  iassContact: string
  /** The link to the note to print; null until the meeting is saved. */
  note: Link | null
  isEdit: boolean
  /** The link that withdraws the meeting; empty until the meeting is saved. */
  withdrawHref: string
}

/** The model of the page that records a meeting. The parents may be reading it on the same screen. */
export function meetingPage(shown: {
  forename: string
  name: string
  back: Link
  action: string
  form: FormState
  school: SchoolForParents
  parents: readonly { name: string; relationship: string }[]
  note: Link | null
  withdrawHref: string
}): MeetingPage {
  const { forename, name, school, parents, form, ...rest } = shown
  const kind = meetingKinds.find((one) => one === form.values.kind?.[0])
  const title = kind === undefined || kind === 'other' ? 'Meeting' : kindWords[kind]
  return {
    ...rest,
    form,
    forename,
    title,
    heading: kind === 'review' ? `${title} for ${name}` : `${title} about ${name}`,
    actionForMoreOutcomes: `${shown.action}?more=outcomes`,
    labels,
    limits,
    longestOutcome,
    kinds: meetingKinds.map((value) => ({ value, text: kindWords[value] })),
    lines: kind === 'earlyDiscussion' ? earlyDiscussionLines : noLines,
    parents: parents.map(({ name: called, relationship }) => `${called} (${relationship.toLowerCase()})`).join(', '),
    parentView: viewQuestion('parent', {
      legend: 'The parents’ concerns and views',
      label: 'What worries the parents, and what do they hope for?',
    }),
    pupilView: viewQuestion('pupil', {
      legend: `${forename}’s views`,
      label: `What does ${forename} say?`,
      hint: 'What goes well, what is hard, what would help. Drawn or shown counts too: say how',
      declined: `${forename} declined to give a view`,
      inWhoseWordsHint: `For example: ${forename}, written down by Miss Ali`,
    }),
    boxes: outcomeBoxes(form),
    iassName: school.iassName ?? '',
    iassContact: school.iassContact ?? '',
    isEdit: shown.note !== null,
  }
}
