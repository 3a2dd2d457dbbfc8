import { timeInLondon } from '../../days/clock.ts'

const minute = 60_000
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/**
 * The instant at which it is a time of day in London. London is either on Greenwich time or an hour ahead of it; of an hour
 * that there is twice, when the clocks go back, it is the first.
 * @param day YYYY-MM-DD
 * @param time HH:MM
 */
export function instantInLondon(day: string, time: string): Date {
  const asIfGreenwich = new Date(`${day}T${time}:00Z`)
  const summer = new Date(asIfGreenwich.getTime() - 60 * minute)
  return minutesOf(timeInLondon(summer)) === minutesOf(time) ? summer : asIfGreenwich
}
