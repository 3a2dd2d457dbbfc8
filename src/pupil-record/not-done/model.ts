import { type NotDone as Columns, Prisma } from '../../generated/prisma/client.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'

const columns = ['id', 'rule', 'subject', 'because', 'recordedOn', 'recordedBy'] as const

/** A reason why a step is not done, as read from the database. */
export type NotDone = Entry<Columns, (typeof columns)[number]>

/** SQL: a reason `x`: the tables to read from, then the JSON of a {@link NotDone}. */
export const notDoneFrom = Prisma.sql`"NotDone" x`
export const notDoneJson = Prisma.sql`json_build_object(${entryFields(columns)})`

/** SQL: all text of a reason `x` in which a search looks. */
export const notDoneWords = Prisma.sql`x.because`

export const notDoneSummary: EntrySummary = {
  on: Prisma.sql`x."recordedOn"`,
  says: Prisma.sql`x.because`,
  who: Prisma.sql`x."recordedBy"`,
}
