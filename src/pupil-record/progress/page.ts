import { addDays, type Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/component-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { shortDay, yearInWords } from '../../ui/formats/words.ts'
import { fullNameOf } from '../pupil-name.ts'
import { howFar, progressWords } from '../reviews/model.ts'
import { dayOfWeek, type QuestionToAnswer } from '../round-robins/model.ts'
import { labels, longestNote, planIsOver } from './form.ts'
import { progressSaid, type SeenInClass, seenInWords } from './model.ts'
import type { OwnEntry, PlanToNote, PupilWithGroups } from './queries.ts'

/** What those who are of no class are listed under, as on My classes. */
const ownGroup = 'Pupils I support'
/** All groups at once, as the address asks for them. */
const everybody = 'all'
/** A review within so many days is said beside the pupil. */
const reviewIsNear = 21

/** As the table's script says it, too. */
const noteIsDraft = 'Choose how far it has got. Until then your note is kept as a draft.'

const pagePath = '/my-classes/progress'

type Outcome = { id: string; outcome: string; measure: string | null; byOn: Day | null }

/** One outcome of a pupil: a small form that is saved by itself. */
export type ProgressRow = {
  /** Of the row in the page, for the address that leads back to it. */
  anchor: string
  outcome: string
  /** By when, and how it is measured; may be empty. */
  about: string
  action: string
  historyHref: string
  form: FormState
  /** Whether its note is a draft, with nothing chosen yet. */
  isBegun: boolean
  /** Where it stands; empty where nothing is noted for today. */
  said: string
  /** What others said last, and what I said before today. */
  last: string[]
}

export type ProgressPupil = {
  name: string
  about: string
  /** A review that is near, or a question that waits, with where it is answered. */
  waiting: { text: string; href: string }[]
  rows: ProgressRow[]
}

export type ProgressPage = {
  title: string
  heading: string
  today: string
  back: Link
  group: string
  groups: { value: string; text: string }[]
  choices: { value: string; text: string }[]
  longestNote: number
  pupils: ProgressPupil[]
  /** Those of the group of whom there is nothing to note. */
  others: string
}

export const anchorOf = (outcomeId: string): string => `outcome-${outcomeId}`
export const progressAt = (pupilId: string, outcomeId: string): string =>
  `/pupils/${pupilId}/outcomes/${outcomeId}/progress`

/** Back to the row in the table that was shown. */
export const rowAt = (group: string, outcomeId: string): string =>
  `${pagePath}${group === '' ? '' : `?${new URLSearchParams({ group })}`}#${anchorOf(outcomeId)}`

/** How far, to choose from. */
export const choicesOf = (nothing: string): ProgressPage['choices'] => [
  { value: '', text: nothing },
  ...howFar.map((value) => ({ value, text: progressWords[value] })),
]

export const aboutOutcome = ({ measure, byOn }: Outcome, today: Day): string =>
  [byOn === null ? '' : `By ${shortDay(byOn, today)}`, measure ?? ''].filter(Boolean).join(' · ')

type Groups = { name: string; isToday: boolean; members: PupilWithGroups[] }[]

/** The groups of a member of staff: today's first, then by name; those of no class last. */
export function groupsOf(pupils: readonly PupilWithGroups[], weekday: number): Groups {
  const groups = new Map<string, { name: string; isToday: boolean; members: PupilWithGroups[] }>()
  for (const pupil of pupils) {
    const taught = pupil.classes.map((one) => one.class)
    const theirs = taught.length > 0 ? taught : [{ name: ownGroup, weekdays: [] }]
    for (const { name, weekdays } of theirs) {
      const isToday = weekdays.length === 0 || weekdays.includes(weekday)
      const group = groups.get(name) ?? { name, isToday, members: [] }
      groups.set(name, { ...group, members: [...group.members, pupil] })
    }
  }
  const last = (name: string): number => Number(name === ownGroup)
  return [...groups.values()].sort(
    (one, other) =>
      Number(other.isToday) - Number(one.isToday) ||
      last(one.name) - last(other.name) ||
      one.name.localeCompare(other.name, 'en-GB', { numeric: true }),
  )
}

/** Whose pupils are shown: a group's, everybody's, or, where nothing is asked, the first of today's. Null for no such group. */
export function chosenGroup(groups: Groups, asked: string): { name: string; members: PupilWithGroups[] } | null {
  const all = [...new Map(groups.flatMap(({ members }) => members).map((pupil) => [pupil.id, pupil])).values()]
  const [first] = groups
  if (asked === everybody || first === undefined) return { name: everybody, members: all }
  if (asked !== '') return groups.find(({ name }) => name === asked) ?? null
  return first.isToday ? first : { name: everybody, members: all }
}

function waitingFor(
  { reviewOn, isToBeThere }: { reviewOn: Day | null; isToBeThere: boolean },
  question: QuestionToAnswer | null,
  today: Day,
): ProgressPupil['waiting'] {
  const isNear = reviewOn !== null && reviewOn <= addDays(today, reviewIsNear)
  const review = isNear ? `Review ${reviewOn < today ? 'was due' : 'on'} ${shortDay(reviewOn, today)}: ` : ''
  if (question !== null) {
    const asked = `${review}${review === '' ? 'Y' : 'y'}ou are asked what you see`
    return [{ text: `${asked}, by ${dayOfWeek(question.answerBy, today)}`, href: question.href }]
  }
  if (review === '') return []
  return [{ text: `${review}${isToBeThere ? 'you are to be there, and ' : ''}what you note is read then`, href: '' }]
}

/** What the table is made of, by outcome and by pupil. */
export type Known = {
  today: Day
  staffId: string
  plans: readonly PlanToNote[]
  /** By pupil, the day by which the plan is to be reviewed. */
  reviewsDue: ReadonlyMap<string, Day | null>
  noted: ReadonlyMap<string, OwnEntry>
  /** By the address of its form, a note of today that has no choice yet. */
  begun: ReadonlyMap<string, string>
  seen: ReadonlyMap<string, readonly SeenInClass[]>
  questions: readonly QuestionToAnswer[]
}

function lastSaid(seen: readonly SeenInClass[], { staffId, today }: Known): string[] {
  const mine = seen.find((one) => one.staffId === staffId)
  const another = seen.find((one) => one.staffId !== staffId)
  return [
    ...(another ? [seenInWords(another, today)] : []),
    ...(mine ? [`You, ${shortDay(mine.seenOn, today)}: ${progressSaid(mine)}`] : []),
  ]
}

function rowOf(pupilId: string, outcome: Outcome, known: Known): ProgressRow {
  const { today } = known
  const entry = known.noted.get(outcome.id)
  const action = progressAt(pupilId, outcome.id)
  const begun = entry === undefined ? known.begun.get(action) : undefined
  const values = {
    version: String(entry?.version ?? 0),
    progress: entry?.progress ?? '',
    note: entry?.note ?? begun ?? '',
    seenOn: today,
  }
  return {
    anchor: anchorOf(outcome.id),
    outcome: outcome.outcome,
    about: aboutOutcome(outcome, today),
    action,
    historyHref: action,
    form: { values, errors: [] },
    isBegun: begun !== undefined,
    said: begun !== undefined ? noteIsDraft : entry === undefined ? '' : 'Noted today',
    last: lastSaid(known.seen.get(outcome.id) ?? [], known),
  }
}

/** How far the pupils of a member of staff have got, to be noted row by row. */
export function progressPage(
  groups: Groups,
  chosen: { name: string; members: readonly PupilWithGroups[] },
  known: Known,
  dayShown: string,
): ProgressPage {
  const pupils = chosen.members.flatMap((pupil): ProgressPupil[] => {
    const plan = known.plans.find(({ pupilId }) => pupilId === pupil.id)
    if (plan === undefined || plan.outcomes.length === 0) return []
    const reviewOn = plan.plannedOn ?? known.reviewsDue.get(pupil.id) ?? null
    const question = known.questions.find(({ pupilId }) => pupilId === pupil.id) ?? null
    return [
      {
        name: fullNameOf(pupil),
        about: [yearInWords(pupil.yearGroup), pupil.registrationGroup].filter(Boolean).join(' · '),
        waiting: waitingFor({ reviewOn, isToBeThere: plan.isToBeThere }, question, known.today),
        rows: plan.outcomes.map((outcome) => rowOf(pupil.id, outcome, known)),
      },
    ]
  })
  const others = chosen.members.length - pupils.length
  const all = groups.length > 1 ? [{ value: everybody, text: 'All my pupils' }] : []
  return {
    title: 'How far they have got',
    heading: 'How far they have got',
    today: dayShown,
    back: { text: 'My classes', href: '/my-classes' },
    group: chosen.name,
    groups: [...groups.map(({ name }) => ({ value: name, text: name })), ...all],
    choices: choicesOf('Not seen yet today'),
    longestNote,
    pupils,
    others:
      others === 0 || pupils.length === 0
        ? ''
        : `${others} other ${others === 1 ? 'pupil has' : 'pupils have'} no plan with outcomes.`,
  }
}

export type OutcomePage = {
  title: string
  heading: string
  back: Link
  outcome: string
  about: string
  /** The day that is written of, where that is not today; else empty. */
  ofDay: string
  action: string
  form: FormState
  /** The table that was come from, and the day that is written of. */
  hidden: { _group: string; seenOn: string }
  labels: typeof labels
  longestNote: number
  choices: { value: string; text: string }[]
  /** Why nothing can be noted of it; empty where it can. */
  over: string
  /** All that was said of it, the latest first; null where its plan is over. */
  history: { on: string; who: string; said: string }[] | null
}

/** One outcome by itself: what was said of it over time, and a form without scripts, or with a fault. */
export function outcomePage(shown: {
  name: string
  action: string
  outcome: Outcome
  form: FormState
  hidden: OutcomePage['hidden']
  /** Null where the outcome's plan is over. */
  history: readonly SeenInClass[] | null
  today: Day
}): OutcomePage {
  const { name, action, outcome, form, hidden, history, today } = shown
  return {
    title: 'How far it has got',
    heading: name,
    back: { text: 'How far they have got', href: rowAt(hidden._group, outcome.id) },
    outcome: outcome.outcome,
    about: aboutOutcome(outcome, today),
    ofDay: hidden.seenOn === today ? '' : `As seen on ${shortDay(hidden.seenOn, today)}`,
    action,
    form,
    hidden,
    labels,
    longestNote,
    choices: choicesOf('Not seen yet today'),
    over: history === null ? planIsOver : '',
    history:
      history?.map((seen) => ({
        on: shortDay(seen.seenOn, today),
        who: seen.who,
        said: `${progressWords[seen.progress]}${seen.note === null ? '' : ` – “${seen.note}”`}`,
      })) ?? null,
  }
}
