import { v7 as uuidv7 } from 'uuid'
import { addDays, type Day } from '../../days/calendar.ts'
import { toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { ArrangeCover } from './form.ts'
import type { AssignmentsOf, CoverToEdit } from './model.ts'
import { type CoverAssignment, coverAssignments, type DaySpan } from './spans.ts'

type CoverKey = { schoolId: string; coverId: string }
/** The classes and pupils of both people on the days to be covered. */
type StaffAssignments = { away: AssignmentsOf; standsIn: AssignmentsOf }

/**
 * Arranges cover: one member of staff stands in for another. The cover includes each class, and each pupil supported by
 * name, that the absent person has on any of these days and the person who stands in does not have. Idempotent: a form
 * that was saved before adds nothing.
 */
export async function arrangeCover(
  tx: Tx,
  schoolId: string,
  { id, from, until, ...staff }: ArrangeCover,
  assignments: StaffAssignments,
): Promise<void> {
  const { count } = await tx.cover.createMany({
    data: [{ schoolId, id, ...staff, from: toDate(from), until: toDate(until) }],
    skipDuplicates: true,
  })
  if (count === 0) return
  await addAssignments(tx, { schoolId, coverId: id }, staff.staffId, assignmentsDuring({ from, until }, assignments))
}

/**
 * Adds to existing cover the classes and pupils that the absent person has in a period and the person who stands in
 * does not have.
 */
export async function fillCover(
  tx: Tx,
  schoolId: string,
  { id, staffId }: { id: string; staffId: string },
  span: DaySpan,
  assignments: StaffAssignments,
): Promise<void> {
  await addAssignments(tx, { schoolId, coverId: id }, staffId, assignmentsDuring(span, assignments))
}

type Assignments = { classes: CoverAssignment[]; pupils: CoverAssignment[] }

const assignmentsDuring = (span: DaySpan, { away, standsIn }: StaffAssignments): Assignments => ({
  classes: coverAssignments(span, away.classes, standsIn.classes),
  pupils: coverAssignments(span, away.pupils, standsIn.pupils),
})

async function addAssignments(
  tx: Tx,
  { schoolId, coverId }: CoverKey,
  staffId: string,
  { classes, pupils }: Assignments,
): Promise<void> {
  const row = ({ from, until }: CoverAssignment) => ({
    schoolId,
    id: uuidv7(),
    staffId,
    coverId,
    from: toDate(from),
    until: toDate(until),
  })
  await tx.classStaff.createMany({
    data: classes.map((assignment) => ({ ...row(assignment), classId: assignment.placeId })),
    skipDuplicates: true,
  })
  await tx.pupilStaff.createMany({
    data: pupils.map((assignment) => ({ ...row(assignment), pupilId: assignment.placeId })),
    skipDuplicates: true,
  })
  await raiseClasses(
    tx,
    schoolId,
    classes.map(({ placeId }) => placeId),
  )
}

/**
 * Raises the versions of classes whose staff changed, so that anybody with such a class's form open sees the change.
 */
async function raiseClasses(tx: Tx, schoolId: string, classIds: readonly string[]): Promise<void> {
  if (classIds.length === 0) return
  await tx.class.updateMany({
    where: { schoolId, id: { in: [...classIds] } },
    data: { version: { increment: 1 } },
  })
}

/** The classes in which this cover lasts beyond a day. */
async function classesAfter(tx: Tx, { schoolId, coverId }: CoverKey, day: Day): Promise<string[]> {
  const assignments = await tx.classStaff.findMany({
    where: { schoolId, coverId, until: { gt: toDate(day) } },
    select: { classId: true },
  })
  return assignments.map(({ classId }) => classId)
}

/**
 * Changes the last day of cover. Earlier: its rows end by that day, and rows that begin later are deleted. Later: its
 * rows are extended for as long as the absent person works there, and new rows are added.
 * @param assignments the classes and pupils of both people on the added days; not used if no day is added
 * @returns false if somebody else has saved another version since this form was opened
 */
export async function changeLastDay(
  tx: Tx,
  schoolId: string,
  cover: CoverToEdit,
  { version, until }: { version: number; until: Day },
  assignments: StaffAssignments,
): Promise<boolean> {
  const { count } = await tx.cover.updateMany({
    where: { schoolId, id: cover.id, version },
    data: { until: toDate(until), version: version + 1 },
  })
  if (count === 0) return false
  const key = { schoolId, coverId: cover.id }
  if (until < cover.until) await endAssignments(tx, key, until)
  if (until > cover.until) await extendAssignments(tx, key, cover, until, assignments)
  return true
}

async function endAssignments(tx: Tx, pupilKey: CoverKey, until: Day): Promise<void> {
  const last = toDate(until)
  const changed = await classesAfter(tx, pupilKey, until)
  await tx.classStaff.deleteMany({ where: { ...pupilKey, from: { gt: last } } })
  await tx.classStaff.updateMany({ where: { ...pupilKey, until: { gt: last } }, data: { until: last } })
  await tx.pupilStaff.deleteMany({ where: { ...pupilKey, from: { gt: last } } })
  await tx.pupilStaff.updateMany({ where: { ...pupilKey, until: { gt: last } }, data: { until: last } })
  await raiseClasses(tx, pupilKey.schoolId, changed)
}

/** Extends each row that ended with the cover, and adds rows for classes and pupils that had none. */
async function extendAssignments(
  tx: Tx,
  pupilKey: CoverKey,
  cover: CoverToEdit,
  until: Day,
  assignments: StaffAssignments,
): Promise<void> {
  const { classes, pupils } = assignmentsDuring({ from: addDays(cover.until, 1), until }, assignments)
  const ended = { ...pupilKey, until: toDate(cover.until) }
  const inClasses = await tx.classStaff.findMany({ where: ended, select: { classId: true } })
  const ofPupils = await tx.pupilStaff.findMany({ where: ended, select: { pupilId: true } })
  const goesOn = ({ placeId, from, until: last }: CoverAssignment, placeIds: readonly string[]) =>
    from === addDays(cover.until, 1) && last === until && placeIds.includes(placeId)
  const classIds = inClasses.map(({ classId }) => classId)
  const pupilIds = ofPupils.map(({ pupilId }) => pupilId)
  const longer = {
    classes: classes.filter((assignment) => goesOn(assignment, classIds)).map(({ placeId }) => placeId),
    pupils: pupils.filter((assignment) => goesOn(assignment, pupilIds)).map(({ placeId }) => placeId),
  }
  const days = { until: toDate(until) }
  await tx.classStaff.updateMany({ where: { ...ended, classId: { in: longer.classes } }, data: days })
  await tx.pupilStaff.updateMany({ where: { ...ended, pupilId: { in: longer.pupils } }, data: days })
  await addAssignments(tx, pupilKey, cover.staffId, {
    classes: classes.filter((assignment) => !goesOn(assignment, classIds)),
    pupils: pupils.filter((assignment) => !goesOn(assignment, pupilIds)),
  })
  await raiseClasses(tx, pupilKey.schoolId, longer.classes)
}

/**
 * Deletes cover that has not begun.
 * @returns false if the school has no cover with this id, or if it has begun: past days are kept
 */
export async function removeCover(tx: Tx, { schoolId, coverId }: CoverKey, today: Day): Promise<boolean> {
  const cover = await tx.cover.findFirst({
    where: { schoolId, id: coverId, from: { gt: toDate(today) } },
    select: { id: true },
  })
  if (cover === null) return false
  const changed = await classesAfter(tx, { schoolId, coverId }, today)
  await tx.classStaff.deleteMany({ where: { schoolId, coverId } })
  await tx.pupilStaff.deleteMany({ where: { schoolId, coverId } })
  await tx.cover.deleteMany({ where: { schoolId, id: coverId } })
  await raiseClasses(tx, schoolId, changed)
  return true
}
