import { noSenco, type Sencos, sencoChoices, sencoOf } from '../findings/named-senco.ts'
import { classOf, type OnRegister } from '../findings/register-pupils.ts'
import { type AskedDay, askedDay } from '../http/asked-day.ts'
import type { Query } from '../http/query.ts'
import type { Link } from '../ui/components/component-options.ts'
import { NEED_WORDS, type NeedType, YEAR_GROUPS, yearInWords } from '../ui/formats/words.ts'

/** Which pupils a report is about; an empty text, or null, leaves nobody out. */
export type Filters = { year: string; need: NeedType | null; class: string; senco: string }

/** Everybody judged on the day, and whom each one's papers name as SENCO: the latest decision or plan, by pupil. */
export type Everybody = { pupils: readonly OnRegister[]; sencos: Sencos }

/** What the address of a report asks for. */
export type Asked = { day: AskedDay; today: string; filters: Filters }

const isNeed = (code: string): code is NeedType => Object.hasOwn(NEED_WORDS, code)

/** A need that there is not is no filter. */
export function askedOf(query: Query, today: string): Asked {
  const need = query.get('need')
  const filters = {
    year: query.get('year'),
    need: isNeed(need) ? need : null,
    class: query.get('class'),
    senco: query.get('senco'),
  }
  return { day: askedDay(query, today), today, filters }
}

const filterNames = ['year', 'need', 'class', 'senco'] as const

/** An address of the same pupils as of the same day. `more` are parameters of its own. */
export function address(path: string, { day, today, filters }: Asked, more: Readonly<Record<string, string>> = {}) {
  const parameters = new URLSearchParams(more)
  for (const name of filterNames) {
    const value = filters[name]
    if (value) parameters.set(name, value)
  }
  if (day.asOf !== today) parameters.set('asOf', day.asOf)
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}

const isInClass = (pupil: OnRegister, name: string): boolean =>
  name === '' || classOf(pupil) === name || pupil.classes.includes(name)

/** The pupils whom all the filters leave; the very list where nothing is filtered. */
export function narrow(everybody: Everybody, filters: Filters): readonly OnRegister[] {
  const { year, need, class: className, senco } = filters
  if (filterNames.every((name) => !filters[name])) return everybody.pupils
  return everybody.pupils.filter(
    (pupil) =>
      (year === '' || pupil.yearGroup === year) &&
      (need === null || pupil.needs.includes(need)) &&
      isInClass(pupil, className) &&
      (senco === '' || sencoOf(everybody.sencos, pupil) === senco),
  )
}

type Choice = { value: string; text: string }
const all: Choice = { value: '', text: 'All' }

/** The panel that narrows a report, the same on each of its pages. */
export type FilterPanel = {
  action: string
  /** Empty on the pages that are of today only. */
  asOfDay: string
  today: string
  /** The earlier day that a page compares with; empty on the pages that compare with none. */
  since: string
  year: string
  need: string
  class: string
  senco: string
  years: Choice[]
  needs: Choice[]
  classes: Choice[]
  /** Empty where no two pupils have another SENCO: there is nothing to choose. */
  sencos: Choice[]
  selected: Link[]
  clearHref: string
}

const byNumber = new Intl.Collator('en-GB', { numeric: true })

/** @param everybody so that every year, need, class and SENCO can be chosen */
export function filterPanel(path: string, everybody: Everybody, asked: Asked, since = ''): FilterPanel {
  const { filters, day, today } = asked
  const { pupils } = everybody
  const years = new Set(pupils.map(({ yearGroup }) => yearGroup))
  const needs = new Set(pupils.flatMap((pupil) => pupil.needs))
  const classes = new Set(pupils.map(classOf).filter(Boolean))
  const more: Readonly<Record<string, string>> = since === '' ? {} : { since }
  const sencos = sencoChoices(pupils, everybody.sencos, filters.senco)
  const without = (name: keyof Filters) => address(path, { ...asked, filters: { ...filters, [name]: '' } }, more)
  const words: Readonly<Record<keyof Filters, string>> = inWords(filters)
  return {
    action: path,
    asOfDay: day.asOf,
    today,
    since,
    year: filters.year,
    need: filters.need ?? '',
    class: filters.class,
    senco: filters.senco,
    years: [
      all,
      ...YEAR_GROUPS.filter((year) => years.has(year)).map((value) => ({ value, text: yearInWords(value) })),
    ],
    needs: [all, ...[...needs].sort().map((value) => ({ value, text: `${value} ${NEED_WORDS[value]}` }))],
    classes: [all, ...[...classes].sort(byNumber.compare).map((value) => ({ value, text: value }))],
    sencos: sencos.length === 0 ? [] : [all, ...sencos],
    selected: filterNames
      .filter((name) => words[name] !== '')
      .map((name) => ({ text: words[name], href: without(name) })),
    clearHref: address(path, { ...asked, filters: { year: '', need: null, class: '', senco: '' } }, more),
  }
}

const inWords = ({ year, need, class: className, senco }: Filters): Record<keyof Filters, string> => ({
  year: year && yearInWords(year),
  need: need === null ? '' : NEED_WORDS[need],
  class: className && `Class ${className}`,
  senco: senco === noSenco ? 'No SENCO named' : senco && `SENCO ${senco}`,
})

/** "Year 4, Class 4B": whom a report is about, for its heading and its print; "Whole school" where nobody is left out. */
export const aboutWhom = ({ filters }: Asked): string =>
  Object.values(inWords(filters)).filter(Boolean).join(', ') || 'Whole school'

/** The pages of the report, the one that is open marked. */
export function reportPages(open: string, asked: Asked): { text: string; href: string; current: boolean }[] {
  const pages = [
    { text: 'Steps of the Code', path: '/report' },
    { text: 'Over the year', path: '/report/over-time' },
    { text: 'How long it takes', path: '/report/times' },
    { text: 'What changed', path: '/report/changes' },
    { text: 'For governors', path: '/report/governors' },
    { text: 'Case files', path: '/report/case-files' },
    { text: 'SEN information report', path: '/sen-information-report' },
  ]
  return pages.map(({ text, path }) => ({ text, href: address(path, asked), current: path === open }))
}
