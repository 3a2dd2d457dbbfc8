import type { Day } from '../../days/calendar.ts'
import { weekday } from './words.ts'

/** The days of the week in their order: the first is 1, as the database has it. */
const WEEKDAYS: readonly string[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** The days on which schools teach, to choose from. */
export const SCHOOL_WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const

/** Of a day by its name: 1 for Monday to 7 for Sunday. */
export const numberOfWeekday = (name: string): number => WEEKDAYS.indexOf(name) + 1

/** 1 for a Monday to 7 for a Sunday. */
export const weekdayNumber = (day: Day): number => WEEKDAYS.indexOf(weekday(day)) + 1

/** The names of days by their numbers, in the week's order. */
export const weekdayNames = (numbers: readonly number[]): string[] =>
  WEEKDAYS.filter((_name, index) => numbers.includes(index + 1))

/** "Mondays and Thursdays", "Mondays to Fridays" where three or more follow each other; empty for none. */
export function weekdaysInWords(numbers: readonly number[]): string {
  const days = weekdayNames(numbers).map((name) => `${name}s`)
  const [first, last] = [days[0] ?? '', days.at(-1) ?? '']
  const inARow = Math.max(...numbers) - Math.min(...numbers) === days.length - 1
  if (days.length > 2 && inARow) return `${first} to ${last}`
  return days.length < 2 ? first : `${days.slice(0, -1).join(', ')} and ${last}`
}
