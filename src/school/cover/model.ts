import type { Day } from '../../days/calendar.ts'
import { toDate, toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { shortDay } from '../../ui/formats/words.ts'
import type { Assignment, DaySpan } from './spans.ts'

const coverColumns = {
  id: true,
  staffId: true,
  awayStaffId: true,
  from: true,
  until: true,
  version: true,
  staff: { select: { name: true, userId: true } },
  away: { select: { name: true } },
} as const

const placesOf = (schoolId: string) =>
  ({
    classes: { where: { schoolId }, select: { class: { select: { name: true } } } },
    pupils: { where: { schoolId }, select: { pupilId: true } },
  }) as const

type CoverRow = {
  id: string
  staffId: string
  awayStaffId: string
  from: Date
  until: Date
  version: number
  staff: { name: string; userId: string | null }
  away: { name: string }
  classes: { class: { name: string } }[]
  pupils: { pupilId: string }[]
}

const byName = new Intl.Collator('en-GB', { numeric: true })

const coverOf = ({ staff, away, classes, pupils, from, until, ...cover }: CoverRow) => ({
  ...cover,
  from: toDay(from),
  until: toDay(until),
  name: staff.name,
  canSignIn: staff.userId !== null,
  awayName: away.name,
  /**
   * The names of the classes that are covered, sorted. Classes with which the person who stands in works anyway are not
   * among them.
   */
  classes: [...new Set(classes.map((one) => one.class.name))].sort(byName.compare),
  /** How many pupils they support by name in place of the person who is away. */
  pupils: new Set(pupils.map(({ pupilId }) => pupilId)).size,
})

export type CoverToEdit = ReturnType<typeof coverOf>

/** Cover that ends on or after a day, in order of first day. */
export async function coversSince(tx: Tx, schoolId: string, since: Day): Promise<CoverToEdit[]> {
  const covers = await tx.cover.findMany({
    where: { schoolId, until: { gte: toDate(since) } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { ...coverColumns, ...placesOf(schoolId) },
  })
  return covers.map(coverOf)
}

/** The cover with this id; null if the school has none with it. */
export async function coverToEdit(tx: Tx, schoolId: string, coverId: string): Promise<CoverToEdit | null> {
  const cover = await tx.cover.findFirst({
    where: { schoolId, id: coverId },
    select: { ...coverColumns, ...placesOf(schoolId) },
  })
  return cover && coverOf(cover)
}

const personColumns = { id: true, name: true, role: true, userId: true, startedOn: true, leftOn: true } as const

type PersonRow = { startedOn: Date; leftOn: Date | null }

const personOf = <Row extends PersonRow>({ startedOn, leftOn, ...person }: Row) => ({
  ...person,
  startedOn: toDay(startedOn),
  leftOn: toDayOrNull(leftOn),
})

/** Everybody who has not left by this day, sorted by name: the people to choose from in the form. */
export async function staffToCover(tx: Tx, schoolId: string, today: Day) {
  const staff = await tx.staffMember.findMany({
    where: { schoolId, OR: [{ leftOn: null }, { leftOn: { gte: toDate(today) } }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: personColumns,
  })
  return staff.map(personOf)
}

/** The members of staff with these ids, in no particular order. */
export async function staffNamed(tx: Tx, schoolId: string, staffIds: readonly string[]) {
  const staff = await tx.staffMember.findMany({
    where: { schoolId, id: { in: [...staffIds] } },
    select: personColumns,
  })
  return staff.map(personOf)
}

export type CoverPerson = Awaited<ReturnType<typeof staffToCover>>[number]

/** Cover of the same two people that overlaps with a period; null if there is no such cover of theirs. */
export async function coverOfSame(
  tx: Tx,
  {
    schoolId,
    staffId,
    awayStaffId,
    except,
  }: { schoolId: string; staffId: string; awayStaffId: string; except: string },
  { from, until }: DaySpan,
): Promise<DaySpan | null> {
  const cover = await tx.cover.findFirst({
    where: {
      schoolId,
      staffId,
      awayStaffId,
      id: { not: except },
      from: { lte: toDate(until) },
      until: { gte: toDate(from) },
    },
    orderBy: { from: 'asc' },
    select: { from: true, until: true },
  })
  return cover && { from: toDay(cover.from), until: toDay(cover.until) }
}

/** A person's other covers that overlap with a period, in order of first day. */
export async function coversBy(
  tx: Tx,
  { schoolId, staffId, except }: { schoolId: string; staffId: string; except: string },
  span: DaySpan,
) {
  const covers = await tx.cover.findMany({
    where: {
      schoolId,
      staffId,
      id: { not: except },
      from: { lte: toDate(span.until) },
      until: { gte: toDate(span.from) },
    },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { id: true, staffId: true, awayStaffId: true, from: true, until: true },
  })
  return covers.map((cover) => ({ ...cover, from: toDay(cover.from), until: toDay(cover.until) }))
}

export type AssignmentsOf = { classes: readonly Assignment[]; pupils: readonly Assignment[] }

/** The classes of two members of staff, and the pupils that they support by name, in a period. */
export async function assignmentsIn(
  tx: Tx,
  schoolId: string,
  staffIds: { away: string; standsIn: string },
  span: DaySpan,
): Promise<{ away: AssignmentsOf; standsIn: AssignmentsOf }> {
  const where = {
    schoolId,
    staffId: { in: [staffIds.away, staffIds.standsIn] },
    from: { lte: toDate(span.until) },
    OR: [{ until: null }, { until: { gte: toDate(span.from) } }],
  }
  const days = { staffId: true, from: true, until: true } as const
  const inClasses = await tx.classStaff.findMany({ where, select: { classId: true, ...days } })
  const onRoll = { schoolId, OR: [{ leftOn: null }, { leftOn: { gte: toDate(span.from) } }] }
  const ofPupils = await tx.pupilStaff.findMany({
    where: { ...where, pupil: onRoll },
    select: { pupilId: true, ...days },
  })
  const spellsOf = (staffId: string): AssignmentsOf => ({
    classes: inClasses
      .filter((one) => one.staffId === staffId)
      .map(({ classId, ...assignment }) => assignmentAt(classId, assignment)),
    pupils: ofPupils
      .filter((one) => one.staffId === staffId)
      .map(({ pupilId, ...assignment }) => assignmentAt(pupilId, assignment)),
  })
  return { away: spellsOf(staffIds.away), standsIn: spellsOf(staffIds.standsIn) }
}

const assignmentAt = (placeId: string, { from, until }: { from: Date; until: Date | null }): Assignment => ({
  placeId,
  from: toDay(from),
  until: toDayOrNull(until),
})

/** The days of cover in words: "23 to 27 November", or "24 November" for one day. */
export function daysInWords({ from, until }: Pick<CoverToEdit, 'from' | 'until'>, today: Day): string {
  if (from === until) return shortDay(from, today)
  const isSameMonth = from.slice(0, 7) === until.slice(0, 7)
  return `${isSameMonth ? Number(from.slice(8)) : shortDay(from, today)} to ${shortDay(until, today)}`
}

export const isNow = ({ from, until }: Pick<CoverToEdit, 'from' | 'until'>, today: Day): boolean =>
  from <= today && until >= today
