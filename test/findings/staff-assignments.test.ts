import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/days/calendar.ts'
import { type StaffAssignment, staffAsOf } from '../../src/findings/staff-assignments.ts'

const FIRST = '2026-02-20'
const LENGTH = 20
const dayAt = (index: number) => addDays(FIRST, index)
const anyDay = fc.nat(LENGTH - 1)

/** The unbroken run of days that matters on a day, found by checking every day. */
const dayByDay = (spells: readonly (readonly [number, number])[], asOf: number): [number, number] | null => {
  const isCovered = (day: number) => spells.some(([from, until]) => from <= day && day <= until)
  const runs: [number, number][] = []
  for (let day = 0; day < LENGTH; day++) {
    const last = runs.at(-1)
    if (!isCovered(day)) continue
    if (last !== undefined && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs.findLast(([from]) => from <= asOf) ?? runs[0] ?? null
}

test('staffAsOf chooses the same period of a person as a check of every single day', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyDay, anyDay), { maxLength: 6 }), anyDay, (spells, asOf) => {
      const given = spells.map(([from, until]): StaffAssignment => ['a', dayAt(from), dayAt(until)])
      const expected = dayByDay(spells, asOf)
      expect(staffAsOf(given, dayAt(asOf))).toEqual(
        expected === null ? [] : [{ id: 'a', from: dayAt(expected[0]), until: dayAt(expected[1]) }],
      )
    }),
  )
})

test('staffAsOf merges a period without an end with the periods that begin within it', () => {
  const spells: StaffAssignment[] = [
    ['a', '2026-01-05', null],
    ['a', '2026-02-23', '2026-03-02'],
  ]
  expect(staffAsOf(spells, '2026-06-01')).toEqual([{ id: 'a', from: '2026-01-05' }])
})

test('staffAsOf lists each member of staff once, by first day and then by id', () => {
  const spells: StaffAssignment[] = [
    ['c', '2026-01-05', null],
    ['b', '2026-02-23', null],
    ['a', '2026-02-23', null],
    ['c', '2025-09-01', '2025-12-19'],
  ]
  expect(staffAsOf(spells, '2026-03-02').map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})
