import { scopeOf } from '../../access/permissions.ts'
import { addDays, type Day } from '../../days/calendar.ts'
import { classOf, nameOf, type RegisterPupilWithFindings } from '../../findings/register-pupils.ts'
import { isOnTheRegister } from '../../findings/register-status.ts'
import { STATUS_STRIP_COLUMNS } from '../../findings/status-strip.ts'
import type { Choice, Link } from '../../ui/components/common-options.ts'
import { dayInWords, shortDay, weekday, YEAR_GROUPS, yearInWords } from '../../ui/formats/words.ts'
import type { TodayFilters } from './form.ts'
import { plansChanged } from './plans-changed.ts'
import {
  concernsToAnswer,
  daysOfAWeek,
  decisionsToLookAt,
  type FoundTask,
  looksDue,
  reportToPublish,
  reviewsAhead,
  reviewsToCome,
  stepsToDo,
  type Task,
  type TaskKind,
  type TodayData,
} from './tasks.ts'
import { answersToCome, lettersToSendAgain, plansNotRead } from './waiting-for-others.ts'

/** The tasks of one pupil, most urgent first. */
type TaskGroup = {
  name: string
  /** The pupil's year and class; empty for the school's own tasks. */
  about: string
  href: string
  tasks: Task[]
}

type TaskSection = {
  id: string
  title: string
  count: number
  /** The text below the section's title; may be empty. */
  note: string
  link: Link | null
  /** The most urgent groups, which the section shows at first. */
  groups: TaskGroup[]
  /** The other groups, hidden until the user opens them. */
  more: TaskGroup[]
}

type TodayPage = {
  title: string
  heading: string
  buttons: Link[]
  filters: TodayFilters
  years: Choice[]
  steps: Choice[]
  selected: Link[]
  /** How many tasks the filters show, like "Showing 12 of 60 things, …"; empty if no task is filtered out. */
  showing: string
  sections: TaskSection[]
  /** The text shown if nothing is late or due this week; null if something is. */
  nothingToDo: { title: string; text: string; link: Link | null } | null
}

/** How many tasks a section shows at first. People put off reading a longer list. */
const mostTasks = 10

/** The key by which tasks are sorted: late legal duties first, then by day. */
const urgency = ({ isLate, isLaw, on }: FoundTask): string => `${isLate && isLaw ? 0 : 1} ${on}`

const byUrgency = (one: FoundTask, other: FoundTask): number => {
  const [left, right] = [urgency(one), urgency(other)]
  return left === right ? 0 : left < right ? -1 : 1
}

const school = { name: 'The school', about: '', href: '/school' }

const groupHeading = (pupil: RegisterPupilWithFindings | null): Omit<TaskGroup, 'tasks'> =>
  pupil === null
    ? school
    : {
        name: nameOf(pupil),
        about: [yearInWords(pupil.yearGroup), classOf(pupil)].filter(Boolean).join(' · '),
        href: `/pupils/${pupil.pupilId}`,
      }

const taskToShow = ({ what, why, isLaw, status, word, wordHref, action }: FoundTask): Task => ({
  what,
  why,
  isLaw,
  status,
  word,
  wordHref,
  action,
})

/** Groups tasks by pupil. A group's place is that of its most urgent task. */
function groupByPupil(found: readonly FoundTask[]): TaskGroup[] {
  const groups = new Map<string, TaskGroup>()
  for (const one of found.toSorted(byUrgency)) {
    const who = groupHeading(one.pupil)
    const group = groups.get(who.href) ?? { ...who, tasks: [] }
    groups.set(who.href, group)
    group.tasks.push(taskToShow(one))
  }
  return [...groups.values()]
}

/** How many groups to show at first, so that at least `mostTasks` tasks are shown. */
function firstGroups(groups: readonly TaskGroup[]): number {
  let lines = 0
  const last = groups.findIndex((group) => {
    lines += group.tasks.length
    return lines >= mostTasks
  })
  return last === -1 ? groups.length : last + 1
}

type SectionHeading = { id: string; title: string; note?: string; link?: Link | null }

function section({ id, title, note = '', link = null }: SectionHeading, found: readonly FoundTask[]): TaskSection {
  const groups = groupByPupil(found)
  const first = firstGroups(groups)
  return { id, title, count: found.length, note, link, groups: groups.slice(0, first), more: groups.slice(first) }
}

/**
 * Whether a pupil is "mine": the user looks after them on the amber list, or their latest decision or plan names the
 * user as SENCO.
 */
