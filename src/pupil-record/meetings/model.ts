import { type Meeting as Columns, Prisma } from '../../generated/prisma/client.ts'
import type { MeetingKind } from '../../generated/prisma/enums.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, factOn, type RecordedFact, viewFacts } from '../facts.ts'
import type { ViewGiven } from '../views-given.ts'

export const meetingKindWords: Readonly<Record<MeetingKind, string>> = {
  earlyDiscussion: 'Early discussion',
  planning: 'Planning meeting',
  review: 'Review meeting',
  other: 'Meeting',
}

const columns = [
  'id',
  'pupilId',
  'kind',
  'heldOn',
  'whoTookPart',
  'absenceReason',
  'strengthsAndDifficulties',
  'nextSteps',
  'noteGivenToParentsOn',
  'iassExplainedOn',
] as const

/** A meeting as read from the database, without the views and outcomes that were written down at it. */
export type Meeting = Entry<Columns, (typeof columns)[number]>

/** SQL: a meeting `x`: the tables to read from, then the JSON of a {@link Meeting}. */
export const meetingFrom = Prisma.sql`"Meeting" x`
export const meetingJson = Prisma.sql`json_build_object(${entryFields(columns)})`

/** SQL: all text of a meeting `x` in which a search looks. */
export const meetingWords = Prisma.sql`concat_ws(E'\n', x."strengthsAndDifficulties", x."nextSteps", x."whoTookPart", x."absenceReason")`

export const meetingSummary: EntrySummary = {
  on: Prisma.sql`x."heldOn"`,
  says: Prisma.sql`x.kind::text`,
  who: Prisma.sql`x."whoTookPart"`,
}

/** What the entry says: one fact for each field that is filled in, in the form's order. */
export const meetingFacts = (
  meeting: Meeting,
  said: { views: readonly ViewGiven[]; outcomes: readonly { outcome: string }[]; forename: string },
): RecordedFact[] =>
  [
    fact('Who took part', meeting.whoTookPart),
    fact('Not there, because', meeting.absenceReason),
    fact('Strengths and difficulties', meeting.strengthsAndDifficulties),
    viewFacts(said.views, said.forename),
    fact('Outcomes wished for', said.outcomes.map(({ outcome }) => outcome).join('; ')),
    fact('Next steps', meeting.nextSteps),
    factOn('Note given to parents', meeting.noteGivenToParentsOn),
    factOn('Advice service explained', meeting.iassExplainedOn),
  ].flat()
