import { scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'

/** The size of a line chart in SVG units. The drawing scales to the width available and keeps its proportions. */
const size = { width: 720, height: 260 } as const
const margin = { top: 16, right: 96, bottom: 34, left: 52 } as const

/** One line of a chart. A value is null if the line has no point at that place of the x axis. */
type Series = { name: string; values: readonly (number | null)[] }

type Mark = { x: number; y: number }

/**
 * A finished line chart: exactly what the view prints. Lines differ by dash and shape of mark, so that colour is not
 * the only difference.
 */
export type LineChart = {
  title: string
  width: number
  height: number
  plot: { left: number; right: number; top: number; bottom: number }
  yTicks: { y: number; label: string }[]
  xTicks: { x: number; label: string }[]
  lines: { name: string; path: string; kind: 'solid' | 'dashed'; marks: Mark[]; end: Mark | null }[]
}

const round = (number: number): number => Math.round(number * 10) / 10

/** The smallest vertical distance between two labels, in SVG units. */
const lineHeight = 18

/** Moves labels at line ends down until they no longer overlap. */
function spreadLabels(ends: readonly (Mark | null)[]): (Mark | null)[] {
  let above = Number.NEGATIVE_INFINITY
  const moved = new Map<Mark, Mark>()
  for (const end of ends.filter((one) => one !== null).sort((one, other) => one.y - other.y)) {
    const y = Math.max(end.y, above + lineHeight)
    moved.set(end, { x: end.x, y })
    above = y
  }
  return ends.map((end) => (end === null ? null : (moved.get(end) ?? end)))
}

/**
 * A line chart of one or two series over the same places on the x axis.
 * @param of the unit of the values: `percent` runs from 0 to 100, `count` from 0 to the largest value
 */
export function lineChart(
  title: string,
  places: readonly string[],
  series: readonly Series[],
  of: 'percent' | 'count',
): LineChart {
  const plot = {
    left: margin.left,
    right: size.width - margin.right,
    top: margin.top,
    bottom: size.height - margin.bottom,
  }
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const y = scaleLinear([0, of === 'percent' ? 100 : most], [plot.bottom, plot.top])
  if (of === 'count') y.nice(4)
  const x = scalePoint(
    places.map((_, place) => place),
    [plot.left, plot.right],
  ).padding(0.3)
  const draw = line<Mark>(
    (mark) => mark.x,
    (mark) => mark.y,
  )
  const marksOf = (values: Series['values']): Mark[] =>
    values.flatMap((value, place) => (value === null ? [] : [{ x: round(x(place) ?? 0), y: round(y(value)) }]))
  const drawn = series.map(({ name, values }, place) => {
    const marks = marksOf(values)
    return { name, path: draw(marks) ?? '', kind: place === 0 ? ('solid' as const) : ('dashed' as const), marks }
  })
  const ends = spreadLabels(drawn.map(({ marks }) => marks.at(-1) ?? null))
  return {
    title,
    ...size,
    plot,
    yTicks: y
      .ticks(4)
      .filter(Number.isInteger)
      .map((value) => ({ y: round(y(value)), label: of === 'percent' ? `${value}%` : String(value) })),
    xTicks: places.map((label, place) => ({ x: round(x(place) ?? 0), label })),
    lines: drawn.map((one, place) => ({ ...one, end: ends[place] ?? null })),
  }
}

const sparkSize = { width: 96, height: 20 } as const

/**
 * The path of a small line without axes, 96 by 20 units, for values from 0 to 100. The path is empty if fewer than two
 * places have a value.
 */
export function sparkline(values: readonly (number | null)[]): { path: string; end: Mark | null } {
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [2, sparkSize.width - 4])
  const y = scaleLinear([0, 100], [sparkSize.height - 3, 3])
  const marks = values.flatMap((value, place) => (value === null ? [] : [{ x: round(x(place)), y: round(y(value)) }]))
  const path = line<Mark>(
    (mark) => mark.x,
    (mark) => mark.y,
  )(marks)
  return { path: marks.length < 2 ? '' : (path ?? ''), end: marks.at(-1) ?? null }
}
