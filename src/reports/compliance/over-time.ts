import { pupilRules } from '../../code-of-practice/catalogue.ts'
import type { Day } from '../../days/calendar.ts'
import type { RuleCount } from '../../findings/monthly-counts.ts'
import { dayInWords, monthInWords } from '../../ui/formats/words.ts'
import { type LineChart, lineChart } from '../chart.ts'
import {
  type FilterPanel,
  filterPanel,
  filtersInWords,
  type ReportFilters,
  reportHref,
  reportPages,
  type SchoolPupils,
} from '../report-filters.ts'
import { countsOfLevel, type MonthlyCounts, shareOf, type Trend, trendsOf, yearInTwoSentences } from '../year.ts'

/** The month of a day in three letters, like "Oct". */
const monthOf = (day: Day): string => monthInWords(day).slice(0, 3)

/** The label of a month-end, like "31 Oct". The first label, and the first one of another year, have the year, too. */
const placeOf = (day: Day, before: Day | undefined): string => {
  const said = `${Number(day.slice(8))} ${monthOf(day)}`
  return before === undefined || before.slice(0, 4) !== day.slice(0, 4) ? `${said} ${day.slice(0, 4)}` : said
}

type TotalsRow = { day: string; href: string; must: string; mustOpen: string; should: string; shouldOpen: string }
type RuleRow = {
  paragraph: string
  title: string
  href: string
  level: string
  trend: Trend
  cells: { day: Day; value: string }[]
}

type OverTimePage = {
  title: string
  heading: string
  about: string
  asOf: Day
  pages: ReturnType<typeof reportPages>
  filters: FilterPanel
  fault: string
  summary: string
  leftOut: string[]
  shareChart: LineChart
  openChart: LineChart
  totals: TotalsRow[]
  days: string[]
  rules: RuleRow[]
}

const inShare = (due: RuleCount): string => {
  const percent = shareOf(due)
  return percent === null ? 'None due' : `${percent}% of ${due.done + due.open}`
}

const cellOf = ({ done, open }: RuleCount): string => (done + open === 0 ? '–' : `${done}/${done + open}`)

/**
 * The page Over the year: how many steps were done at each month-end of a year, judged from the record as it stood on
 * that day.
 */
export function overTimePage(
  year: readonly MonthlyCounts[],
  schoolPupils: SchoolPupils,
  filters: ReportFilters,
): OverTimePage {
  const days = year.map(({ on }, at) => placeOf(on, year[at - 1]?.on))
  const musts = year.map((stood) => countsOfLevel(stood, 'must'))
  const shoulds = year.map((stood) => countsOfLevel(stood, 'should'))
  const labels = year.map(({ on }) => monthOf(on))
  const onDay = (on: Day): ReportFilters => ({ ...filters, day: { ...filters.day, asOf: on } })
  const trends = trendsOf(year)
  return {
    title: 'The steps over the year',
    heading: 'The steps over the year',
    about: filtersInWords(filters),
    asOf: filters.day.words,
    pages: reportPages('/report/over-time', filters),
    filters: filterPanel('/report/over-time', schoolPupils, filters),
    fault: filters.day.fault,
    summary: yearInTwoSentences(year),
    leftOut: [
      'Each column is judged from the record as it stood at the end of that day, not from figures kept at the time: what was recorded later with an earlier date counts on its date.',
      'Counted is what had fallen due: done, missing, or not in line with the Code. What was still to come on a day is left out.',
      ...(filtersInWords(filters) === 'Whole school'
        ? []
        : [
            `Of ${filtersInWords(filters)} are meant the pupils who are in it now; pupils who have left the school are left out.`,
          ]),
    ],
    shareChart: lineChart(
      'Share done of what had fallen due',
      labels,
      [
        { name: 'The law', values: musts.map(shareOf) },
        { name: 'The Code', values: shoulds.map(shareOf) },
      ],
      'percent',
    ),
    openChart: lineChart(
      'Missing, or not in line',
      labels,
      [
        { name: 'The law', values: musts.map(({ open }) => open) },
        { name: 'The Code', values: shoulds.map(({ open }) => open) },
      ],
      'count',
    ),
    totals: year
      .map(({ on }, at) => ({
        day: dayInWords(on),
        href: reportHref('/report', onDay(on)),
        must: inShare(musts[at] ?? none),
        mustOpen: String(musts[at]?.open ?? 0),
        should: inShare(shoulds[at] ?? none),
        shouldOpen: String(shoulds[at]?.open ?? 0),
      }))
      .reverse(),
    days,
    rules: pupilRules.map((rule, place) => ({
      paragraph: [rule.paragraph, ...(rule.alsoIn ?? [])].join('/'),
      title: rule.title,
      href: reportHref(`/report/${rule.id}`, filters, { status: 'missing' }),
      level: rule.level,
      trend: trends[place] ?? noTrend,
      cells: year.map(({ counts }, at) => ({ day: days[at] ?? '', value: cellOf(counts[place] ?? none) })),
    })),
  }
}

const none: RuleCount = { done: 0, open: 0 }
const noTrend: Trend = { path: '', end: null, words: '', fromTo: '' }
