import { type Decision as Columns, Prisma } from '../../generated/prisma/client.ts'
import type { DecisionKind } from '../../generated/prisma/enums.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, factOn, type RecordedFact, together } from '../facts.ts'

export const decisionKindWords: Readonly<Record<DecisionKind, string>> = {
  coreOffer: 'the core offer is enough',
  senSupport: 'SEN Support',
  noFurtherAction: 'no further action',
  endSenSupport: 'SEN Support ends',
}

const columns = [
  'id',
  'pupilId',
  'decidedOn',
  'decision',
  'teacher',
  'senco',
  'evidence',
  'higherNeed',
  'explainedToParentsOn',
  'recordedOn',
  'reviewOn',
  'roleOfParent',
  'roleOfPupil',
  'roleOfStaff',
  'version',
] as const

/** A decision as read from the database. */
export type Decision = Entry<Columns, (typeof columns)[number]>

/** SQL: a decision `x`: the tables to read from, then the JSON of a {@link Decision}. */
export const decisionFrom = Prisma.sql`"Decision" x`
export const decisionJson = Prisma.sql`json_build_object(${entryFields(columns)})`

/** SQL: all text of a decision `x` in which a search looks. */
export const decisionWords = Prisma.sql`concat_ws(E'\n', x.evidence, x."roleOfParent", x."roleOfPupil", x."roleOfStaff", x.teacher, x.senco)`

export const decisionSummary: EntrySummary = {
  on: Prisma.sql`x."decidedOn"`,
  says: Prisma.sql`x.decision::text`,
  who: Prisma.sql`concat_ws(' and ', x.teacher, x.senco)`,
}

/** The decision as a heading: "Decision: SEN Support" */
export const decisionTitle = ({ decision }: Decision): string => `Decision: ${decisionKindWords[decision]}`

/** What the entry says: one fact for each field that is filled in, in the form's order. */
export const decisionFacts = (decision: Decision): RecordedFact[] =>
  [
    fact('Decided by', together(decision.teacher, decision.senco)),
    fact('On what evidence', decision.evidence),
    fact('The parents’ part', decision.roleOfParent),
    fact('The pupil’s part', decision.roleOfPupil),
    fact('The staff’s part', decision.roleOfStaff),
    factOn('Explained to the parents', decision.explainedToParentsOn),
    factOn('To be looked at again', decision.reviewOn),
  ].flat()
