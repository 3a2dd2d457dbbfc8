import type { Day } from '../code-of-practice/calendar.ts'

/*
 * Days for people. In code a day is `YYYY-MM-DD`; nothing here knows a clock or a time zone.
 */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

const FIRST_MONTH_OF_SCHOOL_YEAR = 9

interface Parts {
  readonly year: number
  readonly month: number
  readonly day: number
}

const partsOf = (day: Day): Parts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8, 10)),
})

const dayAndMonth = ({ month, day }: Parts): string => `${day} ${MONTHS[month - 1] ?? ''}`

/** The year in which the academic year of a day began: 2025 from 1 September 2025 to 31 August 2026. */
export const academicYearOf = (day: Day): number => {
  const { year, month } = partsOf(day)
  return month >= FIRST_MONTH_OF_SCHOOL_YEAR ? year : year - 1
}

/** `2026-03-02` as "2 March 2026". */
export const dayInWords = (day: Day): string => {
  const parts = partsOf(day)
  return `${dayAndMonth(parts)} ${parts.year}`
}

/** "3 October" for a day of the academic year that `today` lies in, "3 October 2025" for any other. */
export const shortDay = (day: Day, today: Day): string =>
  academicYearOf(day) === academicYearOf(today) ? dayAndMonth(partsOf(day)) : dayInWords(day)

/** "Tuesday". */
export const weekday = (day: Day): string => {
  const { year, month, day: ofMonth } = partsOf(day)
  return WEEKDAYS[new Date(Date.UTC(year, month - 1, ofMonth)).getUTCDay()] ?? ''
}
