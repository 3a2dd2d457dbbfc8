import { type Role, scopeOf } from '../../access/permissions.ts'
import { type Day, type SchoolCalendar, schoolDaysBetween } from '../../days/calendar.ts'
import { nextSteps } from '../../findings/checklist.ts'
import { classOf, nameOf } from '../../findings/register-pupils.ts'
import type { Choice, Link } from '../../ui/components/common-options.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { type CsvCell, writeCsv } from '../../ui/formats/csv.ts'
import { dayInWords, shortDay, YEAR_GROUPS, yearInWords } from '../../ui/formats/words.ts'
import { concernInALine, raiserOf } from '../concerns/model.ts'
import type { AmberFilters } from './form.ts'
import { type AmberPupil, schoolDaysInWords } from './model.ts'

type AmberRow = {
  name: string
  href: string
  about: string
  seen: string
  /** "Raised 4 November by Mrs Ewa Wójcik, and 2 more since"; empty where no concern is open. */
  raised: string
  /** How long the pupil has been waiting: "12 school days" */
  age: string
  ageSince: string
  owner: string
  hasOwner: boolean
  why: string
  look: { status: StepStatus; word: string } | null
  lastLook: string
  next: string
  nextHref: string
  actions: Link[]
}

type AmberPage = {
  title: string
  asOf: string
  figures: Link[]
  showing: string
  filters: AmberFilters
  owners: Choice[]
  years: Choice[]
  selected: Link[]
  csvHref: string
  logHref: string
  rows: AmberRow[]
  empty: { title: string; text: string; link: Link | null }
}

type AmberListOptions = { today: Day; role: Role; calendar: SchoolCalendar; filters: AmberFilters }

/** The length of an excerpt in a row, in characters. */
const excerptLength = 180
const excerpt = (text: string): string =>
  text.length <= excerptLength ? text : `${text.slice(0, excerptLength).trimEnd()}…`

const amberHref = (path: string, filters: Partial<AmberFilters>): string => {
  const parameters = new URLSearchParams()
  if (filters.owner) parameters.set('owner', filters.owner)
  if (filters.year) parameters.set('year', filters.year)
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}

/**
 * The text to sort pupils by. Pupils without an owner come first, in the order of the day since when they wait. The
 * others follow in the order of their next look.
 */
const urgency = ({ entry, since }: AmberPupil): string =>
  entry === null ? `0 ${since}` : `1 ${entry.nextLookOn} ${since}`

const byUrgency = (one: AmberPupil, other: AmberPupil): number => {
  const [left, right] = [urgency(one), urgency(other)]
  return left === right ? 0 : left < right ? -1 : 1
}

const isOverdue = ({ entry }: AmberPupil, today: Day): boolean => entry !== null && entry.nextLookOn < today

const matchesFilters = ({ pupil, entry }: AmberPupil, { owner, year }: AmberFilters): boolean => {
  if (year !== '' && pupil.yearGroup !== year) return false
  if (owner === 'none') return entry === null
  return owner === '' || entry?.ownerId === owner
}

/** The pupils that match the filters, most urgent first. */
const filterAmberList = (list: readonly AmberPupil[], filters: AmberFilters): AmberPupil[] =>
  list.filter((one) => matchesFilters(one, filters)).sort(byUrgency)

const sinceWords = {
  concern: 'since the first concern',
  discussion: 'since the early discussion',
  entry: 'on the list',
}

function observationOf({ concerns, waitsFor }: AmberPupil): { seen: string; raised: (today: Day) => string } {
  const [first, ...others] = concerns
  if (first === undefined) {
    const seen =
      waitsFor === 'discussion'
        ? 'The early discussion waits for a decision.'
        : 'No concern stands any more. Look once more, and close this too.'
    return { seen, raised: () => '' }
  }
  const more = others.length === 0 ? '' : `, and ${others.length} more since`
  return {
    seen: excerpt(concernInALine(first)),
    raised: (today) => `Raised ${shortDay(first.raisedOn, today)} by ${raiserOf(first)}${more}`,
  }
}

function nextLookInWords({ entry }: AmberPupil, today: Day): AmberRow['look'] {
  if (entry === null) return null
  if (entry.nextLookOn < today)
    return { status: 'missing', word: `Look overdue since ${shortDay(entry.nextLookOn, today)}` }
  if (entry.nextLookOn === today) return { status: 'upcoming', word: 'Look today' }
  return { status: 'upcoming', word: `Next look ${shortDay(entry.nextLookOn, today)}` }
}

function actionsOf({ pupil, entry }: AmberPupil, role: Role): Link[] {
  if (scopeOf(role, 'amber:write') === null) return []
  const place = `/pupils/${pupil.pupilId}/amber`
  if (entry === null) return [{ text: 'Take on', href: `${place}/new` }]
  return [
    { text: 'Record a look', href: `${place}/${entry.id}/look` },
    { text: 'Change', href: `${place}/${entry.id}/edit` },
  ]
}

const nextOf = ({ pupil }: AmberPupil) => nextSteps(pupil.pupilFindings.findings, pupil.context)[0]

const inSentence = (word: string): string => (word === '' ? '' : `, ${word[0]?.toLowerCase()}${word.slice(1)}`)

