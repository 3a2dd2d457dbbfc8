import { v7 as uuidv7 } from 'uuid'
import { addDays, type Day } from '../../days/calendar.ts'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { FormRow } from '../rows.ts'
import type { ChangeClass, ClassAssignment, JoinClass, NewClass } from './form.ts'
import type { ClassToEdit, Member } from './queries.ts'

type ClassKey = { schoolId: string; classId: string }

/** Adds a class without staff. `setStaff` then adds its staff. */
export async function openClass(tx: Tx, schoolId: string, { id, name, weekdays }: NewClass): Promise<void> {
  await tx.class.createMany({ data: [{ schoolId, id, name, weekdays }] })
}

/**
 * Sets a class's name and days and raises its version, which covers its staff and pupils as well.
 * @returns false if somebody else has saved a newer version than `version`
 */
export async function claimClass(
  tx: Tx,
  { schoolId, classId }: ClassKey,
  { version, name, weekdays }: Pick<ChangeClass, 'version' | 'name' | 'weekdays'>,
): Promise<boolean> {
  const { count } = await tx.class.updateMany({
    where: { schoolId, id: classId, version },
    data: { name, weekdays, version: version + 1 },
  })
  return count === 1
}

/**
 * Saves the staff of a class as sent by the form. Emptying a box deletes its row; the caller has checked that its first
 * day is still to come.
 */
export async function setStaff(
  tx: Tx,
  pupilKey: ClassKey,
  standing: ClassToEdit['staff'],
  sent: readonly FormRow<ClassAssignment>[],
): Promise<void> {
  for (const { id, row } of sent) {
    const assignment = standing.find((one) => one.id === id)
    const days = row && { from: toDate(row.from), until: toDateOrNull(row.until) }
    if (assignment && days === null) {
      await tx.classStaff.deleteMany({ where: { ...pupilKey, id: assignment.id } })
    } else if (assignment && days && (assignment.from !== row?.from || assignment.until !== row.until)) {
      await tx.classStaff.updateMany({ where: { ...pupilKey, id: assignment.id }, data: days })
    } else if (!assignment && days && row?.staffId) {
      await tx.classStaff.createMany({ data: [{ ...pupilKey, id: id ?? uuidv7(), staffId: row.staffId, ...days }] })
    }
  }
}

/**
 * Sets the pupils' last day in a class. A row whose first day is after that day is deleted; a row that has begun is
 * kept for good.
 */
export async function leaveClass(tx: Tx, pupilKey: ClassKey, members: readonly Member[], lastDay: Day): Promise<void> {
  const notBegun = members.filter(({ from }) => from > lastDay).map(({ id }) => id)
  const ending = members.filter(({ from }) => from <= lastDay).map(({ id }) => id)
  if (notBegun.length > 0) await tx.classMember.deleteMany({ where: { ...pupilKey, id: { in: notBegun } } })
  if (ending.length > 0)
    await tx.classMember.updateMany({ where: { ...pupilKey, id: { in: ending } }, data: { until: toDate(lastDay) } })
}

/**
 * Adds pupils to a class from a first day on. A pupil who is in it on that day, or was until the day before, stays
 * without a gap. A pupil who was to join later joins on that day.
 */
export async function joinClass(
  tx: Tx,
  pupilKey: ClassKey,
  members: readonly Member[],
  { pupils, firstDay }: JoinClass,
): Promise<void> {
  const spellOf = (pupilId: string) =>
    members.find(
      (assignment) =>
        assignment.pupilId === pupilId && (assignment.until === null || assignment.until >= addDays(firstDay, -1)),
    )
  const assignments = pupils.flatMap((pupilId) => spellOf(pupilId) ?? [])
  const later = assignments.filter(({ from }) => from > firstDay).map(({ id }) => id)
  const reopened = assignments.filter(({ until }) => until !== null).map(({ id }) => id)
  if (later.length > 0)
    await tx.classMember.updateMany({ where: { ...pupilKey, id: { in: later } }, data: { from: toDate(firstDay) } })
  if (reopened.length > 0)
    await tx.classMember.updateMany({ where: { ...pupilKey, id: { in: reopened } }, data: { until: null } })
  const known = new Set(assignments.map(({ pupilId }) => pupilId))
  await tx.classMember.createMany({
    data: pupils
      .filter((pupilId) => !known.has(pupilId))
      .map((pupilId) => ({ ...pupilKey, id: uuidv7(), pupilId, from: toDate(firstDay) })),
  })
  await tx.class.updateMany({
    where: { schoolId: pupilKey.schoolId, id: pupilKey.classId },
    data: { version: { increment: 1 } },
  })
}
