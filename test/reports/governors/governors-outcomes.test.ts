import { expect, test } from 'vitest'
import { readQuery } from '../../../src/http/query.ts'
import { governorsPage } from '../../../src/reports/governors/page.ts'
import { reportFilters } from '../../../src/reports/report-filters.ts'

type Outcome = { progress: 'notYet' | 'some' | 'met' | 'exceeded'; pupilId: string }

const counts = (outcomes: readonly Outcome[]) =>
  governorsPage(
    {
      pupils: [],
      roll: [],
      outcomes,
      training: [],
      national: { version: 1, from: null, percent: new Map() },
    },
    reportFilters(readQuery(''), '2026-11-24'),
  )
    .parts.at(-1)
    ?.rows.map(({ count }) => count)

const of = (progress: Outcome['progress'], pupils: number, each = 1): Outcome[] =>
  Array.from({ length: pupils * each }, (_, index) => ({ progress, pupilId: `${progress} ${index % pupils}` }))

test('the report for governors shows numbers of outcomes only if at least five pupils are behind each', () => {
  expect(counts([...of('notYet', 1, 6), ...of('met', 9)])).toEqual(['15'])
  expect(counts([...of('notYet', 5, 2), ...of('met', 9)])).toEqual(['10', '9'])
  expect(counts([...of('some', 2, 5), ...of('met', 2, 5)])).toEqual([])
})