function rowOf(one: AmberPupil, { today, role, calendar }: AmberListOptions): AmberRow {
  const { pupil, entry } = one
  const step = nextOf(one)
  const { seen, raised } = observationOf(one)
  return {
    name: nameOf(pupil),
    href: `/pupils/${pupil.pupilId}`,
    about: [yearInWords(pupil.yearGroup), classOf(pupil)].filter(Boolean).join(' · '),
    seen,
    raised: raised(today),
    age: schoolDaysInWords(schoolDaysBetween(calendar, one.since, today)),
    ageSince: sinceWords[one.waitsFor],
    owner: entry?.ownerName ?? 'No owner yet',
    hasOwner: entry !== null,
    why: entry?.why ? excerpt(entry.why) : '',
    look: nextLookInWords(one, today),
    lastLook: entry?.lookedOn && entry.lastSeen ? `${shortDay(entry.lookedOn, today)}: ${excerpt(entry.lastSeen)}` : '',
    next: step === undefined ? 'Nothing is due' : `${step.title}${inSentence(step.word)}`,
    nextHref: step?.reasonHref ?? '',
    actions: actionsOf(one, role),
  }
}

function figuresOf(list: readonly AmberPupil[], { today, calendar }: AmberListOptions): Link[] {
  const unowned = list.filter(({ entry }) => entry === null).length
  const overdue = list.filter((one) => isOverdue(one, today)).length
  const oldest = Math.max(...list.map(({ since }) => schoolDaysBetween(calendar, since, today)))
  return [
    { text: `${list.length} ${list.length === 1 ? 'pupil' : 'pupils'}`, href: '/amber' },
    ...(unowned === 0 ? [] : [{ text: `${unowned} without an owner`, href: amberHref('/amber', { owner: 'none' }) }]),
    ...(overdue === 0 ? [] : [{ text: `${overdue} ${overdue === 1 ? 'look' : 'looks'} overdue`, href: '' }]),
    ...(list.length === 0 ? [] : [{ text: `the longest wait ${schoolDaysInWords(oldest)}`, href: '' }]),
  ]
}

const byName = new Intl.Collator('en-GB')

function ownersOf(list: readonly AmberPupil[]): Choice[] {
  const owners = new Map(
    list.flatMap(({ entry }) => (entry === null ? [] : [[entry.ownerId, entry.ownerName] as const])),
  )
  const named = [...owners].map(([value, text]) => ({ value, text }))
  return [{ value: 'none', text: 'No owner yet' }, ...named.sort((one, other) => byName.compare(one.text, other.text))]
}

function selectedOf({ owner, year }: AmberFilters, owners: readonly Choice[]): Link[] {
  const ofOwner = owners.find(({ value }) => value === owner)?.text ?? 'Somebody who looks after nobody here'
  return [
    ...(owner === '' ? [] : [{ text: ofOwner, href: amberHref('/amber', { year }) }]),
    ...(year === '' ? [] : [{ text: yearInWords(year), href: amberHref('/amber', { owner }) }]),
  ]
}

/**
 * The page of the amber list: all pupils of concern who are on neither SEN Support nor an EHC plan, or those that match
 * the filters.
 */
export function amberPage(list: readonly AmberPupil[], asked: AmberListOptions): AmberPage {
  const { filters, role } = asked
  const rows = filterAmberList(list, filters)
  const owners = ownersOf(list)
  const years = new Set(list.map(({ pupil }) => pupil.yearGroup))
  const selected = selectedOf(filters, owners)
  const mayLog = scopeOf(role, 'concern:raise') !== null
  return {
    title: 'Amber list',
    asOf: dayInWords(asked.today),
    figures: figuresOf(list, asked),
    showing: selected.length === 0 ? '' : `Showing ${rows.length} of ${list.length}`,
    filters,
    owners,
    years: YEAR_GROUPS.filter((year) => years.has(year)).map((value) => ({ value, text: yearInWords(value) })),
    selected,
    csvHref: amberHref('/amber.csv', filters),
    logHref: mayLog ? '/pupils/find?for=concern' : '',
    rows: rows.map((one) => rowOf(one, asked)),
    empty:
      selected.length > 0
        ? {
            title: 'No pupil fits',
            text: 'Nobody on the list fits these filters.',
            link: { text: 'Show all', href: '/amber' },
          }
        : {
            title: 'Nobody waits',
            text: 'Every concern has been answered by a decision, or closed. A pupil comes here with the next concern.',
            link: mayLog ? { text: 'Log a concern', href: '/pupils/find?for=concern' } : null,
          },
  }
}

/** The ids of the pupils on the page. The audit trail records them, because the page says what was seen of each. */
export const shownPupils = (list: readonly AmberPupil[], filters: AmberFilters): string[] =>
  filterAmberList(list, filters).map(({ pupil }) => pupil.pupilId)

const csvHeadings = [
  'UPN',
  'Surname',
  'Forename',
  'Year',
  'Class',
  'Since',
  'School days',
  'Owner',
  'Next look',
  'Look overdue',
  'Last look',
  'Next step',
  'Next step due',
]

/** The pupils on the page as a CSV file, without what was seen. Days are YYYY-MM-DD. */
export function amberCsv(
  list: readonly AmberPupil[],
  { today, calendar, filters }: Omit<AmberListOptions, 'role'>,
): string {
  const rows = filterAmberList(list, filters).map((one): CsvCell[] => {
    const { pupil, entry, since } = one
    const step = nextOf(one)
    return [
      pupil.upn,
      pupil.surname,
      pupil.forename,
      pupil.yearGroup,
      classOf(pupil),
      since,
      schoolDaysBetween(calendar, since, today),
      entry?.ownerName ?? 'No owner yet',
      entry?.nextLookOn ?? null,
      isOverdue(one, today) ? 'yes' : 'no',
      entry?.lookedOn ?? null,
      step?.title ?? null,
      step?.dueOn ?? null,
    ]
  })
  return writeCsv(csvHeadings, rows)
}
