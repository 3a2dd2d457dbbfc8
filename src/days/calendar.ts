/** A calendar day, `YYYY-MM-DD`, without time or time zone. String comparison orders days. */
export type Day = string

/**
 * A day as a number: the days since 1 March of the year 0. Years that begin in March end with the leap day, which makes
 * the arithmetic simple.
 */
type DayNumber = number

const DAYS_IN_ERA = 146_097
const DAY_LENGTH_IN_TEXT = 10
const DIGIT_ZERO = 48
const HYPHEN = 45

const digitAt = (text: string, place: number): number => text.charCodeAt(place) - DIGIT_ZERO

const yearOf = (day: Day): number =>
  digitAt(day, 0) * 1000 + digitAt(day, 1) * 100 + digitAt(day, 2) * 10 + digitAt(day, 3)
const monthOf = (day: Day): number => digitAt(day, 5) * 10 + digitAt(day, 6)
const dayOfMonth = (day: Day): number => digitAt(day, 8) * 10 + digitAt(day, 9)

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number))

const write = (year: number, month: number, day: number): Day => `${year}-${twoDigits(month)}-${twoDigits(day)}`

const isDigit = (code: number): boolean => code >= DIGIT_ZERO && code <= DIGIT_ZERO + 9

const hasShapeOfDay = (text: string): boolean => {
  if (text.length !== DAY_LENGTH_IN_TEXT) return false
  for (let index = 0; index < DAY_LENGTH_IN_TEXT; index++) {
    const code = text.charCodeAt(index)
    if (index === 4 || index === 7 ? code !== HYPHEN : !isDigit(code)) return false
  }
  return true
}

/** Whether a text is a real day from 1900 to 2199, written `YYYY-MM-DD`. Records accept no other days. */
export const isDay = (text: string): boolean => {
  if (!hasShapeOfDay(text)) return false
  const year = yearOf(text)
  const month = monthOf(text)
  const day = dayOfMonth(text)
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The month of a day as a number: the months since January of the year 0. */
const monthNumberOf = (day: Day): number => yearOf(day) * 12 + monthOf(day) - 1

const dayBeforeMonth = (monthNumber: number): DayNumber => {
  const monthFromMarch = (monthNumber + 10) % 12
  const year = (monthNumber - 2 - monthFromMarch) / 12
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) - 1
}

/** `dayBeforeMonth` of each month from 1900 to 2199, as a table for speed: every due date begins with parsing a day. */
const FIRST_MONTH = 1900 * 12
const beforeMonths = Int32Array.from({ length: 300 * 12 }, (_, place) => dayBeforeMonth(FIRST_MONTH + place))

const toNumber = (day: Day): DayNumber => {
  const month = monthNumberOf(day)
  return (beforeMonths[month - FIRST_MONTH] ?? dayBeforeMonth(month)) + dayOfMonth(day)
}

