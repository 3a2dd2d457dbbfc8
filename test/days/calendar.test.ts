import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  isDay,
  isSchoolDay,
  isYoungPersonOn,
  nthSchoolDayAfter,
  schoolCalendar,
  schoolDaysBetween,
} from '../../src/days/calendar.ts'
import { days, schoolYears } from '../code-of-practice/arbitrary.ts'

const MS_IN_A_DAY = 86_400_000
const byTheClock = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const weekdayOf = (day: string): number => new Date(byTheClock(day)).getUTCDay()

describe('isDay and addDays', () => {
  test.each([
    ['2024-02-29', true],
    ['2025-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2100-02-29', false],
    ['1900-01-01', true],
    ['1899-12-31', false],
    ['2199-12-31', true],
    ['2200-01-01', false],
    ['2025-09-31', false],
    ['2025-04-31', false],
    ['2025-00-10', false],
    ['2025-13-10', false],
    ['2025-10-00', false],
    ['2025-1-01', false],
    ['2025-10-1', false],
    ['02025-10-1', false],
    ['2025-10-01 ', false],
    ['2025-10-01\n', false],
    ['2025/10/01', false],
    ['２０２５-10-01', false],
    ['', false],
  ])('isDay(%j) is %s', (text, expected) => expect(isDay(text)).toBe(expected))

  test('addDays gives the same day as Date arithmetic', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
        expect(byTheClock(addDays(day, count))).toBe(byTheClock(day) + count * MS_IN_A_DAY)
      }),
    )
  })
})

describe('addMonths', () => {
  test.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2025-08-31', 1, '2025-09-30'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-10-01', -12, '2024-10-01'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-01-01', -1, '2024-12-01'],
    ['2025-05-31', 0, '2025-05-31'],
    ['1900-01-01', -12, '1899-01-01'],
    ['2199-12-31', 400, '2233-04-30'],
  ])('addMonths(%s, %i) is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected))
})

describe('isYoungPersonOn', () => {
  test.each([
    ['on the last Friday of June, born on the last day of the academic year', '2010-08-31', '2026-06-26', false],
    ['on the day after the last Friday of June', '2010-08-31', '2026-06-27', true],
    ['born a day later, in the same June', '2010-09-01', '2026-06-27', false],
    ['born a day later, in the next June', '2010-09-01', '2027-06-26', true],
    ['on a last Friday that is 30 June', '2007-01-01', '2023-06-30', false],
    ['on the day after a last Friday that is 30 June', '2007-01-01', '2023-07-01', true],
    ['on a last Friday that is 24 June', '2006-01-01', '2022-06-24', false],
    ['on the day after a last Friday that is 24 June', '2006-01-01', '2022-06-25', true],
    ['born on a leap day', '2008-02-29', '2024-06-29', true],
  ])('isYoungPersonOn: %s, born %s, on %s: %s', (_about, dateOfBirth, day, expected) =>
    expect(isYoungPersonOn(dateOfBirth, day)).toBe(expected),
  )
})

describe('school days of a calendar with terms and closures', () => {
  const calendar = schoolCalendar({
    terms: [
      { from: '2025-09-03', to: '2025-10-24' },
      { from: '2025-11-03', to: '2025-12-19' },
    ],
    closures: ['2025-11-28', '2025-11-29', '2026-03-02', '2024-05-06'],
  })

  test.each([
    ['the first day of term', '2025-09-03', true],
    ['the day before the first term', '2025-09-02', true],
    ['the last day before half-term', '2025-10-24', true],
    ['half-term', '2025-10-27', false],
    ['the day before the second term', '2025-10-31', false],
    ['a Saturday in term', '2025-11-08', false],
    ['a closure', '2025-11-28', false],
    ['the last day of the last term', '2025-12-19', true],
    ['Christmas Day after the last term', '2025-12-25', true],
    ['a closure after the terms', '2026-03-02', false],
    ['a closure before the terms', '2024-05-06', false],
    ['a Sunday far away', '2051-01-01', false],
    ['a Monday far away', '2051-01-02', true],
  ])('isSchoolDay for %s (%s) is %s', (_about, day, expected) => expect(isSchoolDay(calendar, day)).toBe(expected))

  test.each([
    ['2025-10-24', 0, '2025-10-24'],
    ['2025-10-25', 0, '2025-10-25'],
    ['2025-10-24', 1, '2025-11-03'],
    ['2025-10-30', 1, '2025-11-03'],
    ['2025-10-23', 2, '2025-11-03'],
    ['2025-11-27', 1, '2025-12-01'],
    ['2025-12-18', 2, '2025-12-22'],
    ['2025-08-29', 2, '2025-09-02'],
    ['2026-02-27', 1, '2026-03-03'],
    ['2024-05-03', 1, '2024-05-07'],
  ])('nthSchoolDayAfter(%s, %i) is %s', (day, count, expected) =>
    expect(nthSchoolDayAfter(calendar, day, count)).toBe(expected),
  )

  test('the calendar gives the same school days as the contract’s definition, counted day by day', () => {
    fc.assert(
      fc.property(schoolYears, days, fc.integer({ min: 0, max: 60 }), ({ terms, closures }, day, count) => {
        const isOne = (each: string): boolean => {
          const from = terms[0]?.from
          const to = terms.at(-1)?.to
          const isInSpan = from !== undefined && to !== undefined && from <= each && each <= to
          const isInTerm = terms.some((term) => term.from <= each && each <= term.to)
          return ![0, 6].includes(weekdayOf(each)) && !closures.includes(each) && (!isInSpan || isInTerm)
        }
        let expected = day
        for (let left = count; left > 0; ) {
          expected = addDays(expected, 1)
          if (isOne(expected)) left--
        }
        const calendarOfThese = schoolCalendar({ terms, closures })
        expect(isSchoolDay(calendarOfThese, day)).toBe(isOne(day))
        expect(nthSchoolDayAfter(calendarOfThese, day, count)).toBe(expected)
        expect(schoolDaysBetween(calendarOfThese, day, expected)).toBe(count)
      }),
    )
  })

  test('schoolDaysBetween is 0 if the second day is earlier', () =>
    expect(schoolDaysBetween(calendar, '2025-09-10', '2025-09-03')).toBe(0))
})