type IsMine = (pupilId: string) => boolean

function fits({ pupil, kind }: FoundTask, { mine, year, step }: TodayFilters, isMine: IsMine): boolean {
  if (step !== '' && kind !== step) return false
  if (pupil === null) return !mine && year === ''
  return (year === '' || pupil.yearGroup === year) && (!mine || isMine(pupil.pupilId))
}

// A Map instead of an object, because an address can ask for a step called `__proto__`.
const kindWords: ReadonlyMap<string, string> = new Map([
  ['concern', 'Concerns to answer'],
  ['review', `Reviews in the next ${reviewsAhead} days`],
  ['amber', 'Amber list'],
  ['roundRobin', 'Round-robins'],
  ['letter', 'Letters not delivered'],
  ['informationReport', 'SEN information report'],
])

function kindInWords(kind: TaskKind): string {
  const title = STATUS_STRIP_COLUMNS.find(({ paragraph }) => paragraph === kind)?.title
  return kindWords.get(kind) ?? (title === undefined ? kind : `${kind} ${title}`)
}

const todayHref = ({ mine, year, step }: TodayFilters): string => {
  const parameters = new URLSearchParams()
  if (mine) parameters.set('mine', 'yes')
  if (year !== '') parameters.set('year', year)
  if (step !== '') parameters.set('step', step)
  const query = parameters.toString()
  return query === '' ? '/today' : `/today?${query}`
}

const selectedOf = (filters: TodayFilters): Link[] => [
  ...(filters.mine ? [{ text: 'Mine', href: todayHref({ ...filters, mine: false }) }] : []),
  ...(filters.year === '' ? [] : [{ text: yearInWords(filters.year), href: todayHref({ ...filters, year: '' }) }]),
  ...(filters.step === '' ? [] : [{ text: kindInWords(filters.step), href: todayHref({ ...filters, step: '' }) }]),
]

type NothingLeftToSay = { asked: TodayData; steps: readonly FoundTask[]; isFiltered: boolean; isEmpty: boolean }

function nothingToDoText({ asked, steps, isFiltered, isEmpty }: NothingLeftToSay): TodayPage['nothingToDo'] {
  const { pupils, today } = asked
  if (isFiltered) {
    const title = isEmpty ? 'Nothing fits these filters' : 'Nothing of this is late or due this week'
    return { title, text: '', link: { text: 'Show all', href: '/today' } }
  }
  if (!pupils.some(({ pupilFindings }) => isOnTheRegister(pupilFindings.registerEntry))) {
    return {
      title: 'Nobody is on the register yet',
      text: 'Import your pupils, then log the first concern.',
      link: { text: 'Import pupils', href: '/import' },
    }
  }
  const title = 'Nothing is late, and nothing is due this week'
  const next = steps.toSorted(byUrgency)[0]
  if (next === undefined)
    return { title, text: 'No step has a day yet to come.', link: { text: 'The register', href: '/register' } }
  const when = next.on === '9999' ? '' : `, due ${shortDay(next.on, today)}`
  const { name, href } = groupHeading(next.pupil)
  return { title, text: `What comes next: ${next.what}${when}, for`, link: { text: name, href } }
}

/** The sections of the page. Each task is in exactly one of them. */
function sectionsOf(
  asked: TodayData,
): Readonly<Record<'late' | 'week' | 'later' | 'school' | 'concerns' | 'amber' | 'reviews' | 'waiting', FoundTask[]>> {
  const lastOfWeek = addDays(asked.today, daysOfAWeek - 1)
  const steps = stepsToDo(asked)
  const again = decisionsToLookAt(asked)
  const report = reportToPublish(asked)
  const late = [...steps, ...again, ...report].filter(({ isLate }) => isLate)
  const toCome = steps.filter(({ isLate }) => !isLate)
  const reportToCome = report.filter(({ isLate }) => !isLate)
  const week = [...toCome, ...reportToCome].filter(({ on }) => on <= lastOfWeek)
  const shown = new Set([...late, ...week].flatMap(({ action }) => (action === null ? [] : [action.href])))
  return {
    late,
    week,
    later: toCome.filter(({ on }) => on > lastOfWeek),
    school: reportToCome.filter(({ on }) => on > lastOfWeek),
    concerns: concernsToAnswer(asked, shown),
    amber: looksDue(asked),
    reviews: [...reviewsToCome(asked), ...again.filter(({ isLate }) => !isLate)],
    waiting: [...plansNotRead(asked), ...plansChanged(asked), ...answersToCome(asked), ...lettersToSendAgain(asked)],
  }
}

