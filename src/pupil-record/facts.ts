import type { Day } from '../days/calendar.ts'
import { dayInWords } from '../ui/formats/words.ts'
import { type ViewGiven, viewsInWords } from './views-given.ts'

/**
 * Something that was said or recorded: what it is about ("Next steps"), the words, and who said them (may be empty).
 */
export type RecordedFact = { about: string; words: string; whose: string }

/** A list with one fact, or an empty list where `words` is empty. */
export const fact = (about: string, words: string | null, whose: string | null = null): RecordedFact[] =>
  words === null || words.trim() === '' ? [] : [{ about, words: words.trim(), whose: whose ?? '' }]

/** The fact that something was done on a day; an empty list without a day. */
export const factOn = (about: string, on: Day | null): RecordedFact[] =>
  fact(about, on === null ? null : dayInWords(on))

/** A fact for each view that a parent or the pupil gave, with who said the words. */
export const viewFacts = (views: readonly ViewGiven[], forename: string): RecordedFact[] =>
  viewsInWords(views, forename).map(({ title, words, inWhoseWords }) => ({ about: title, words, whose: inWhoseWords }))

/** Joins names: "Mrs Wójcik and Mr Hughes"; empty where nobody is named. */
export const together = (...names: readonly (string | null)[]): string => names.filter(Boolean).join(' and ')
