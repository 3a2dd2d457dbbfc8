import type { Day } from '../../days/calendar.ts'
import { timeInLondon } from '../../days/clock.ts'

const minute = 60_000
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/**
 * The point in time of a day and a time of day in London. London is on Greenwich time or one hour ahead of it. When the
 * clocks go back, one hour occurs twice. For a time in that hour, the result is the first of the two.
 * @param day YYYY-MM-DD
 * @param time HH:MM
 */
export function instantInLondon(day: Day, time: string): Date {
  const asIfGreenwich = new Date(`${day}T${time}:00Z`)
  const summer = new Date(asIfGreenwich.getTime() - 60 * minute)
  return minutesOf(timeInLondon(summer)) === minutesOf(time) ? summer : asIfGreenwich
}
