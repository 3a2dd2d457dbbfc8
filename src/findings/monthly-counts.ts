import type { SchoolAsOf } from '../code-of-practice/as-of.ts'
import { pupilRules, type RuleId } from '../code-of-practice/catalogue.ts'
import { evaluatePupil } from '../code-of-practice/evaluate.ts'
import type { LoadedForDays } from './load.ts'

/** How many findings of one rule had fallen due on a day: done, and open (missing or not in line with the Code). */
export interface RuleCount {
  readonly done: number
  readonly open: number
}

/**
 * A pupil's counts in one flat array: for each day, and for each rule in the catalogue's order, the number done and the
 * number open. It is compact because the cache holds one for every pupil over a year's days.
 */
export type PupilCounts = Uint16Array

const numbersARule = 2
const numbersADay = pupilRules.length * numbersARule
const placeOfRule: ReadonlyMap<RuleId, number> = new Map(pupilRules.map(({ id }, place) => [id, place * numbersARule]))

/** Adds the findings of one pupil on one day into the array, from index `from`. Returns how many were added. */
function addDay(counts: PupilCounts, from: number, pupil: LoadedForDays, school: SchoolAsOf): number {
  if (!pupil.isOnRoll(school.asOf)) return 0
  let added = 0
  for (const { rule, status } of evaluatePupil(pupil.recordOn(school.asOf), school)) {
    const place = placeOfRule.get(rule)
    if (place === undefined || status === 'upcoming') continue
    const at = from + place + (status === 'met' ? 0 : 1)
    counts[at] = (counts[at] ?? 0) + 1
    added += 1
  }
  return added
}

/** A pupil's counts on each of several days; null when nothing had fallen due on any of them. */
export function countsOfPupil(pupil: LoadedForDays, schools: readonly SchoolAsOf[]): PupilCounts | null {
  const counts = new Uint16Array(schools.length * numbersADay)
  let added = 0
  for (const [day, school] of schools.entries()) added += addDay(counts, day * numbersADay, pupil, school)
  return added === 0 ? null : counts
}

/** The sum of several pupils' counts over the same number of days: for each day, each rule in the catalogue's order. */
export function sumCounts(pupils: Iterable<PupilCounts>, days: number): readonly (readonly RuleCount[])[] {
  const sums = new Array<number>(days * numbersADay).fill(0)
  for (const counts of pupils) {
    for (let at = 0; at < counts.length; at += 1) sums[at] = (sums[at] ?? 0) + (counts[at] ?? 0)
  }
  return Array.from({ length: days }, (_, day) =>
    pupilRules.map((_rule, place) => {
      const at = day * numbersADay + place * numbersARule
      return { done: sums[at] ?? 0, open: sums[at + 1] ?? 0 }
    }),
  )
}
