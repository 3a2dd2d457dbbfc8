/** A calendar day, `YYYY-MM-DD`: no time, no zone. Two days compare as their strings do. */
export type Day = string

/** Days are counted from 1 March of the year 0, so that the leap day closes a year. */
type DayNumber = number

const DAYS_IN_ERA = 146_097
const DAY_LENGTH_IN_TEXT = 10
const DIGIT_ZERO = 48
const HYPHEN = 45

const digitsAt = (text: string, from: number, count: number): number => {
  let number = 0
  for (let index = from; index < from + count; index++) number = number * 10 + text.charCodeAt(index) - DIGIT_ZERO
  return number
}

const yearOf = (day: Day): number => digitsAt(day, 0, 4)
const monthOf = (day: Day): number => digitsAt(day, 5, 2)
const dayOfMonth = (day: Day): number => digitsAt(day, 8, 2)

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number))

const write = (year: number, month: number, day: number): Day =>
  `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`

const isDigit = (code: number): boolean => code >= DIGIT_ZERO && code <= DIGIT_ZERO + 9

const hasShapeOfDay = (text: string): boolean => {
  if (text.length !== DAY_LENGTH_IN_TEXT) return false
  for (let index = 0; index < DAY_LENGTH_IN_TEXT; index++) {
    const code = text.charCodeAt(index)
    if (index === 4 || index === 7 ? code !== HYPHEN : !isDigit(code)) return false
  }
  return true
}

/** Whether a text is a day that the record may carry: a real one, from 1900 to 2199, written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  if (!hasShapeOfDay(text)) return false
  const year = yearOf(text)
  const month = monthOf(text)
  const day = dayOfMonth(text)
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

const toNumber = (day: Day): DayNumber => {
  const month = monthOf(day)
  const year = month > 2 ? yearOf(day) : yearOf(day) - 1
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth(day) - 1
  return era * DAYS_IN_ERA + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
}

const fromNumber = (number: DayNumber): Day => {
  const era = Math.floor(number / DAYS_IN_ERA)
  const dayOfEra = number - era * DAYS_IN_ERA
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return write(year, month, dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1)
}

const FRIDAY = 4

/** Monday is 0, Sunday 6: 1 March of the year 0 was a Wednesday. */
const weekday = (number: DayNumber): number => (number + 2) % 7

/** The later of two days. */
export const laterOf = (one: Day, other: Day): Day => {
  if (one > other) return one
  return other
}

/** The day a number of days on (back, where negative). */
export const addDays = (day: Day, count: number): Day => fromNumber(toNumber(day) + count)

/**
 * The same day of the month `months` on (back, where negative), or that month's last day where it has no such day:
 * the contract's "N months after".
 */
export const addMonths = (day: Day, months: number): Day => {
  const counted = yearOf(day) * 12 + monthOf(day) - 1 + months
  const year = Math.floor(counted / 12)
  const month = counted - year * 12 + 1
  return write(year, month, Math.min(dayOfMonth(day), daysInMonth(year, month)))
}

/**
 * Whether a pupil is a young person on a day: from the day after the last Friday of June of the academic year
 * (1 September to 31 August) in which they become 16.
 */
export const isYoungPersonOn = (dateOfBirth: Day, day: Day): boolean => {
  const june = yearOf(dateOfBirth) + 16 + (monthOf(dateOfBirth) >= 9 ? 1 : 0)
  const lastOfJune = toNumber(write(june, 6, 30))
  return toNumber(day) > lastOfJune - ((weekday(lastOfJune) - FRIDAY + 7) % 7)
}

/** What a calendar is made from: terms in order and not overlapping, and days that the school is closed. */
export interface SchoolYearDates {
  readonly terms?: readonly { readonly from: Day; readonly to: Day }[] | null
  readonly closures?: readonly Day[] | null
}

/** A school's days, ready for many questions: answers are kept, so reuse one calendar for all pupils of a school. */
export interface SchoolCalendar {
  readonly terms: readonly { readonly from: DayNumber; readonly to: DayNumber }[]
  readonly closures: ReadonlySet<DayNumber>
  /** For each count of school days, the day it was counted from and the day it came to. */
  readonly counted: Map<number, Map<Day, Day>>
}

/** Reads a school's terms and closures once. */
export const schoolCalendar = (dates: SchoolYearDates): SchoolCalendar => ({
  terms: (dates.terms ?? []).map((term) => ({ from: toNumber(term.from), to: toNumber(term.to) })),
  closures: new Set((dates.closures ?? []).map(toNumber)),
  counted: new Map(),
})

/** The day itself, or the first day of the next term where the day lies in the holidays between two terms. */
const outOfHolidays = (calendar: SchoolCalendar, number: DayNumber): DayNumber => {
  const { terms } = calendar
  const first = terms[0]
  if (first === undefined || number < first.from) return number
  for (const term of terms) if (number <= term.to) return Math.max(number, term.from)
  return number
}

const isOpen = (calendar: SchoolCalendar, number: DayNumber): boolean =>
  weekday(number) <= FRIDAY && !calendar.closures.has(number)

/**
 * Whether a day is a school day: a Monday to Friday that is no closure and, between the first term's first day and the
 * last term's last, lies in a term. Outside that span, or without terms, every such Monday to Friday is one.
 */
export const isSchoolDay = (calendar: SchoolCalendar, day: Day): boolean => {
  const number = toNumber(day)
  return outOfHolidays(calendar, number) === number && isOpen(calendar, number)
}

const countOn = (calendar: SchoolCalendar, day: Day, count: number): Day => {
  let number = toNumber(day)
  let left = count
  while (left > 0) {
    number = outOfHolidays(calendar, number + 1)
    if (isOpen(calendar, number)) left--
  }
  return fromNumber(number)
}

/** The `count`th school day later than a day, which never counts itself; with a count of 0, that day. */
export const nthSchoolDayAfter = (calendar: SchoolCalendar, day: Day, count: number): Day => {
  if (count === 0) return day
  let ofThisCount = calendar.counted.get(count)
  if (ofThisCount === undefined) {
    ofThisCount = new Map()
    calendar.counted.set(count, ofThisCount)
  }
  const known = ofThisCount.get(day)
  if (known !== undefined) return known
  const found = countOn(calendar, day, count)
  ofThisCount.set(day, found)
  return found
}

/** How many school days lie after one day, up to and including another; 0 where that is not later. */
export const schoolDaysBetween = (calendar: SchoolCalendar, from: Day, to: Day): number => {
  const last = toNumber(to)
  let days = 0
  let number = outOfHolidays(calendar, toNumber(from) + 1)
  while (number <= last) {
    if (isOpen(calendar, number)) days++
    number = outOfHolidays(calendar, number + 1)
  }
  return days
}
