import { expect, test } from 'vitest'
import { demoDays, easterSunday, termsOf } from '../../prisma/demo/days.ts'

test.each([
  [2024, '2024-03-31'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2028, '2028-04-16'],
  [2038, '2038-04-25'],
])('Easter Sunday of %i is %s', (year, expected) => {
  expect(easterSunday(year)).toBe(expected)
})

test('a school year has six half-terms, with the holidays of English schools', () => {
  expect(termsOf(2026).map(({ from, to }) => [from, to])).toEqual([
    ['2026-09-01', '2026-10-23'],
    ['2026-11-02', '2026-12-18'],
    ['2027-01-04', '2027-02-12'],
    ['2027-02-22', '2027-03-19'],
    ['2027-04-05', '2027-05-28'],
    ['2027-06-07', '2027-07-22'],
  ])
})

test('ago() and ahead() skip holidays and inset days, and count from the latest school day', () => {
  const summer = demoDays('2027-08-20')
  expect([summer.ago(0), summer.ago(1), summer.ahead(1)]).toEqual(['2027-07-22', '2027-07-21', '2027-09-02'])
  const afterHalfTerm = demoDays('2026-11-04')
  expect([afterHalfTerm.ago(0), afterHalfTerm.ago(1), afterHalfTerm.ago(2)]).toEqual([
    '2026-11-04',
    '2026-11-03',
    '2026-10-23',
  ])
  expect(afterHalfTerm.before('2026-11-04', 2)).toBe('2026-10-23')
  expect(afterHalfTerm.after('2026-10-23', 2)).toBe('2026-11-04')
})

test('soFar() returns null for a day in the future', () => {
  const days = demoDays('2026-11-24')
  expect([days.soFar('2026-11-24'), days.soFar('2026-11-25'), days.soFar(null)]).toEqual(['2026-11-24', null, null])
})

test('ago() refuses days before the start of the calendar', () => {
  expect(() => demoDays('2026-11-24').ago(366)).toThrow(RangeError)
})
