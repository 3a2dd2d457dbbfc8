import { type Notice as Columns, type Letter, Prisma } from '../../generated/prisma/client.ts'
import type { RowOf } from '../../platform/database/shape.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, type RecordedFact } from '../facts.ts'

const columns = ['id', 'pupilId', 'sentOn', 'addressee', 'method', 'letterId'] as const

type LetterSent = RowOf<Letter, 'signedBy' | 'sentTo'>

/**
 * A formal notice to the parents as read from the database, with columns of its letter; these are null for a notice
 * without a letter.
 */
export type Notice = Entry<Columns, (typeof columns)[number]> & {
  readonly [Each in keyof LetterSent]: LetterSent[Each] | null
}

/** SQL: a notice `x` with its letter `l`: the tables to read from, then the JSON of a {@link Notice}. */
export const noticeFrom = Prisma.sql`"Notice" x
  left join "Letter" l on l."schoolId" = x."schoolId" and l.id = x."letterId"`
export const noticeJson = Prisma.sql`json_build_object(${entryFields(columns)}, 'signedBy', l."signedBy", 'sentTo', l."sentTo")`

export const noticeSummary: EntrySummary = {
  on: Prisma.sql`x."sentOn"`,
  says: Prisma.sql`x.method`,
  who: Prisma.sql`(select l."signedBy" from "Letter" l where l."schoolId" = x."schoolId" and l.id = x."letterId")`,
}

/** The notice as a heading: "Parents told formally" */
export const noticeTitle = ({ addressee }: Notice): string =>
  addressee === 'parent' ? 'Parents told formally' : 'Young person told formally'

/** To whom, how and by whom the notice was given; empty fields left out. */
export const noticeFacts = ({ sentTo, method, signedBy }: Notice): RecordedFact[] =>
  [fact('To', sentTo?.split('\n')[0] ?? null), fact('How', method), fact('Signed by', signedBy)].flat()
