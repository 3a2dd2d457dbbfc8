import type { PupilRecord, SchoolFacts, SchoolRecord } from '../code-of-practice/record.ts'
import { type Day, type SchoolCalendar, schoolCalendar } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import {
  type PupilsQuery,
  type RollSpan,
  selectPupilRecords,
  selectRollRecords,
  selectSchoolRecord,
} from './record-sql.ts'
import type { MisSenStatus } from './register-status.ts'
import { type StaffAssignment, staffAsOf } from './staff-assignments.ts'

/** A pupil's record, and the SEN status in the school's information system (MIS). */
export interface LoadedPupil {
  readonly pupilId: string
  readonly inSystem: MisSenStatus
  readonly record: PupilRecord
}

type Term = NonNullable<SchoolFacts['terms']>[number]

/**
 * Merges terms that overlap, because the contract's terms never do. The set of days in term stays the same. Expects
 * terms ordered by their first day.
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

/**
 * PostgreSQL builds this JSON from the record's own columns. test/findings/load.test.ts checks it against the contract.
 */
const schoolOf = (text: string): SchoolFacts => JSON.parse(text)
const pupilOf = (text: string): PupilRecord => JSON.parse(text)
const assignmentsOf = (text: string): StaffAssignment[] => JSON.parse(text)

/**
 * The school's part of the contract's record.
 * @throws Error when the school does not exist or is not the transaction's school
 */
export async function loadSchool(tx: Tx, schoolId: string): Promise<SchoolFacts> {
  const text = await selectSchoolRecord(tx, schoolId)
  if (text === null) throw new Error('The school is not there.')
  const school = schoolOf(text)
  return school.terms ? { ...school, terms: withoutOverlaps(school.terms) } : school
}

/** The school's calendar, from its terms and closures. One statement. */
export const loadCalendar = async (tx: Tx, schoolId: string): Promise<SchoolCalendar> =>
  schoolCalendar(await loadSchool(tx, schoolId))

/**
 * The records of pupils, ordered by surname, forename and id, in one statement. `'all'` means those on the school's
 * roll on the day. Pupils given by id are loaded even when they are not on the roll; unknown ids are skipped.
 */
export async function loadPupils(tx: Tx, asked: PupilsQuery): Promise<LoadedPupil[]> {
  const rows = await selectPupilRecords(tx, asked)
  return rows.map(({ pupilId, inSystem, spells: assignments, record }) => ({
    pupilId,
    inSystem,
    record: { ...pupilOf(record), staff: staffAsOf(assignmentsOf(assignments), asked.asOf) },
  }))
}

/**
 * A pupil's record for judging on several days. The staff who work with the pupil, and whether the pupil is on the
 * roll, depend on the day.
 */
export interface LoadedForDays {
  readonly pupilId: string
  readonly isOnRoll: (on: Day) => boolean
  readonly recordOn: (on: Day) => PupilRecord
}

/** Loads the records of those of the given pupils who were on the roll on any day of the span. In no order. One statement. */
export async function loadForDays(tx: Tx, span: RollSpan, pupilIds: readonly string[]): Promise<LoadedForDays[]> {
  const rows = await selectRollRecords(tx, span, pupilIds)
  return rows.map(({ pupilId, enteredOn, leftOn, ...row }) => {
    const [record, assignments] = [pupilOf(row.record), assignmentsOf(row.spells)]
    return {
      pupilId,
      isOnRoll: (on) => (enteredOn ?? on) <= on && (leftOn ?? on) >= on,
      recordOn: (on) => ({ ...record, staff: staffAsOf(assignments, on) }),
    }
  })
}

/** A whole school's record as of a day, in the form that the rules command reads. */
export async function loadRecord(tx: Tx, schoolId: string, asOf: Day): Promise<SchoolRecord> {
  const school = await loadSchool(tx, schoolId)
  const pupils = await loadPupils(tx, { schoolId, pupilIds: 'all', asOf })
  return { asOf, school, pupils: pupils.map(({ record }) => record) }
}
