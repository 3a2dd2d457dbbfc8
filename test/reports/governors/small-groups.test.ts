import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallestGroup, suppressSmallGroups } from '../../../src/reports/governors/small-groups.ts'

const cellsOf = (counts: readonly number[]) => counts.map((count, place) => ({ group: place, count }))

/** The printed groups as one text: "0: 12, 1+2: 7". */
const printed = (counts: readonly number[]): string | null =>
  suppressSmallGroups(cellsOf(counts))
    ?.map(({ groups, count }) => `${groups.join('+')}: ${count}`)
    .join(', ') ?? null

/** Yields every way to share this number of pupils between this number of groups. */
function* shared(pupils: number, groups: number): Generator<number[]> {
  if (groups === 1) {
    yield [pupils]
    return
  }
  for (let first = 0; first <= pupils; first++)
    for (const rest of shared(pupils - first, groups - 1)) yield [first, ...rest]
}

describe('groups of fewer than five pupils', () => {
  test.each([
    [[12, 9, 30], '0: 12, 1: 9, 2: 30'],
    [[0, 9, 30], '1: 9, 2: 30'],
    [[3, 9, 30], '0+1: 12, 2: 30'],
    [[3, 0, 30], '0+2: 33'],
    [[12, 9, 3], '0: 12, 1+2: 12'],
    [[1, 1, 1, 30], '0+1+2+3: 33'],
    [[2, 2], null],
    [[0, 0], null],
    [[1, 1, 1, 1, 1], null],
  ])('groups of %j pupils are printed as %s', (counts, print) => {
    expect(printed(counts)).toBe(print)
  })

  test('nobody can work out the size of a small group from the printed totals, in a school with up to six groups', () => {
    for (const groups of [1, 2, 3, 4, 5, 6]) {
      for (let pupils = 0; pupils <= (groups === 6 ? 13 : 18); pupils++) {
        /** For each printed text: the possible sizes of each group among all schools that print this text. */
        const prints = new Map<string, Set<number>[]>()
        for (const counts of shared(pupils, groups)) {
          const print = printed(counts) ?? 'nothing'
          const possible = prints.get(print) ?? counts.map(() => new Set<number>())
          for (const [place, count] of counts.entries()) possible[place]?.add(count)
          prints.set(print, possible)
        }
        for (const [print, possible] of prints) {
          if (print === 'nothing') continue
          for (const [place, numbers] of possible.entries()) {
            const isSmall = [...numbers].some((count) => count > 0 && count < smallestGroup)
            if (isSmall) expect(numbers.size, `group ${place} of "${print}"`).toBeGreaterThan(1)
          }
        }
      }
    }
  })

  test('no printed number of pupils is below five, and the numbers add up to all pupils', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 14 }), (counts) => {
        const told = suppressSmallGroups(cellsOf(counts))
        const total = counts.reduce((sum, count) => sum + count, 0)
        if (told !== null) expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(total)
        for (const { groups, count } of told ?? []) {
          expect(count).toBeGreaterThanOrEqual(smallestGroup)
          expect(count).toBe(groups.reduce((sum, place) => sum + (counts[place] ?? 0), 0))
        }
      }),
    )
  })
})
