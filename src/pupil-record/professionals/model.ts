import { type Professional as Columns, Prisma } from '../../generated/prisma/client.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, factOn, type RecordedFact } from '../facts.ts'

const columns = [
  'id',
  'pupilId',
  'service',
  'name',
  'alreadyWorkingWithSchool',
  'agreementAnswer',
  'agreementOn',
  'agreementBy',
  'contactedOn',
  'adviceReceivedOn',
  'advice',
  'version',
] as const

/** A professional from outside the school, such as an educational psychologist, as read from the database. */
export type Professional = Entry<Columns, (typeof columns)[number]>

/** SQL: a professional `x`: the tables to read from, then the JSON of a {@link Professional}. */
export const professionalFrom = Prisma.sql`"Professional" x`
export const professionalJson = Prisma.sql`json_build_object(${entryFields(columns)})`

/** SQL: all text about a professional `x` in which a search looks. */
export const professionalWords = Prisma.sql`concat_ws(E'\n', x.advice, x.service, x.name, x."agreementBy")`

export const professionalSummary: EntrySummary = {
  on: Prisma.sql`coalesce(x."agreementOn", x."contactedOn", x."adviceReceivedOn", x."createdAt"::date)`,
  says: Prisma.sql`x.service`,
  who: Prisma.sql`x.name`,
}

/** The professional in a few words: "Dr Osei, Educational psychology" */
export const professionalCalled = ({ name, service }: Professional): string =>
  [name, service].filter(Boolean).join(', ')

/**
 * What was recorded of the parents' agreement, the contact and the advice, one fact for each field that is filled in.
 */
export const professionalFacts = (one: Professional): RecordedFact[] =>
  [
    fact(
      one.agreementAnswer === 'refused' ? 'Parents refused' : 'Parents agreed',
      one.agreementOn && dayInWords(one.agreementOn),
      one.agreementBy,
    ),
    factOn('Contacted', one.contactedOn),
    fact(one.adviceReceivedOn === null ? 'Advice' : `Advice of ${dayInWords(one.adviceReceivedOn)}`, one.advice),
  ].flat()
