import type { PupilRecord, SchoolFacts, SchoolRecord } from '../code-of-practice/record.ts'
import { type Day, type SchoolCalendar, schoolCalendar } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { MisSenStatus } from './on-the-way.ts'
import {
  type PupilsAsked,
  type RollSpan,
  selectPupilRecords,
  selectRollRecords,
  selectSchoolRecord,
} from './record-sql.ts'
import { type Spell, staffAsOf } from './staff-spells.ts'

/** A pupil's record, and what the school's information system says of them. */
export interface LoadedPupil {
  readonly pupilId: string
  readonly inSystem: MisSenStatus
  readonly record: PupilRecord
}

type Term = NonNullable<SchoolFacts['terms']>[number]

/**
 * Terms that overlap, as one: the contract has none that do, and the days that lie in a term are the same. They come
 * ordered by their first day.
 */
const withoutOverlaps = (terms: readonly Term[]): Term[] => {
  const parted: Term[] = []
  for (const term of terms) {
    const before = parted.at(-1)
    if (before === undefined || term.from > before.to) parted.push({ ...term })
    else if (term.to > before.to) before.to = term.to
  }
  return parted
}

/** PostgreSQL made this text from the record's own fields; test/record/load.test.ts holds it against the contract. */
const schoolOf = (text: string): SchoolFacts => JSON.parse(text)
const pupilOf = (text: string): PupilRecord => JSON.parse(text)
const spellsOf = (text: string): Spell[] => JSON.parse(text)

/**
 * The school's part of the contract's record.
 * @throws Error where the school is not there, or is not the one that the transaction entered
 */
export async function loadSchool(tx: Tx, schoolId: string): Promise<SchoolFacts> {
  const text = await selectSchoolRecord(tx, schoolId)
  if (text === null) throw new Error('The school is not there.')
  const school = schoolOf(text)
  return school.terms ? { ...school, terms: withoutOverlaps(school.terms) } : school
}

/** The school's days, by its terms and closures. One statement. */
export const loadCalendar = async (tx: Tx, schoolId: string): Promise<SchoolCalendar> =>
  schoolCalendar(await loadSchool(tx, schoolId))

/**
 * The records of pupils by surname, forename and id, in one statement. `'all'` are those on the school's roll as of the
 * day; pupils who are named come whether they are or not, and ids that are no pupil's are left out.
 */
export async function loadPupils(tx: Tx, asked: PupilsAsked): Promise<LoadedPupil[]> {
  const rows = await selectPupilRecords(tx, asked)
  return rows.map(({ pupilId, inSystem, spells, record }) => ({
    pupilId,
    inSystem,
    record: { ...pupilOf(record), staff: staffAsOf(spellsOf(spells), asked.asOf) },
  }))
}

/** A pupil's record for judging on several days: who works with them, and whether they are on the roll, depends on the day. */
export interface LoadedForDays {
  readonly pupilId: string
  readonly isOnRoll: (on: Day) => boolean
  readonly recordOn: (on: Day) => PupilRecord
}

/** Those of some pupils who were on the roll on any day of a span, in no order; one statement. */
export async function loadForDays(tx: Tx, span: RollSpan, pupilIds: readonly string[]): Promise<LoadedForDays[]> {
  const rows = await selectRollRecords(tx, span, pupilIds)
  return rows.map(({ pupilId, enteredOn, leftOn, ...row }) => {
    const [record, spells] = [pupilOf(row.record), spellsOf(row.spells)]
    return {
      pupilId,
      isOnRoll: (on) => (enteredOn ?? on) <= on && (leftOn ?? on) >= on,
      recordOn: (on) => ({ ...record, staff: staffAsOf(spells, on) }),
    }
  })
}

/** A whole school's record as of a day: what the rules' command reads. */
export async function loadRecord(tx: Tx, schoolId: string, asOf: Day): Promise<SchoolRecord> {
  const school = await loadSchool(tx, schoolId)
  const pupils = await loadPupils(tx, { schoolId, pupilIds: 'all', asOf })
  return { asOf, school, pupils: pupils.map(({ record }) => record) }
}
