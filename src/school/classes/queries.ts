import { onDay } from '../../access/own-pupils.ts'
import type { Day } from '../../days/calendar.ts'
import { notLeftBefore, toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { fullNameOf, pupilNameColumns } from '../../pupil-record/pupil-name.ts'

/** All classes, sorted by name, each with its staff and number of pupils on a day. */
export async function classesOf(tx: Tx, schoolId: string, today: Day) {
  const classes = await tx.class.findMany({
    where: { schoolId },
    orderBy: { name: 'asc' },
    select: {
      id: true,
      name: true,
      staff: {
        where: { schoolId, ...onDay(today) },
        orderBy: { from: 'asc' },
        select: { staff: { select: { name: true } } },
      },
      _count: { select: { members: { where: { schoolId, ...onDay(today) } } } },
    },
  })
  return classes.map(({ id, name, staff, _count }) => ({
    id,
    name,
    staff: staff.map((assignment) => assignment.staff.name),
    pupils: _count.members,
  }))
}
export type ClassListed = Awaited<ReturnType<typeof classesOf>>[number]

const pupilSelect = { ...pupilNameColumns, registrationGroup: true } as const

/**
 * A class with all present, past and future staff and pupils, the pupils sorted by name; null if the school has no
 * class with this id.
 */
export async function classToEdit(tx: Tx, schoolId: string, classId: string) {
  const found = await tx.class.findFirst({
    where: { schoolId, id: classId },
    select: {
      id: true,
      name: true,
      weekdays: true,
      version: true,
      staff: {
        where: { schoolId },
        orderBy: [{ from: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          staffId: true,
          from: true,
          until: true,
          staff: { select: { name: true } },
          cover: { select: { away: { select: { name: true } } } },
        },
      },
      members: {
        where: { schoolId },
        orderBy: [{ pupil: { legalSurname: 'asc' } }, { pupil: { legalForename: 'asc' } }, { from: 'asc' }],
        select: { id: true, pupilId: true, from: true, until: true, pupil: { select: pupilSelect } },
      },
    },
  })
  if (!found) return null
  const days = (assignment: { from: Date; until: Date | null }) => ({
    from: toDay(assignment.from),
    until: toDayOrNull(assignment.until),
  })
  return {
    ...found,
    staff: found.staff.map(({ staff, cover, ...assignment }) => ({
      ...assignment,
      ...days(assignment),
      name: staff.name,
      /** The name of the person whom the member of staff stands in for; null if they stand in for nobody. */
      standsInFor: cover?.away.name ?? null,
    })),
    members: found.members.map(({ pupil, ...assignment }) => ({
      ...assignment,
      ...days(assignment),
      name: fullNameOf(pupil),
      registrationGroup: pupil.registrationGroup,
    })),
  }
}
export type ClassToEdit = NonNullable<Awaited<ReturnType<typeof classToEdit>>>
export type Member = ClassToEdit['members'][number]

/** Whether a class other than `except` has this name. */
export async function isNameTaken(tx: Tx, schoolId: string, name: string, except: string): Promise<boolean> {
  return (await tx.class.count({ where: { schoolId, name, id: { not: except } } })) > 0
}

/** Everybody who has not left by this day: the people to choose from in the form. */
export const staffToChoose = (tx: Tx, schoolId: string, today: Day) =>
  tx.staffMember.findMany({
    where: { schoolId, ...notLeftBefore(today) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true },
  })

const onRoll = (schoolId: string, today: Day) => ({ schoolId, ...notLeftBefore(today) })

/** The registration groups of pupils on the roll, with the number of pupils in each. */
export async function registrationGroupsOf(tx: Tx, schoolId: string, today: Day) {
  const groups = await tx.pupil.groupBy({
    by: ['registrationGroup'],
    where: { ...onRoll(schoolId, today), registrationGroup: { not: null } },
    orderBy: { registrationGroup: 'asc' },
    _count: { _all: true },
  })
  return groups.map(({ registrationGroup, _count }) => ({ group: registrationGroup ?? '', pupils: _count._all }))
}

/** The most pupils shown at once: a longer list of tick boxes is of no use. */
export const mostFound = 100

/**
 * Pupils on the roll, by registration group or part of their name, except those who are in the class with no last day.
 * Pupils with a last day are included, because they may stay after all.
 */
export async function pupilsToAdd(
  tx: Tx,
  schoolId: string,
  classId: string,
  { group, words, today }: { group: string; words: string; today: Day },
) {
  const inName = ['legalForename', 'legalSurname', 'preferredForename', 'preferredSurname'] as const
  const hasWord = (word: string) => ({
    OR: inName.map((name) => ({ [name]: { contains: word, mode: 'insensitive' as const } })),
  })
  const isMember = { some: { schoolId, classId, until: null } }
  const pupils = await tx.pupil.findMany({
    where: {
      AND: [
        onRoll(schoolId, today),
        group === '' ? {} : { registrationGroup: group },
        ...words.split(/\s+/).filter(Boolean).map(hasWord),
        { NOT: { classes: isMember } },
      ],
      schoolId,
    },
    orderBy: [{ legalSurname: 'asc' }, { legalForename: 'asc' }, { id: 'asc' }],
    take: mostFound,
    select: { id: true, yearGroup: true, ...pupilSelect },
  })
  return pupils.map((pupil) => ({
    id: pupil.id,
    name: fullNameOf(pupil),
    yearGroup: pupil.yearGroup,
    registrationGroup: pupil.registrationGroup,
  }))
}
export type PupilToAdd = Awaited<ReturnType<typeof pupilsToAdd>>[number]

/** How many of these ids belong to pupils of the school. */
export const countPupils = (tx: Tx, schoolId: string, pupilIds: readonly string[]) =>
  tx.pupil.count({ where: { schoolId, id: { in: [...pupilIds] } } })
