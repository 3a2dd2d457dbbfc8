import { scaleLinear } from 'd3-scale'
import { nameOf } from '../../findings/register-pupils.ts'
import type { Link } from '../../ui/components/common-options.ts'
import {
  type FilterPanel,
  filterPanel,
  filtersInWords,
  type ReportFilters,
  reportPages,
  type SchoolPupils,
} from '../report-filters.ts'
import { median, type Stage, type StageName, type TimeTaken } from '../times.ts'

const stageWords: Readonly<Record<StageName, { title: string; rule: string }>> = {
  earlyDiscussion: { title: 'From a concern to the early discussion', rule: '6.39' },
  decision: { title: 'From the early discussion to a decision', rule: '6.40' },
  informParents: { title: 'From the decision for SEN Support to the formal word to parents', rule: '6.43/6.48' },
  plan: { title: 'From the decision for SEN Support to a plan', rule: '6.48' },
  briefStaff: { title: 'From the plan to the last of the staff having read it', rule: '6.49' },
}

/** A dot in the drawing, one for each duration; in drawing units. */
type TimeDot = { x: number; y: number }
type DotPlot = { dots: TimeDot[]; waiting: TimeDot[]; targetX: number; medianX: number | null }

type StageRow = {
  paragraph: string
  title: string
  median: string
  slowest: string
  slowestPupil: Link | null
  target: string
  inTime: string
  waiting: string
  waitingPupil: Link | null
  strip: DotPlot
}

type TimesPage = {
  title: string
  heading: string
  about: string
  asOf: string
  fault: string
  pages: ReturnType<typeof reportPages>
  filters: FilterPanel
  stages: StageRow[]
  strip: { width: number; height: number }
  ticks: { x: number; label: string }[]
  leftOut: string[]
}

const plotSize = { width: 360, height: 44 } as const
const middle = plotSize.height / 2
/** The distance between dots of equal duration, which are placed alternately below and above the middle line. */
const step = 5

const days = (count: number): string => (count === 1 ? '1 school day' : `${count} school days`)

type Scale = (value: number) => number
const at = (scale: Scale, value: number): number => Math.round(scale(value) * 10) / 10

function dotsOf(taken: readonly TimeTaken[], scale: Scale): TimeDot[] {
  const stacked = new Map<number, number>()
  return taken.map((one) => {
    const place = stacked.get(one.days) ?? 0
    stacked.set(one.days, place + 1)
    const offset = Math.ceil(place / 2) * step * (place % 2 === 0 ? 1 : -1)
    return { x: at(scale, one.days), y: Math.max(4, Math.min(plotSize.height - 4, middle + offset)) }
  })
}

function rowOf(
  { name, target, taken, waiting }: Stage,
  scale: Scale,
  link: (taken: TimeTaken | undefined) => Link | null,
): StageRow {
  const { title, rule } = stageWords[name]
  const middleOf = median(taken.map((one) => one.days))
  const slowest = taken.at(-1)
  const [longest] = waiting
  const inTime = taken.filter((one) => one.days <= target).length
  return {
    paragraph: rule,
    title,
    median: middleOf === null ? '–' : days(middleOf),
    slowest: slowest === undefined ? '–' : days(slowest.days),
    slowestPupil: link(slowest),
    target: days(target),
    inTime: taken.length === 0 ? '–' : `${inTime} of ${taken.length}`,
    waiting: longest === undefined ? 'Nobody' : `${waiting.length}, longest ${days(longest.days)}`,
    waitingPupil: link(longest),
    strip: {
      dots: dotsOf(taken, scale),
      waiting: dotsOf(waiting, scale),
      targetX: at(scale, target),
      medianX: middleOf === null ? null : at(scale, middleOf),
    },
  }
}

/** The page How long it takes: each stage in school days, against the school's own targets. */
export function timesPage(stages: readonly Stage[], schoolPupils: SchoolPupils, filters: ReportFilters): TimesPage {
  const most = Math.max(
    ...stages.flatMap(({ target, taken, waiting }) => [target, ...[...taken, ...waiting].map((one) => one.days)]),
  )
  const scale = scaleLinear([0, most], [6, plotSize.width - 6]).nice()
  const names = new Map(schoolPupils.pupils.map((pupil) => [pupil.pupilId, nameOf(pupil)]))
  const link = (taken: TimeTaken | undefined): Link | null =>
    taken === undefined ? null : { text: names.get(taken.pupilId) ?? '', href: `/pupils/${taken.pupilId}` }
  return {
    title: 'How long it takes',
    heading: 'How long it takes',
    about: filtersInWords(filters),
    asOf: filters.day.words,
    fault: filters.day.fault,
    pages: reportPages('/report/times', filters),
    filters: filterPanel('/report/times', schoolPupils, filters),
    stages: stages.map((stage) => rowOf(stage, scale, link)),
    strip: plotSize,
    ticks: scale.ticks(5).map((value) => ({ x: at(scale, value), label: String(value) })),
    leftOut: [
      'Counted in school days, from the day after something happened to the day on which the next step was done.',
      'Of what was begun in the twelve months to this day. Targets are your school’s own: neither the law nor the Code names a number of days.',
      'Staff who joined after the plan was agreed count from the day on which they joined.',
      'A stretch ends when its step counts as done: an early discussion that neither parent nor pupil took part in, without a reason, ends nothing.',
    ],
  }
}
