import { onDay, taughtBy } from '../../access/own-pupils.ts'
import type { Day } from '../../days/calendar.ts'
import { toDate, toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { readWording, type SummaryAsRead } from '../../pupil-record/briefings/model.ts'
import { pupilNameColumns } from '../../pupil-record/pupil-name.ts'

type StaffOnDay = { schoolId: string; staffId: string; today: Day }

const called = {
  id: true,
  ...pupilNameColumns,
  yearGroup: true,
  registrationGroup: true,
} as const

const byName = [{ legalSurname: 'asc' }, { legalForename: 'asc' }, { id: 'asc' }] as const

const standingIn = {
  select: { id: true, until: true, away: { select: { name: true, code: true } } },
} as const

/** Cover: the colleague whom a member of staff stands in for, and the last day on which they do. */
export type StandIn = { coverId: string; until: Day; away: { name: string; code: string | null } }

const standInOf = (
  cover: { id: string; until: Date; away: { name: string; code: string | null } } | null,
): StandIn | null => cover && { coverId: cover.id, until: toDay(cover.until), away: cover.away }

/**
 * The pupils whom a member of staff teaches or supports on a day, sorted by name, each with the classes that both are
 * in.
 */
export async function pupilsTaughtBy(tx: Tx, { schoolId, staffId, today }: StaffOnDay) {
  const mine = { schoolId, staffId, ...onDay(today) }
  const pupils = await tx.pupil.findMany({
    where: { schoolId, ...taughtBy(schoolId, staffId, today) },
    orderBy: [...byName],
    select: {
      ...called,
      classes: {
        where: { schoolId, ...onDay(today), class: { schoolId, staff: { some: mine } } },
        select: { classId: true },
      },
      staff: { where: mine, select: { cover: standingIn } },
    },
  })
  return pupils.map(({ classes, staff, ...pupil }) => ({
    ...pupil,
    classIds: classes.map(({ classId }) => classId),
    /** One item for each period of one-to-one support by this member of staff: null for their own, else the cover. */
    support: staff.map(({ cover }) => standInOf(cover)),
  }))
}
export type TaughtPupil = Awaited<ReturnType<typeof pupilsTaughtBy>>[number]

/**
 * The classes of a member of staff on a day, by name. A class that is both their own and covered counts as their own.
 */
export async function classesTaughtBy(tx: Tx, { schoolId, staffId, today }: StaffOnDay) {
  const assignments = await tx.classStaff.findMany({
    where: { schoolId, staffId, ...onDay(today) },
    select: { class: { select: { id: true, name: true, weekdays: true } }, cover: standingIn },
  })
  const classes = new Map<string, { id: string; name: string; weekdays: number[]; standIn: StandIn | null }>()
  for (const { class: one, cover } of assignments) {
    if (cover === null || !classes.has(one.id)) classes.set(one.id, { ...one, standIn: standInOf(cover) })
  }
  return [...classes.values()].sort(byClassName)
}
export type TaughtClass = Awaited<ReturnType<typeof classesTaughtBy>>[number]

const byClassName = (one: { name: string }, other: { name: string }): number =>
  one.name.localeCompare(other.name, 'en-GB', { numeric: true })

/** The code of a member of staff in timetables, like "CRE"; null if they have none. */
export async function staffCode(tx: Tx, { schoolId, staffId }: Omit<StaffOnDay, 'today'>): Promise<string | null> {
  const { code } = await tx.staffMember.findUniqueOrThrow({
    where: { schoolId_id: { schoolId, id: staffId } },
    select: { code: true },
  })
  return code
}

/** The plans that a member of staff has read, with the last day they read each and its wording then. */
export async function plansReadBy(
  tx: Tx,
  { schoolId, staffId }: StaffOnDay,
): Promise<{ planId: string; pupilId: string; readOn: Day | null; wording: SummaryAsRead | null }[]> {
  const briefings = await tx.briefing.findMany({
    where: { schoolId, staffId, acknowledgedOn: { not: null }, plan: { schoolId, withdrawnAt: null } },
    select: { planId: true, pupilId: true, acknowledgedOn: true, readAgainOn: true, readSummary: true },
  })
  return briefings.map(({ planId, pupilId, acknowledgedOn, readAgainOn, readSummary }) => ({
    planId,
    pupilId,
    readOn: toDayOrNull(readAgainOn ?? acknowledgedOn),
    wording: readWording(readSummary),
  }))
}

/** A pupil's needs, the primary need first. */
export const pupilForSummary = (tx: Tx, schoolId: string, pupilId: string) =>
  tx.pupil.findUniqueOrThrow({
    where: { schoolId_id: { schoolId, id: pupilId } },
    select: { needs: { where: { schoolId }, orderBy: { rank: 'asc' }, select: { type: true } } },
  })

/** Filter for classes: those of a member of staff on the day or, for null, all of the school's. */
const ofStaff = (schoolId: string, staffId: string | null, today: Day) =>
  staffId === null ? {} : { staff: { some: { schoolId, staffId, ...onDay(today) } } }

const onRoll = (schoolId: string, day: Day) => ({
  schoolId,
  OR: [{ leftOn: null }, { leftOn: { gte: toDate(day) } }],
})

type ClassesQuery = { schoolId: string; staffId: string | null; today: Day }

/** Classes by name, with their staff and their number of pupils on the day. */
export async function classesWithSheets(tx: Tx, { schoolId, staffId, today }: ClassesQuery) {
  const classes = await tx.class.findMany({
    where: { schoolId, ...ofStaff(schoolId, staffId, today) },
    select: {
      id: true,
      name: true,
      weekdays: true,
      staff: {
        where: { schoolId, ...onDay(today) },
        orderBy: [{ from: 'asc' }, { id: 'asc' }],
        select: { staff: { select: { name: true } } },
      },
      _count: { select: { members: { where: { schoolId, ...onDay(today), pupil: onRoll(schoolId, today) } } } },
    },
  })
  return classes.sort(byClassName)
}

export type ClassWithSheets = Awaited<ReturnType<typeof classesWithSheets>>[number]

/**
 * The class with this id and its pupils on the day, sorted by name; null if the school has none with it, or if it is
 * not a class of the member of staff.
 */
export async function classForSheet(tx: Tx, classId: string, { schoolId, staffId, today }: ClassesQuery) {
  const found = await tx.class.findFirst({
    where: { schoolId, id: classId, ...ofStaff(schoolId, staffId, today) },
    select: { name: true },
  })
  if (!found) return null
  const pupils = await tx.pupil.findMany({
    where: { ...onRoll(schoolId, today), classes: { some: { schoolId, classId, ...onDay(today) } } },
    orderBy: [...byName],
    select: called,
  })
  return { name: found.name, pupils }
}

/** The names of the school's SENCOs on a day. */
export async function sencosOn(tx: Tx, schoolId: string, today: Day): Promise<string[]> {
  const sencos = await tx.staffMember.findMany({
    where: { ...onRoll(schoolId, today), role: 'senco', startedOn: { lte: toDate(today) } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { name: true },
  })
  return sencos.map(({ name }) => name)
}
