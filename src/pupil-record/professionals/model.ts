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

/** A professional from outside as they are read. */
export type Professional = Entry<Columns, (typeof columns)[number]>

/** SQL: a professional `x`, as a {@link Professional}. */
export const professionalFrom = Prisma.sql`"Professional" x`
export const professionalJson = Prisma.sql`json_build_object(${entryFields(columns)})`

/** SQL: the words about a professional `x` that a search looks through. */
export const professionalWords = Prisma.sql`concat_ws(E'\n', x.advice, x.service, x.name, x."agreementBy")`

export const professionalSummary: EntrySummary = {
  on: Prisma.sql`coalesce(x."agreementOn", x."contactedOn", x."adviceReceivedOn", x."createdAt"::date)`,
  says: Prisma.sql`x.service`,
  who: Prisma.sql`x.name`,
}

/** "Dr Osei, Educational psychology" */
export const professionalCalled = ({ name, service }: Professional): string =>
  [name, service].filter(Boolean).join(', ')

/** What was recorded of agreement, contact and advice; empty fields left out. */
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
