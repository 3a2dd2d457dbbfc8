import type { Day } from '../days/calendar.ts'
import { noSenco, type Sencos, sencoChoices, sencoOf } from '../findings/named-senco.ts'
import { classOf, type RegisterPupilWithFindings } from '../findings/register-pupils.ts'
import { type AsOfDay, asOfParam } from '../http/as-of-param.ts'
import type { Query } from '../http/query.ts'
import type { Choice, Link } from '../ui/components/common-options.ts'
import { NEED_WORDS, type NeedType, YEAR_GROUPS, yearInWords } from '../ui/formats/words.ts'

/** The filters of a report. A filter that is an empty text or null is not set. */
type PupilFilters = { year: string; need: NeedType | null; class: string; senco: string }

/** All pupils of the register as of the day, and the SENCO named in each one's latest decision or plan. */
export type SchoolPupils = { pupils: readonly RegisterPupilWithFindings[]; sencos: Sencos }

/** What the URL of a report asks for: the day and the filters. */
export type ReportFilters = { day: AsOfDay; today: Day; filters: PupilFilters }

const isNeed = (code: string): code is NeedType => Object.hasOwn(NEED_WORDS, code)

/** Reads the day and the filters of a report from the URL. An unknown type of need is ignored. */
export function reportFilters(query: Query, today: Day): ReportFilters {
  const need = query.get('need')
  const filters = {
    year: query.get('year'),
    need: isNeed(need) ? need : null,
    class: query.get('class'),
    senco: query.get('senco'),
  }
  return { day: asOfParam(query, today), today, filters }
}

const filterNames = ['year', 'need', 'class', 'senco'] as const

/** The URL of a page with the same filters and day. `more` has further query parameters. */
export function reportHref(
  path: string,
  { day, today, filters }: ReportFilters,
  more: Readonly<Record<string, string>> = {},
) {
  const parameters = new URLSearchParams(more)
  for (const name of filterNames) {
    const value = filters[name]
    if (value) parameters.set(name, value)
  }
  if (day.asOf !== today) parameters.set('asOf', day.asOf)
  const query = parameters.toString()
  return query === '' ? path : `${path}?${query}`
}

const isInClass = (pupil: RegisterPupilWithFindings, name: string): boolean =>
  name === '' || classOf(pupil) === name || pupil.classes.includes(name)

/**
 * The pupils that match all filters. Without filters it returns the same array object, because results are memoised by
 * it.
 */
export function filterPupils(schoolPupils: SchoolPupils, filters: PupilFilters): readonly RegisterPupilWithFindings[] {
  const { year, need, class: className, senco } = filters
  if (filterNames.every((name) => !filters[name])) return schoolPupils.pupils
  return schoolPupils.pupils.filter(
    (pupil) =>
      (year === '' || pupil.yearGroup === year) &&
      (need === null || pupil.needs.includes(need)) &&
      isInClass(pupil, className) &&
      (senco === '' || sencoOf(schoolPupils.sencos, pupil) === senco),
  )
}

const all: Choice = { value: '', text: 'All' }

/** The filter panel, the same on all pages of the report. */
export type FilterPanel = {
  action: string
  /** The day of the report, YYYY-MM-DD; empty on pages that only show today. */
  asOfDay: string
  today: Day
  /** The earlier day to compare with; empty on pages that do not compare. */
  since: Day
  year: string
  need: string
  class: string
  senco: string
  years: Choice[]
  needs: Choice[]
  classes: Choice[]
  /** The SENCOs to choose from. Empty if all pupils have the same one, because there is nothing to choose. */
  sencos: Choice[]
  selected: Link[]
  clearHref: string
}

const byNumber = new Intl.Collator('en-GB', { numeric: true })

/** @param schoolPupils all pupils of the register, so that every year, need, class and SENCO can be chosen */
export function filterPanel(path: string, schoolPupils: SchoolPupils, asked: ReportFilters, since = ''): FilterPanel {
  const { filters, day, today } = asked
  const { pupils } = schoolPupils
  const years = new Set(pupils.map(({ yearGroup }) => yearGroup))
  const needs = new Set(pupils.flatMap((pupil) => pupil.needs))
  const classes = new Set(pupils.map(classOf).filter(Boolean))
  const more: Readonly<Record<string, string>> = since === '' ? {} : { since }
  const sencos = sencoChoices(pupils, schoolPupils.sencos, filters.senco)
  const without = (name: keyof PupilFilters) =>
    reportHref(path, { ...asked, filters: { ...filters, [name]: '' } }, more)
  const words: Readonly<Record<keyof PupilFilters, string>> = inWords(filters)
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
    clearHref: reportHref(path, { ...asked, filters: { year: '', need: null, class: '', senco: '' } }, more),
  }
}

const inWords = ({ year, need, class: className, senco }: PupilFilters): Record<keyof PupilFilters, string> => ({
  year: year && yearInWords(year),
  need: need === null ? '' : NEED_WORDS[need],
  class: className && `Class ${className}`,
  senco: senco === noSenco ? 'No SENCO named' : senco && `SENCO ${senco}`,
})

/**
 * The filters in words, for the heading on screen and paper, like "Year 4, Class 4B"; "Whole school" without filters.
 */
export const filtersInWords = ({ filters }: ReportFilters): string =>
  Object.values(inWords(filters)).filter(Boolean).join(', ') || 'Whole school'

/** Links to the pages of the report; the open page is marked as current. */
export function reportPages(open: string, filters: ReportFilters): { text: string; href: string; current: boolean }[] {
  const pages = [
    { text: 'Steps of the Code', path: '/report' },
    { text: 'Over the year', path: '/report/over-time' },
    { text: 'How long it takes', path: '/report/times' },
    { text: 'What changed', path: '/report/changes' },
    { text: 'For governors', path: '/report/governors' },
    { text: 'Case files', path: '/report/case-files' },
    { text: 'SEN information report', path: '/sen-information-report' },
  ]
  return pages.map(({ text, path }) => ({ text, href: reportHref(path, filters), current: path === open }))
}
