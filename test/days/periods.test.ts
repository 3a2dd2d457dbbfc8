import { describe, expect, test } from 'vitest'
import { academicYearOf, monthEnds } from '../../src/days/periods.ts'

test('academicYearOf begins a new year on 1 September', () => {
  expect(academicYearOf('2026-08-31')).toBe(2025)
  expect(academicYearOf('2026-09-01')).toBe(2026)
})

describe('monthEnds', () => {
  test.each([
    ['2026-11-24', 3, ['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-24']],
    ['2026-11-30', 2, ['2026-10-31', '2026-11-30']],
    ['2024-03-01', 2, ['2024-01-31', '2024-02-29', '2024-03-01']],
    ['2025-12-31', 1, ['2025-12-31']],
  ])('monthEnds up to %s returns the last %i month-ends and the day itself', (until, count, ends) => {
    expect(monthEnds(until, count)).toEqual(ends)
  })
})
