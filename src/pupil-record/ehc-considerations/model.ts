import { type EhcConsideration as Columns, Prisma } from '../../generated/prisma/client.ts'
import type { EhcReason } from '../../generated/prisma/enums.ts'
import { jsonLists, type ListsOf } from '../../platform/database/shape.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, type RecordedFact } from '../facts.ts'

const ehcReasonWords: Readonly<Record<EhcReason, string>> = {
  requestQuotaReached: 'the number of requests for the year was reached',
  noEducationalPsychologistReport: 'there was no educational psychologist’s report',
  sixThousandPoundsNotSpent: '£6,000 had not been spent',
  notEnoughCycles: 'there had not been enough cycles',
  needsMetBySenSupport: 'SEN Support meets the needs',
  parentsDoNotWish: 'the parents do not wish it',
  other: 'another reason',
}

const columns = ['id', 'pupilId', 'consideredOn', 'outcome', 'otherReason', 'note', 'version'] as const
const lists = ['reasons'] as const

/** A consideration of an EHC needs assessment: whether the school asks for one, as read from the database. */
export type EhcConsideration = Entry<Columns, (typeof columns)[number]> & ListsOf<Columns, (typeof lists)[number]>

/** SQL: a consideration `x`: the tables to read from, then the JSON of an {@link EhcConsideration}. */
export const considerationFrom = Prisma.sql`"EhcConsideration" x`
export const considerationJson = Prisma.sql`json_build_object(${entryFields(columns)}, ${jsonLists(lists)})`

/** SQL: all text of a consideration `x` in which a search looks. */
export const considerationWords = Prisma.sql`concat_ws(E'\n', x.note, x."otherReason")`

export const considerationSummary: EntrySummary = {
  on: Prisma.sql`x."consideredOn"`,
  says: Prisma.sql`coalesce(x.note, '')`,
  who: Prisma.sql`null`,
}

export const considerationTitle = ({ outcome }: EhcConsideration): string =>
  outcome === 'request' ? 'EHC needs assessment: to be asked for' : 'EHC needs assessment: not asked for'

/** Why the school does not ask for an assessment, in words; empty where it does ask. */
export const considerationReasons = ({ reasons, otherReason }: EhcConsideration): string =>
  reasons.map((reason) => (reason === 'other' && otherReason) || ehcReasonWords[reason]).join('; ')

/** What the entry says: one fact for each field that is filled in, in the form's order. */
export const considerationFacts = (one: EhcConsideration): RecordedFact[] =>
  [fact('Because', considerationReasons(one)), fact('Note', one.note)].flat()
