import { pupilRules } from '../code-of-practice/catalogue.ts'
import type { Day } from '../days/calendar.ts'
import { monthEnds } from '../days/periods.ts'
import { type CountsOnDays, countsOn } from '../findings/counts-on-days.ts'
import { memoiseByObject } from '../findings/memoise-by-object.ts'
import { type PupilCounts, type RuleCount, sumCounts } from '../findings/monthly-counts.ts'
import type { RegisterPupilWithFindings } from '../findings/register-pupils.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { dayInWords } from '../ui/formats/words.ts'
import { sparkline } from './chart.ts'
import type { SchoolPupils } from './report-filters.ts'
import { figuresByRule, inWholePercent } from './rule-figures.ts'

/** What had fallen due on a day, for each pupil rule in the catalogue's order. */
export type MonthlyCounts = { on: Day; counts: readonly RuleCount[] }

/** How many past month-ends the report covers. */
const months = 12

const sumOfSchool = memoiseByObject(({ days, pupils }: CountsOnDays) => sumCounts(pupils.values(), days.length))

function* countsOfPupils(
  { pupils: counts }: CountsOnDays,
  pupils: readonly RegisterPupilWithFindings[],
): Generator<PupilCounts> {
  for (const { pupilId } of pupils) {
    const pupilCounts = counts.get(pupilId)
    if (pupilCounts !== undefined) yield pupilCounts
  }
}

/**
 * What had fallen due at the last twelve month-ends and on the day itself, oldest first, each judged from the record as
 * it stood on that day. Without filters, pupils who have left since are counted on the days when they were on the roll.
 * @param filteredPupils the pupils that match the report's filters
 */
export async function monthlyCounts(
  tx: Tx,
  { schoolId, asOf }: { schoolId: string; asOf: Day },
  filteredPupils: readonly RegisterPupilWithFindings[],
  { pupils: all }: SchoolPupils,
): Promise<MonthlyCounts[]> {
  const days = monthEnds(asOf, months).slice(0, -1)
  const counts = await countsOn(tx, { schoolId, days })
  const sums =
    filteredPupils === all ? sumOfSchool(counts) : sumCounts(countsOfPupils(counts, filteredPupils), days.length)
  const now = figuresByRule(filteredPupils).map(({ figures: { met, missing, breached } }) => ({
    done: met,
    open: missing + breached,
  }))
  return [...days.map((on, at) => ({ on, counts: sums[at] ?? [] })), { on: asOf, counts: now }]
}

/** The share that was done of all steps that had fallen due, in whole per cent; null if none had fallen due. */
export const shareOf = ({ done, open }: RuleCount): number | null =>
  done + open === 0 ? null : inWholePercent(done, done + open)

/** The counts of all rules of a level added up: "must" (legal duties) or "should" (guidance). */
export function countsOfLevel({ counts }: MonthlyCounts, level: 'must' | 'should'): RuleCount {
  let [done, open] = [0, 0]
  for (const [place, of] of counts.entries()) {
    if (pupilRules[place]?.level !== level) continue
    done += of.done
    open += of.open
  }
  return { done, open }
}

/** How the share done has changed over the year, like "94% done, up from 81% on 30 November 2025." */
function moved(year: readonly MonthlyCounts[], level: 'must' | 'should'): string {
  const shares = year.map((stood) => ({ on: stood.on, share: shareOf(countsOfLevel(stood, level)) }))
  const now = shares.at(-1)?.share ?? null
  if (now === null) return 'nothing has fallen due yet.'
  const [first] = shares.slice(0, -1).filter(({ share }) => share !== null)
  if (first === undefined || first.share === null) return `${now}% done.`
  const day = dayInWords(first.on)
  if (first.share === now) return `${now}% done, as on ${day}.`
  return `${now}% done, ${now > first.share ? 'up' : 'down'} from ${first.share}% on ${day}.`
}

/** Two sentences about how much was done over a year: one about legal duties, one about the Code's guidance. */
export const yearInTwoSentences = (year: readonly MonthlyCounts[]): string =>
  year.every(({ counts }) => counts.every(({ done, open }) => done + open === 0))
    ? 'Nothing has fallen due yet.'
    : `The law: ${moved(year, 'must')} The Code’s guidance: ${moved(year, 'should')}`

/** A rule's share done over a year as a small line. `words` and `fromTo` are empty if nothing had fallen due. */
export type Trend = {
  path: string
  end: { x: number; y: number } | null
  /** The text alternative for the drawing. */
  words: string
  /** The first and the last value, like "100 → 87%". */
  fromTo: string
}

/** The trend of each pupil rule, in the catalogue's order. */
export const trendsOf = (year: readonly MonthlyCounts[]): Trend[] =>
  pupilRules.map((_rule, place) => {
    const shares = year.map(({ counts }) => (counts[place] ? shareOf(counts[place]) : null))
    return { ...sparkline(shares), ...trendInWords(shares) }
  })

function trendInWords(shares: readonly (number | null)[]): Pick<Trend, 'words' | 'fromTo'> {
  const known = shares.filter((share) => share !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return { words: '', fromTo: '' }
  return {
    words: `Share done over the year: from ${first}% to ${last}%, at the lowest ${Math.min(...known)}%`,
    fromTo: first === last ? `${last}%` : `${first} → ${last}%`,
  }
}
