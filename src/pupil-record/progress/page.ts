import { addDays, type Day } from '../../days/calendar.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { shortDay, yearInWords } from '../../ui/formats/words.ts'
import { fullNameOf } from '../pupil-name.ts'
import { howFar, progressWords } from '../reviews/model.ts'
import { dayOfWeek, type QuestionToAnswer } from '../round-robins/model.ts'
import { labels, longestNote, planIsOver } from './form.ts'
import { progressSaid, type SeenInClass, seenInWords } from './model.ts'
import type { OwnEntry, PlanToNote, PupilWithGroups } from './queries.ts'

/** The name of the group of pupils without a class, the same as on My classes. */
const ownGroup = 'Pupils I support'
/** The value of `group` in the address that shows all pupils. */
const everybody = 'all'
/** In days. A review due within this time is shown beside the pupil. */
const reviewIsNear = 21

/** The message beside a note without a choice. The table's script shows the same text. */
const noteIsDraft = 'Choose how far it has got. Until then your note is kept as a draft.'

const pagePath = '/my-classes/progress'

type PlanOutcome = { id: string; outcome: string; measure: string | null; byOn: Day | null }

/** One outcome of a pupil: a small form with its own save. */
type ProgressRow = {
  /** The row's id on the page, for links back to it. */
  anchor: string
  outcome: string
  /** The outcome's target day and measure; may be empty. */
  about: string
  action: string
  historyHref: string
  form: FormState
  /** Whether the row has a note as a draft and no choice yet. */
  isBegun: boolean
  /** How today's entry is saved, in words; empty where there is none. */
  said: string
  /** The last entry of any other member of staff, and the reader's own last one before today. */
  last: string[]
}

type ProgressPupil = {
  name: string
  about: string
  /** What the reader should know or do: a review that is due soon, or a question to answer, with a link. */
  waiting: { text: string; href: string }[]
  rows: ProgressRow[]
}

type ProgressPage = {
  title: string
  heading: string
  today: string
  back: Link
  group: string
  groups: { value: string; text: string }[]
  choices: { value: string; text: string }[]
  longestNote: number
  pupils: ProgressPupil[]
  /** A sentence with the number of pupils of the group who have no outcomes; may be empty. */
  others: string
}

const anchorOf = (outcomeId: string): string => `outcome-${outcomeId}`
export const progressAt = (pupilId: string, outcomeId: string): string =>
  `/pupils/${pupilId}/outcomes/${outcomeId}/progress`

/** The address of an outcome's row in the table of a group. */
export const rowAt = (group: string, outcomeId: string): string =>
  `${pagePath}${group === '' ? '' : `?${new URLSearchParams({ group })}`}#${anchorOf(outcomeId)}`

/** The choices of how far an outcome has got. @param nothing the text of the empty choice */
const choicesOf = (nothing: string): ProgressPage['choices'] => [
  { value: '', text: nothing },
  ...howFar.map((value) => ({ value, text: progressWords[value] })),
]

const aboutOutcome = ({ measure, byOn }: PlanOutcome, today: Day): string =>
  [byOn === null ? '' : `By ${shortDay(byOn, today)}`, measure ?? ''].filter(Boolean).join(' · ')

type Groups = { name: string; isToday: boolean; members: PupilWithGroups[] }[]

/** The groups of a member of staff: today's classes first, then by name, pupils without a class last. */
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

/**
 * The group to show: the one that the address names, or all pupils. If it names none, the first of today's groups, or
 * all pupils where none is taught today. Null if no group has this name.
 */
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

/** The data of the table, by outcome id or by pupil id. */
type ProgressData = {
  today: Day
  staffId: string
  plans: readonly PlanToNote[]
  /** By pupil id, the day by which the plan has to be reviewed. */
  reviewsDue: ReadonlyMap<string, Day | null>
  noted: ReadonlyMap<string, OwnEntry>
  /** By the form's address, today's draft note that has no choice yet. */
  begun: ReadonlyMap<string, string>
  seen: ReadonlyMap<string, readonly SeenInClass[]>
  questions: readonly QuestionToAnswer[]
}

function latestNotes(seen: readonly SeenInClass[], { staffId, today }: ProgressData): string[] {
  const mine = seen.find((one) => one.staffId === staffId)
  const another = seen.find((one) => one.staffId !== staffId)
  return [
    ...(another ? [seenInWords(another, today)] : []),
    ...(mine ? [`You, ${shortDay(mine.seenOn, today)}: ${progressSaid(mine)}`] : []),
  ]
}

function rowOf(pupilId: string, outcome: PlanOutcome, known: ProgressData): ProgressRow {
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
    last: latestNotes(known.seen.get(outcome.id) ?? [], known),
  }
}

/** The model of the table in which staff note progress, one outcome a row. */
export function progressPage(
  groups: Groups,
  chosen: { name: string; members: readonly PupilWithGroups[] },
  known: ProgressData,
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

type OutcomePage = {
  title: string
  heading: string
  back: Link
  outcome: string
  about: string
  /** The day of the entry in words, if that is not today; else empty. */
  ofDay: string
  action: string
  form: FormState
  /** The values of hidden fields: the group whose table the reader came from, and the day of the entry. */
  hidden: { _group: string; seenOn: string }
  labels: typeof labels
  longestNote: number
  choices: { value: string; text: string }[]
  /** Why nobody can note anything about this outcome; empty where they can. */
  over: string
  /** All entries about the outcome, the latest first; null where its plan is over. */
  history: { on: string; who: string; said: string }[] | null
}

/** The model of the page of one outcome: its history, and the form for browsers without scripts or after an error. */
export function outcomePage(shown: {
  name: string
  action: string
  outcome: PlanOutcome
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
