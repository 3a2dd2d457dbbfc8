/** A calendar day, `YYYY-MM-DD`: no time, no zone. Two days compare as their strings do. */
export type Day = string

/** Days are counted from 1 March of the year 0, so that the leap day closes a year. */
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

/** Whether a text is a day that the record may carry: a real one, from 1900 to 2199, written `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => {
  if (!hasShapeOfDay(text)) return false
  const year = yearOf(text)
  const month = monthOf(text)
  const day = dayOfMonth(text)
  return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Months are counted from January of the year 0. */
const monthNumberOf = (day: Day): number => yearOf(day) * 12 + monthOf(day) - 1

const dayBeforeMonth = (monthNumber: number): DayNumber => {
  const monthFromMarch = (monthNumber + 10) % 12
  const year = (monthNumber - 2 - monthFromMarch) / 12
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return year * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) - 1
}

/** Of all months that a record can name: a look-up, because every due day starts with a day read from text. */
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

/** Days are written once and kept: pupils of a school share their due dates, and writing costs more than counting. */
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
  const counted = monthNumberOf(day) + months
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

/**
 * A school's days, ready for many questions: make it once for all pupils of a school. Its tables run from the first to
 * the last day that a term or closure names; before and after, weekends alone decide.
 */
export interface SchoolCalendar {
  readonly firstDay: DayNumber
  /** The school days, in order. */
  readonly schoolDays: readonly DayNumber[]
  /** For each day from the first one on, how many of the school days are not later. */
  readonly schoolDaysBy: Int32Array
}

const isWeekday = (number: DayNumber): boolean => weekday(number) <= FRIDAY

/** Reads a school's terms and closures once. */
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

/** How many of the table's school days are not later than a day; null for a day that the table does not speak of. */
const countedBy = ({ firstDay, schoolDaysBy }: SchoolCalendar, number: DayNumber): number | null => {
  const place = number - firstDay
  return place >= 0 && place < schoolDaysBy.length ? (schoolDaysBy[place] ?? null) : null
}

const isOpen = (calendar: SchoolCalendar, number: DayNumber): boolean => {
  const counted = countedBy(calendar, number)
  return counted === null ? isWeekday(number) : calendar.schoolDays[counted - 1] === number
}

/**
 * Whether a day is a school day: a Monday to Friday that is no closure and, between the first term's first day and the
 * last term's last, lies in a term. Outside that span, or without terms, every such Monday to Friday is one.
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

/** The `count`th school day later than a day, which never counts itself; with a count of 0, that day. */
export const nthSchoolDayAfter = (calendar: SchoolCalendar, day: Day, count: number): Day => {
  if (count === 0) return day
  const number = toNumber(day)
  const counted = countedBy(calendar, number)
  const found = counted === null ? undefined : calendar.schoolDays[counted + count - 1]
  return fromNumber(found ?? countOn(calendar, number, count))
}

/** How many school days lie after one day, up to and including another; 0 where that is not later. */
export const schoolDaysBetween = (calendar: SchoolCalendar, from: Day, to: Day): number => {
  const last = toNumber(to)
  let days = 0
  for (let number = toNumber(from) + 1; number <= last; number++) if (isOpen(calendar, number)) days++
  return days
}