const writeNumber = (number: DayNumber): Day => {
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

/** Cache of day strings by day number. Pupils of a school share due dates, and formatting costs more than a look-up. */
const FIRST_KEPT = toNumber('1900-01-01')
const KEPT = toNumber('2220-01-01') - FIRST_KEPT
const keptDays = new Array<Day | undefined>(KEPT)

const fromNumber = (number: DayNumber): Day => {
  const place = number - FIRST_KEPT
  if (place < 0 || place >= KEPT) return writeNumber(number)
  const kept = keptDays[place]
  if (kept !== undefined) return kept
  const day = writeNumber(number)
  keptDays[place] = day
  return day
}

const FRIDAY = 4

/** Monday is 0, Sunday is 6. Day 0, 1 March of the year 0, is a Wednesday. */
const weekday = (number: DayNumber): number => (number + 2) % 7

/** The later of two days. */
export const laterOf = (one: Day, other: Day): Day => {
  if (one > other) return one
  return other
}

/** The day `count` days after a day; before it if `count` is negative. */
export const addDays = (day: Day, count: number): Day => fromNumber(toNumber(day) + count)

/**
 * The same day of the month, `months` months later (earlier if negative). If that month is too short, its last day.
 * This is what the rules contract calls "N months after".
 */
export const addMonths = (day: Day, months: number): Day => {
  const counted = monthNumberOf(day) + months
  const year = Math.floor(counted / 12)
  const month = counted - year * 12 + 1
  return write(year, month, Math.min(dayOfMonth(day), daysInMonth(year, month)))
}

/**
 * Whether a pupil is a young person on a day. This begins on the day after the last Friday of June in the academic year
 * (1 September to 31 August) in which the pupil turns 16.
 */
export const isYoungPersonOn = (dateOfBirth: Day, day: Day): boolean => {
  const june = yearOf(dateOfBirth) + 16 + (monthOf(dateOfBirth) >= 9 ? 1 : 0)
  const lastOfJune = toNumber(write(june, 6, 30))
  return toNumber(day) > lastOfJune - ((weekday(lastOfJune) - FRIDAY + 7) % 7)
}

/** Terms, in order and not overlapping, and the days on which the school is closed. */
interface SchoolYearDates {
  readonly terms?: readonly { readonly from: Day; readonly to: Day }[] | null
  readonly closures?: readonly Day[] | null
}

/**
 * Look-up tables of a school's days. Make one for all pupils of a school. The tables run from the first to the last day
 * that a term or closure names. Outside that span every Monday to Friday is a school day.
 */
export interface SchoolCalendar {
  readonly firstDay: DayNumber
  /** The school days, in order. */
  readonly schoolDays: readonly DayNumber[]
  /** For each day from `firstDay` on: the number of school days up to and including it. */
  readonly schoolDaysBy: Int32Array
}

const isWeekday = (number: DayNumber): boolean => weekday(number) <= FRIDAY

/** Makes the tables from a school's terms and closures. */
export const schoolCalendar = (dates: SchoolYearDates): SchoolCalendar => {
  const terms = (dates.terms ?? []).map((term) => ({ from: toNumber(term.from), to: toNumber(term.to) }))
  const closures = (dates.closures ?? []).map(toNumber)
  const named = [...terms.flatMap(({ from, to }) => [from, to]), ...closures]
  if (named.length === 0) return { firstDay: FIRST_KEPT, schoolDays: [], schoolDaysBy: new Int32Array() }

  const firstDay = named.reduce((least, number) => Math.min(least, number))
  const lastDay = named.reduce((most, number) => Math.max(most, number))
  const shut = new Uint8Array(lastDay - firstDay + 1)
  for (const [index, { from }] of terms.entries()) {
    const before = terms[index - 1]
    if (before !== undefined) shut.fill(1, before.to + 1 - firstDay, from - firstDay)
  }
  for (const closure of closures) shut[closure - firstDay] = 1

  const schoolDays: DayNumber[] = []
  const schoolDaysBy = new Int32Array(shut.length)
  for (let place = 0; place < shut.length; place++) {
    if (shut[place] === 0 && isWeekday(firstDay + place)) schoolDays.push(firstDay + place)
    schoolDaysBy[place] = schoolDays.length
  }
  return { firstDay, schoolDays, schoolDaysBy }
}

/** How many school days the table has up to and including a day; null if the day is outside the table. */
const countedBy = ({ firstDay, schoolDaysBy }: SchoolCalendar, number: DayNumber): number | null => {
  const place = number - firstDay
  return place >= 0 && place < schoolDaysBy.length ? (schoolDaysBy[place] ?? null) : null
}

const isOpen = (calendar: SchoolCalendar, number: DayNumber): boolean => {
  const counted = countedBy(calendar, number)
  return counted === null ? isWeekday(number) : calendar.schoolDays[counted - 1] === number
}

/**
 * Whether a day is a school day: a Monday to Friday that is not a closure and is in a term. Before the first term,
 * after the last term, or if the school has no terms, every Monday to Friday that is not a closure is a school day.
 */
export const isSchoolDay = (calendar: SchoolCalendar, day: Day): boolean => isOpen(calendar, toNumber(day))

const countOn = (calendar: SchoolCalendar, from: DayNumber, count: number): DayNumber => {
  let number = from
  for (let left = count; left > 0; ) {
    number++
    if (isOpen(calendar, number)) left--
  }
  return number
}

/** The `count`th school day after a day. The day itself does not count. With a count of 0, the day itself. */
export const nthSchoolDayAfter = (calendar: SchoolCalendar, day: Day, count: number): Day => {
  if (count === 0) return day
  const number = toNumber(day)
  const counted = countedBy(calendar, number)
  const found = counted === null ? undefined : calendar.schoolDays[counted + count - 1]
  return fromNumber(found ?? countOn(calendar, number, count))
}

/** The number of school days after `from`, up to and including `to`; 0 if `to` is not later. */
export const schoolDaysBetween = (calendar: SchoolCalendar, from: Day, to: Day): number => {
  const last = toNumber(to)
  let days = 0
  for (let number = toNumber(from) + 1; number <= last; number++) if (isOpen(calendar, number)) days++
  return days
}
