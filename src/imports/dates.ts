import { MONTHS } from '../ui/formats/words.ts'
import { quote, type Reading, read, wrong } from './reading.ts'

const DAY_MONTH_YEAR = /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})$/
const YEAR_MONTH_DAY = /^(?<year>\d{4})[/-](?<month>\d{1,2})[/-](?<day>\d{1,2})$/
const DAY_NAME_YEAR = /^(?<day>\d{1,2})(?:st|nd|rd|th)?[ -](?<month>[a-z]{3,9})\.?[ -](?<year>\d{4})$/i
const SHORT_YEAR = /^\d{1,2}[/. -](?:\d{1,2}|[a-z]{3,9})[/. -]\d{2}$/i
const TIME = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?$/i

/** Excel's date number: days since 30 December 1899. Five digits cover 1927 to 2173. */
const EXCEL_SERIAL = /^(?<serial>\d{5})(?:\.\d+)?$/
const EXCEL_DAY_0 = Date.UTC(1899, 11, 30)
const DAY_IN_MS = 24 * 60 * 60 * 1000

/**
 * Reads a date as school systems write it (31/12/2026, 2026-12-31, 31 Dec 2026, 31-Dec-2026, each with or without a
 * time, or Excel's number) and returns it as YYYY-MM-DD. The day comes before the month, as in England.
 */
export function parseDate(typed: string): Reading<string> {
  const text = typed.trim().replace(/\s+/g, ' ').replace(TIME, '')
  const serial = EXCEL_SERIAL.exec(text)?.groups?.serial
  if (serial !== undefined) {
    return read(new Date(EXCEL_DAY_0 + Number(serial) * DAY_IN_MS).toISOString().slice(0, 10))
  }
  const parts = (DAY_MONTH_YEAR.exec(text) ?? YEAR_MONTH_DAY.exec(text) ?? DAY_NAME_YEAR.exec(text))?.groups
  if (parts === undefined) return wrong(notADate(typed, text))
  return realDay(typed, Number(parts.year), monthNumber(parts.month ?? ''), Number(parts.day))
}

/** The month from 1, given as a number, a full name or a short name; 0 for any other word. */
function monthNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(text.toLowerCase().replace(/^sept$/, 'sep'))) + 1
}

function realDay(typed: string, year: number, month: number, day: number): Reading<string> {
  const name = MONTHS[month - 1]
  if (name === undefined)
    return wrong(`${quote(typed)} is no date: there is no such month. Write the day first, such as 31/12/2018.`)
  if (year < 1900 || year > 2199) return wrong(`${quote(typed)} is no date of a pupil: the year is ${year}.`)
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day < 1 || day > daysInMonth) return wrong(`${quote(typed)} is no date: ${name} ${year} has ${daysInMonth} days.`)
  return read(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

function notADate(typed: string, text: string): string {
  if (/^#+$/.test(text)) return 'A spreadsheet wrote ### in place of the date, because its column was too narrow.'
  if (/^\d{4}$/.test(text)) return `${quote(typed)} is a year, not a whole date such as 31/12/2018.`
  if (SHORT_YEAR.test(text)) return `${quote(typed)} needs its year in four digits, such as 31/12/2018.`
  return `${quote(typed)} is no date. Write it as 31/12/2018.`
}