const lawInWords = (late: readonly FoundTask[]): string => {
  const count = late.filter(({ isLaw }) => isLaw).length
  if (count === 0) return ''
  return count === 1
    ? 'The law requires one of them: it stands first.'
    : `The law requires ${count} of them: they stand first.`
}

/** The number of amber pupils without an owner, as one line, because a line for each would hide the rest. */
function withoutOwner({ amber }: TodayData, filters: TodayFilters): { note: string; link: Link | null } {
  const isAsked = !filters.mine && (filters.step === '' || filters.step === 'amber')
  const count = amber.filter(
    ({ pupil, entry }) => entry === null && (filters.year === '' || pupil.yearGroup === filters.year),
  ).length
  if (!isAsked || count === 0) return { note: '', link: null }
  const parameters = filters.year === '' ? '' : `&year=${encodeURIComponent(filters.year)}`
  const note = count === 1 ? '1 pupil of concern has no owner yet.' : `${count} pupils of concern have no owner yet.`
  return { note, link: { text: 'See who', href: `/amber?owner=none${parameters}` } }
}

function choicesOf(all: readonly FoundTask[], filters: TodayFilters): Pick<TodayPage, 'years' | 'steps'> {
  const years = new Set(all.flatMap(({ pupil }) => (pupil === null ? [] : [pupil.yearGroup])))
  const kinds = new Set([...all.map(({ kind }) => kind), ...(filters.step === '' ? [] : [filters.step])])
  const paragraphs = [...kinds].filter((kind) => !Object.hasOwn(kindWords, kind)).sort()
  const others = Object.keys(kindWords).filter((kind) => kinds.has(kind))
  return {
    years: YEAR_GROUPS.filter((year) => years.has(year) || year === filters.year).map((value) => ({
      value,
      text: yearInWords(value),
    })),
    steps: [...paragraphs, ...others].map((value) => ({ value, text: kindInWords(value) })),
  }
}

const headingOf = (today: Day): string => `Today, ${weekday(today)} ${dayInWords(today).replace(/ \d{4}$/, '')}`

/** The page Today: what is late, what is due, which reviews are coming, and what the school is waiting for. */
export function todayPage(asked: TodayData, filters: TodayFilters, isMine: IsMine): TodayPage {
  const { today, role } = asked
  const all = sectionsOf(asked)
  const of = (found: readonly FoundTask[]) => found.filter((one) => fits(one, filters, isMine))
  const [late, week] = [of(all.late), of(all.week)]
  const unowned = withoutOwner(asked, filters)
  const sections = [
    section({ id: 'late', title: 'Late', note: lawInWords(late) }, late),
    section({ id: 'week', title: 'Due this week' }, week),
    section({ id: 'concerns', title: 'Concerns not answered' }, of(all.concerns)),
    section({ id: 'amber', title: 'Amber list', ...unowned }, of(all.amber)),
    section({ id: 'reviews', title: `Reviews in the next ${reviewsAhead} days` }, of(all.reviews)),
    section({ id: 'school', title: `The school in the next ${reviewsAhead} days` }, of(all.school)),
    section({ id: 'waiting', title: 'Waiting for others' }, of(all.waiting)),
  ].filter(({ count, note }) => count > 0 || note !== '')
  const everything = [
    ...all.late,
    ...all.week,
    ...all.concerns,
    ...all.amber,
    ...all.reviews,
    ...all.school,
    ...all.waiting,
  ]
  const selected = selectedOf(filters)
  const count = sections.reduce((sum, one) => sum + one.count, 0)
  const isCalm = late.length + week.length === 0
  return {
    title: 'Today',
    heading: headingOf(today),
    buttons: [
      { text: 'Log a concern', href: '/pupils/find?for=concern' },
      ...(scopeOf(role, 'meeting:record') === null
        ? []
        : [{ text: 'Record a meeting', href: '/pupils/find?for=meeting' }]),
      { text: 'Find a pupil', href: '/pupils/find' },
    ],
    filters,
    ...choicesOf(everything, filters),
    selected,
    showing: selected.length === 0 ? '' : `Showing ${count} of ${everything.length} things`,
    sections,
    nothingToDo: isCalm
      ? nothingToDoText({ asked, steps: all.later, isFiltered: selected.length > 0, isEmpty: sections.length === 0 })
      : null,
  }
}
