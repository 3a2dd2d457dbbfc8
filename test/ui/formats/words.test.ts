import { expect, test } from 'vitest'
import { dayInWords, shortDay, weekday } from '../../../src/ui/formats/words.ts'

test('dayInWords writes day, month and year', () => {
  expect(dayInWords('2026-03-02')).toBe('2 March 2026')
  expect(dayInWords('2024-02-29')).toBe('29 February 2024')
})

test('shortDay leaves out the year only within the academic year', () => {
  expect(shortDay('2026-10-03', '2027-03-02')).toBe('3 October')
  expect(shortDay('2027-08-31', '2026-09-01')).toBe('31 August')
  expect(shortDay('2026-08-31', '2026-09-01')).toBe('31 August 2026')
  expect(shortDay('2025-10-03', '2026-10-03')).toBe('3 October 2025')
})

test('weekday gives the right name from 1900 to 2199', () => {
  expect(weekday('2026-11-24')).toBe('Tuesday')
  expect(weekday('2024-02-29')).toBe('Thursday')
  expect(weekday('1900-01-01')).toBe('Monday')
  expect(weekday('2199-12-31')).toBe('Tuesday')
})
