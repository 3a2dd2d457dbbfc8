import { type Day, isDay } from '../days/calendar.ts'
import { dayInWords } from '../ui/formats/words.ts'
import type { Query } from './query.ts'

export type AsOfDay = {
  asOf: Day
  /** The day in words: "3 October 2026", or for today "today, 24 November 2026". */
  words: string
  /** An error message that says why the requested day is not used; empty if it is used. */
  fault: string
}

/** Reads the day of a page from `?asOf=`. It must be today or in the past; otherwise today is used, with a message. */
export function asOfParam(query: Query, today: Day): AsOfDay {
  const typed = query.get('asOf')
  const now = { asOf: today, words: `today, ${dayInWords(today)}` }
  if (typed === '' || typed === today) return { ...now, fault: '' }
  if (!isDay(typed)) return { ...now, fault: `“${typed}” is not a day of the calendar, so this is as of today.` }
  if (typed > today) return { ...now, fault: `${dayInWords(typed)} is in the future, so this is as of today.` }
  return { asOf: typed, words: dayInWords(typed), fault: '' }
}
