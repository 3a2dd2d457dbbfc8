import { type Concern as Columns, Prisma } from '../../generated/prisma/client.ts'
import type { RaisedBy } from '../../generated/prisma/enums.ts'
import { jsonLists, type ListsOf } from '../../platform/database/shape.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { areaWords } from '../areas-of-need.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, factOn, type RecordedFact } from '../facts.ts'

export const raisedByWords: Readonly<Record<RaisedBy, string>> = {
  staff: 'a member of staff',
  parent: 'a parent',
  pupil: 'the pupil',
  professional: 'a professional',
}

const columns = [
  'id',
  'pupilId',
  'raisedOn',
  'raisedBy',
  'raisedByName',
  'staffId',
  'seen',
  'sinceWhen',
  'universalStrategies',
  'strategiesEffect',
  'parentsToldOn',
  'pupilView',
  'answeredOn',
  'answer',
  'closedOn',
  'closedBecause',
  'version',
] as const
const lists = ['areas', 'strategies'] as const

/** A concern as read from the database. `staffName`: who wrote it down. */
export type Concern = Entry<Columns, (typeof columns)[number]> &
  ListsOf<Columns, (typeof lists)[number]> & { readonly staffName: string | null }

/** SQL: a concern `x` with its writer `t`: the tables to read from, then the JSON of a {@link Concern}. */
export const concernFrom = Prisma.sql`"Concern" x
  left join "StaffMember" t on t."schoolId" = x."schoolId" and t.id = x."staffId"`
export const concernJson = Prisma.sql`json_build_object(${entryFields(columns)}, ${jsonLists(lists)}, 'staffName', t.name)`

/** SQL: all text of a concern `x` in which a search looks. */
export const concernWords = Prisma.sql`concat_ws(E'\n', x.seen, x."sinceWhen",
  nullif(array_to_string(x.strategies, E'\n'), ''), x."universalStrategies", x."strategiesEffect", x."pupilView", x."raisedByName",
  x.answer, x."closedBecause")`

export const concernSummary: EntrySummary = {
  on: Prisma.sql`x."raisedOn"`,
  says: Prisma.sql`x.seen`,
  who: Prisma.sql`coalesce(x."raisedByName", (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."staffId"))`,
}

/** What the entry says: one fact for each field that is filled in, in the form's order. */
export const concernFacts = (concern: Concern): RecordedFact[] =>
  [
    fact('Areas of need', concern.areas.map((area) => areaWords[area]).join(', ')),
    fact('What was seen', concern.seen),
    fact('Since when', concern.sinceWhen),
    fact('Tried of what we offer all', concern.strategies.join('\n')),
    fact(concern.strategies.length === 0 ? 'Tried in class' : 'Tried besides', concern.universalStrategies),
    fact('What that did', concern.strategiesEffect),
    fact('The pupil’s view', concern.pupilView),
    factOn('Parents told', concern.parentsToldOn),
    fact(concern.answeredOn === null ? 'Answer' : `Answered ${dayInWords(concern.answeredOn)}`, concern.answer),
    fact(concern.closedOn === null ? 'Closed' : `Closed ${dayInWords(concern.closedOn)}`, concern.closedBecause),
  ].flat()

/** A concern in a list with one line each: what was seen. */
export const concernInALine = ({ seen }: Concern): string => seen

/**
 * More about the concern, to show below what was seen: a list with one sentence, since when; empty where that is not
 * recorded.
 */
export const concernDetails = ({ sinceWhen }: Concern): string[] => [sinceInWords(sinceWhen)].filter(Boolean)

/** Who raised the concern: "Mrs Ewa Wójcik", "a parent" */
export const raiserOf = ({ raisedBy, raisedByName, staffName }: Concern): string =>
  raisedByName ?? (raisedBy === 'staff' ? staffName : null) ?? raisedByWords[raisedBy]

const raiserRoles = { parent: 'parent', pupil: 'pupil', professional: 'professional' } as const

/** Who raised the concern and who wrote it down: "Mrs Begum (parent), written down by Mrs Ewa Wójcik" */
export function raiserWithWriter({ raisedBy, raisedByName, staffName }: Concern): string {
  if (raisedBy === 'staff') return raisedByName ?? staffName ?? raisedByWords.staff
  const who = raisedByName === null ? raisedByWords[raisedBy] : `${raisedByName} (${raiserRoles[raisedBy]})`
  return staffName === null ? who : `${who}, written down by ${staffName}`
}

/**
 * Since when the behaviour has been seen, as a sentence: as typed where it begins with "since", otherwise after
 * "Since when:". Empty where nothing was typed.
 */
function sinceInWords(sinceWhen: string | null): string {
  const typed = (sinceWhen ?? '').trim()
  if (typed === '') return ''
  return /^since\b/i.test(typed) ? `S${typed.slice(1)}` : `Since when: ${typed}`
}

/** What staff tried in class: each ticked strategy, then what they wrote in their own words. */
export const triedInClass = ({
  strategies,
  universalStrategies,
}: Pick<Concern, 'strategies' | 'universalStrategies'>): string[] =>
  [...strategies, universalStrategies ?? ''].map((words) => words.trim()).filter((words) => words !== '')
