import type { Day } from './calendar.ts'

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
const londonTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })

/** The calendar day in London at a point in time. */
export const dayInLondon = (instant: Date): Day => london.format(instant)

/** The time of day in London at a point in time, for example 14:05. */
export const timeInLondon = (instant: Date): string => londonTime.format(instant)
