import type { Day } from '../code-of-practice/calendar.ts'
import type { FoundOn } from '../record/over-time.ts'
import type { OnRegister } from '../record/register-pupils.ts'
import { dayInWords, monthInWords } from '../web/words.ts'
import { type Asked, aboutWhom, address, type FilterPanel, filterPanel, reportPages } from './asked.ts'
import { type LineChart, lineChart, sparkline } from './chart.ts'
import { type Figures, figuresOf, inWholePercent, type RuleFigures } from './compliance.ts'

/** The figures of a day. */
export type FiguresOn = { on: Day; figures: readonly RuleFigures[] }

/** Counts what was found day by day; of the pupils asked for, or of all where `pupilIds` is null. */
export function figuresOverTime(found: Iterable<FoundOn>, pupilIds: ReadonlySet<string> | null): FiguresOn[] {
  const days: FiguresOn[] = []
  for (const { on, findings } of found) {
    const meant = pupilIds === null ? findings : [...findings].filter(([pupilId]) => pupilIds.has(pupilId))
    days.push({
      on,
      figures: figuresOf(pupilIds === null ? findings.values() : [...meant].map(([, theirs]) => theirs)),
    })
  }
  return days
}

type Tally = Pick<Figures, 'met' | 'missing' | 'breached'>

/** Done of all that had fallen due, in whole per cent; null where nothing had. */
const share = ({ met, missing, breached }: Tally): number | null => {
  const due = met + missing + breached
  return due === 0 ? null : inWholePercent(met, due)
}

function tallyOf(figures: readonly RuleFigures[], level: 'must' | 'should'): Tally {
  const total = { met: 0, missing: 0, breached: 0 }
  for (const { rule, figures: of } of figures) {
    if (rule.level !== level) continue
    total.met += of.met
    total.missing += of.missing
    total.breached += of.breached
  }
  return total
}

/** "Oct" */
const monthOf = (day: Day): string => monthInWords(day).slice(0, 3)

/** "31 Oct", with the year where it changes. */
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
  spark: { path: string; end: { x: number; y: number } | null }
  sparkWords: string
  cells: { day: string; value: string }[]
}

export type OverTimePage = {
  title: string
  heading: string
  about: string
  asOf: string
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

const inShare = (tally: Tally): string => {
  const percent = share(tally)
  return percent === null ? 'None due' : `${percent}% of ${tally.met + tally.missing + tally.breached}`
}
const open = ({ missing, breached }: Tally): number => missing + breached

const change = (from: number | null, to: number | null): string => {
  if (to === null) return 'Nothing has fallen due yet.'
  if (from === null) return `${to}% of what has fallen due is done.`
  if (from === to) return `${to}% of what has fallen due is done, as at the start.`
  return `${to}% of what has fallen due is done, ${to > from ? 'up' : 'down'} from ${from}%.`
}

function ruleRow({ rule }: RuleFigures, place: number, days: readonly FiguresOn[], asked: Asked): RuleRow {
  const figures = days.map(({ figures: all }) => all[place]?.figures)
  const shares = figures.map((of) => (of ? share(of) : null))
  const [first, last] = [shares.find((one) => one !== null), shares.at(-1) ?? null]
  return {
    paragraph: [rule.paragraph, ...(rule.alsoIn ?? [])].join('/'),
    title: rule.title,
    href: address(`/report/${rule.id}`, asked, { status: 'missing' }),
    level: rule.level,
    spark: sparkline(shares),
    sparkWords: last === null ? 'None due' : `From ${first}% to ${last}%`,
    cells: figures.map((of, at) => ({
      day: placeOf(days[at]?.on ?? '', days[at - 1]?.on),
      value: of && of.met + open(of) > 0 ? `${of.met}/${of.met + open(of)}` : '–',
    })),
  }
}

/** How the steps stood at the end of each month of a year, judged from the record as it stood on each of those days. */
export function overTimePage(days: readonly FiguresOn[], pupils: readonly OnRegister[], asked: Asked): OverTimePage {
  const places = days.map(({ on }, at) => placeOf(on, days[at - 1]?.on))
  const musts = days.map(({ figures }) => tallyOf(figures, 'must'))
  const shoulds = days.map(({ figures }) => tallyOf(figures, 'should'))
  const labels = days.map(({ on }) => monthOf(on))
  const onDay = (on: Day): Asked => ({ ...asked, day: { ...asked.day, asOf: on } })
  return {
    title: 'The steps over the year',
    heading: 'The steps over the year',
    about: aboutWhom(asked),
    asOf: asked.day.words,
    pages: reportPages('/report/over-time', asked),
    filters: filterPanel('/report/over-time', pupils, asked),
    fault: asked.day.fault,
    summary: `The law: ${change(share(musts[0] ?? none), share(musts.at(-1) ?? none))} The Code’s guidance: ${change(share(shoulds[0] ?? none), share(shoulds.at(-1) ?? none))}`,
    leftOut: [
      'Each column is judged from the record as it stood at the end of that day, not from figures kept at the time: what was recorded later with an earlier date counts on its date.',
      'Counted is what had fallen due: done, missing, or not in line with the Code. What was still to come on a day is left out.',
      ...(aboutWhom(asked) === 'Whole school'
        ? []
        : [
            `Of ${aboutWhom(asked)} are meant the pupils who are in it now; pupils who have left the school are left out.`,
          ]),
    ],
    shareChart: lineChart(
      'Share done of what had fallen due',
      labels,
      [
        { name: 'The law', values: musts.map(share) },
        { name: 'The Code', values: shoulds.map(share) },
      ],
      'percent',
    ),
    openChart: lineChart(
      'Missing, or not in line',
      labels,
      [
        { name: 'The law', values: musts.map(open) },
        { name: 'The Code', values: shoulds.map(open) },
      ],
      'count',
    ),
    totals: days
      .map(({ on }, at) => ({
        day: dayInWords(on),
        href: address('/report', onDay(on)),
        must: inShare(musts[at] ?? none),
        mustOpen: String(open(musts[at] ?? none)),
        should: inShare(shoulds[at] ?? none),
        shouldOpen: String(open(shoulds[at] ?? none)),
      }))
      .reverse(),
    days: places,
    rules: (days[0]?.figures ?? []).map((line, place) => ruleRow(line, place, days, asked)),
  }
}

const none: Tally = { met: 0, missing: 0, breached: 0 }
