import type { Day } from '../../days/calendar.ts'
import { academicYearOf } from '../../days/periods.ts'
import { searchKey } from './search-key.ts'

/*
 * Days in words. The functions use no clock and no time zone.
 */

/** The names of the months, January first. */
export const MONTHS = [
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

/** The name of a day's month, for example "November". */
export const monthInWords = (day: Day): string => MONTHS[partsOf(day).month - 1] ?? ''

/** A number with its noun: "1 pupil", "12 pupils". */
export const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

/** A day in words: `2026-03-02` becomes "2 March 2026". */
export const dayInWords = (day: Day): string => {
  const parts = partsOf(day)
  return `${dayAndMonth(parts)} ${parts.year}`
}

/** A day in words, with the year only if it is in another academic year than `today`: "3 October", "3 October 2025". */
export const shortDay = (day: Day, today: Day): string =>
  academicYearOf(day) === academicYearOf(today) ? dayAndMonth(partsOf(day)) : dayInWords(day)

/** The weekday of a day, for example "Tuesday". */
export const weekday = (day: Day): string => {
  const { year, month, day: ofMonth } = partsOf(day)
  return WEEKDAYS[new Date(Date.UTC(year, month - 1, ofMonth)).getUTCDay()] ?? ''
}

const YEAR_WORDS = new Map([
  ['E1', 'Early years 1'],
  ['E2', 'Early years 2'],
  ['N1', 'Nursery 1'],
  ['N2', 'Nursery 2'],
  ['R', 'Reception'],
  ['X', 'No year group'],
])

/** A year group code of the school census in words: "Year 4", "Reception". */
export const yearInWords = (yearGroup: string): string => YEAR_WORDS.get(yearGroup) ?? `Year ${yearGroup}`

/** The year group codes of the school census, youngest first. */
export const YEAR_GROUPS = [
  'E1',
  'E2',
  'N1',
  'N2',
  'R',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  '13',
  '14',
  'X',
] as const

/** The types of need of the school census in words, in the census's order. */
export const NEED_WORDS = {
  SPLD: 'Specific learning difficulty',
  MLD: 'Moderate learning difficulty',
  SLD: 'Severe learning difficulty',
  PMLD: 'Profound and multiple learning difficulty',
  SEMH: 'Social, emotional and mental health',
  SLCN: 'Speech, language and communication needs',
  HI: 'Hearing impairment',
  VI: 'Vision impairment',
  MSI: 'Multi-sensory impairment',
  PD: 'Physical disability',
  ASD: 'Autistic spectrum disorder',
  DS: 'Down syndrome',
  OTH: 'Other difficulty or disability',
  NSA: 'No specialist assessment of type of need',
} as const

export type NeedType = keyof typeof NEED_WORDS

/** Returns a predicate: whether a text contains every typed word, ignoring accents, capitals and apostrophes. */
export const wordsIn = (typed: string): ((text: string) => boolean) => {
  const words = searchKey(typed).split(/\s+/).filter(Boolean)
  return (text) => {
    const said = searchKey(text)
    return words.every((word) => said.includes(word))
  }
}
