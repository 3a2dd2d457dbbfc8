import type { Day } from '../../days/calendar.ts'
import { weekday } from './words.ts'

/** The days of the week in order. Monday is 1, as in the database. */
const WEEKDAYS: readonly string[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The days on which schools teach. */
export const SCHOOL_WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const

/** The number of a weekday's name: 1 for Monday to 7 for Sunday. */
export const numberOfWeekday = (name: string): number => WEEKDAYS.indexOf(name) + 1

/** The weekday number of a day: 1 for Monday to 7 for Sunday. */
export const weekdayNumber = (day: Day): number => WEEKDAYS.indexOf(weekday(day)) + 1

/** The names of weekday numbers, in the order of the week. */
export const weekdayNames = (numbers: readonly number[]): string[] =>
  WEEKDAYS.filter((_name, index) => numbers.includes(index + 1))

/**
 * Weekdays in words: "Mondays and Thursdays", or "Mondays to Fridays" for three or more days in a row; an empty text
 * for no days.
 */
export function weekdaysInWords(numbers: readonly number[]): string {
  const days = weekdayNames(numbers).map((name) => `${name}s`)
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  const inARow = Math.max(...numbers) - Math.min(...numbers) === days.length - 1
  if (days.length > 2 && inARow) return `${first} to ${last}`
  return days.length < 2 ? first : `${days.slice(0, -1).join(', ')} and ${last}`
}
