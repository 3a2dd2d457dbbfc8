import {
  addDays,
  type Day,
  isSchoolDay,
  nthSchoolDayAfter,
  type SchoolCalendar,
  schoolCalendar,
} from '../../src/days/calendar.ts'

/** A half-term: its first and last day, both included. */
interface TermDates {
  name: string
  from: Day
  to: Day
}

interface ClosedDay {
  on: Day
  reason: string
}

/**
 * The demo school's calendar, counted in school days from today. The demo school is therefore never out of date, and
 * nothing done lies in the future.
 */
export interface DemoDays {
  today: Day
  /** The calendar year in which today's academic year (1 September to 31 August) began. */
  academicYear: number
  terms: TermDates[]
  closures: ClosedDay[]
  /** The school day `count` school days before the latest one up to today; `ago(0)` is that latest day. At most 365. */
  ago(count: number): Day
  /** The school day `count` school days after today. For plans only, never for something done. */
  ahead(count: number): Day
  after(day: Day, count: number): Day
  before(day: Day, count: number): Day
  /** The day itself; null if it is in the future. */
  soFar(day: Day | null): Day | null
}

const MONDAY = 1
const FRIDAY = 5

const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()

const onOrAfter = (day: Day, wanted: number): Day => addDays(day, (wanted - weekday(day) + 7) % 7)
const onOrBefore = (day: Day, wanted: number): Day => addDays(day, -((weekday(day) - wanted + 7) % 7))

const isWeekday = (day: Day): boolean => weekday(day) >= MONDAY && weekday(day) <= FRIDAY
const weekdayFrom = (day: Day): Day => (isWeekday(day) ? day : onOrAfter(day, MONDAY))
const weekdayUpTo = (day: Day): Day => (isWeekday(day) ? day : onOrBefore(day, FRIDAY))

/** Easter Sunday by the anonymous Gregorian computus. */
export const easterSunday = (year: number): Day => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const counted = epact + toSunday - 7 * late + 114
  const month = Math.floor(counted / 31)
  return `${year}-${String(month).padStart(2, '0')}-${String((counted % 31) + 1).padStart(2, '0')}`
}

/**
 * The six half-terms of an English school year: holidays of a week in October, February and May, and of two weeks at
 * Christmas and Easter.
 */
export const termsOf = (year: number): TermDates[] => {
  const next = year + 1
  const october = onOrBefore(`${year}-10-28`, MONDAY)
  const february = onOrAfter(`${next}-02-12`, MONDAY)
  const easter = easterSunday(next)
  const may = onOrBefore(`${next}-05-31`, MONDAY)
  return [
    { name: `Autumn 1 ${year}`, from: weekdayFrom(`${year}-09-01`), to: addDays(october, -3) },
    { name: `Autumn 2 ${year}`, from: addDays(october, 7), to: onOrBefore(`${year}-12-22`, FRIDAY) },
    { name: `Spring 1 ${next}`, from: onOrAfter(`${next}-01-04`, MONDAY), to: addDays(february, -3) },
    { name: `Spring 2 ${next}`, from: addDays(february, 7), to: addDays(easter, -9) },
    { name: `Summer 1 ${next}`, from: addDays(easter, 8), to: addDays(may, -3) },
    { name: `Summer 2 ${next}`, from: addDays(may, 7), to: weekdayUpTo(`${next}-07-22`) },
  ]
}

const insetReasons = [
  'Inset day: safeguarding',
  'Inset day: reading across the school',
  'Inset day: planning the spring term',
  'Inset day: speech, language and communication',
  'Inset day: reports and handover',
]

const closuresOf = (year: number): ClosedDay[] => {
  const [autumn1, autumn2, spring1, , summer1, summer2] = termsOf(year).map((term) => term.from)
  const firstDays = [autumn1, autumn2, spring1, summer1, summer2].filter((day) => day !== undefined)
  const inset = firstDays.map((on, index) => ({ on, reason: insetReasons[index] ?? 'Inset day' }))
  const mayDay = onOrAfter(`${year + 1}-05-01`, MONDAY)
  const isInset = inset.some(({ on }) => on === mayDay)
  return isInset ? inset : [...inset, { on: mayDay, reason: 'Early May bank holiday' }]
}

const LONGEST_AGO = 365

const schoolDaysBack = (calendar: SchoolCalendar, from: Day, count: number): Day[] => {
  const found: Day[] = []
  for (let day = from; found.length <= count; day = addDays(day, -1)) {
    if (isSchoolDay(calendar, day)) found.push(day)
  }
  return found
}

/** The demo's calendar as of today. Terms range from two academic years ago to the end of the next one. */
export const demoDays = (today: Day): DemoDays => {
  const year = Number(today.slice(0, 4))
  const academicYear = today.slice(5) >= '09-01' ? year : year - 1
  const years = [academicYear - 2, academicYear - 1, academicYear, academicYear + 1]
  const terms = years.flatMap(termsOf)
  const closures = years.flatMap(closuresOf)
  const calendar = schoolCalendar({ terms, closures: closures.map(({ on }) => on) })
  const past = schoolDaysBack(calendar, today, LONGEST_AGO)
  return {
    today,
    academicYear,
    terms,
    closures,
    ago: (count) => {
      const day = past[count]
      if (day === undefined) throw new RangeError(`The demo school's history ends before ${count} school days ago.`)
      return day
    },
    ahead: (count) => nthSchoolDayAfter(calendar, today, count),
    after: (day, count) => nthSchoolDayAfter(calendar, day, count),
    before: (day, count) => schoolDaysBack(calendar, addDays(day, -1), count).at(count - 1) ?? day,
    soFar: (day) => (day === null || day > today ? null : day),
  }
}
