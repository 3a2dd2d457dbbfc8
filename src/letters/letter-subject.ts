import type { Day } from '../days/calendar.ts'
import type { Addressee } from '../generated/prisma/enums.ts'
import type { MergeFields } from './merging.ts'

/** The pupil, the addressee and the row that a letter is about. */
export type LetterSubject = {
  schoolId: string
  pupilId: string
  name: string
  forename: string
  today: Day
  addressee: Addressee
  aboutId: string | null
}

/** What a letter is about, with the values of its merge fields. */
export type LetterAbout = {
  /** The id of the row that the letter is about; null where the record has no row that fits. */
  aboutId: string | null
  planVersion: number | null
  /**
   * The version of the plan or planned review that the letter is about. A letter begun with an older version is out
   * of date. Null for other kinds.
   */
  version: number | null
  /** What the letter is about, in a sentence for the writer; empty where the record has nothing. */
  known: string
  fields: MergeFields
}

export type FoundSubject = Omit<LetterAbout, 'planVersion' | 'version'> & { planVersion?: number; version?: number }
