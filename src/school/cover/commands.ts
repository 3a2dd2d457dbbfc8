import { v7 as uuidv7 } from 'uuid'
import { addDays } from '../../days/calendar.ts'
import { toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { ArrangeCover } from './form.ts'
import type { CoverToEdit, SpellsOf } from './model.ts'
import { type CoverSpell, type Span, spellsOfCover } from './spans.ts'

type Whose = { schoolId: string; coverId: string }
/** Where who is away and who stands in are on the days that cover is new for. */
type Around = { away: SpellsOf; standsIn: SpellsOf }

/**
 * Has one member of staff stand in for another: in each class, and with each pupil supported by name, in which the other is
 * on any of the days, and who stands in is not. Saved before by the same form, nothing is added.
 */
export async function arrangeCover(
  tx: Tx,
  schoolId: string,
  { id, from, until, ...staff }: ArrangeCover,
  around: Around,
): Promise<void> {
  const { count } = await tx.cover.createMany({
    data: [{ schoolId, id, ...staff, from: toDate(from), until: toDate(until) }],
    skipDuplicates: true,
  })
  if (count === 0) return
  await addSpells(tx, { schoolId, coverId: id }, staff.staffId, spellsAt({ from, until }, around))
}

/** Adds to cover, on the days of a span, what who is away has on them and who stands in has not. */
export async function fillCover(
  tx: Tx,
  schoolId: string,
  { id, staffId }: { id: string; staffId: string },
  span: Span,
  around: Around,
): Promise<void> {
  await addSpells(tx, { schoolId, coverId: id }, staffId, spellsAt(span, around))
}

type Spells = { classes: CoverSpell[]; pupils: CoverSpell[] }

const spellsAt = (span: Span, { away, standsIn }: Around): Spells => ({
  classes: spellsOfCover(span, away.classes, standsIn.classes),
  pupils: spellsOfCover(span, away.pupils, standsIn.pupils),
})

async function addSpells(
  tx: Tx,
  { schoolId, coverId }: Whose,
  staffId: string,
  { classes, pupils }: Spells,
): Promise<void> {
  const row = ({ from, until }: CoverSpell) => ({
    schoolId,
    id: uuidv7(),
    staffId,
    coverId,
    from: toDate(from),
    until: toDate(until),
  })
  await tx.classStaff.createMany({
    data: classes.map((spell) => ({ ...row(spell), classId: spell.placeId })),
    skipDuplicates: true,
  })
  await tx.pupilStaff.createMany({
    data: pupils.map((spell) => ({ ...row(spell), pupilId: spell.placeId })),
    skipDuplicates: true,
  })
  await raiseClasses(
    tx,
    schoolId,
    classes.map(({ placeId }) => placeId),
  )
}

/** A class with its staff has one version: whoever has its form open meanwhile sees that it changed. */
async function raiseClasses(tx: Tx, schoolId: string, classIds: readonly string[]): Promise<void> {
  if (classIds.length === 0) return
  await tx.class.updateMany({
    where: { schoolId, id: { in: [...classIds] } },
    data: { version: { increment: 1 } },
  })
}

/** The classes that cover has a spell in which does not end by a day. */
async function classesAfter(tx: Tx, { schoolId, coverId }: Whose, day: string): Promise<string[]> {
  const spells = await tx.classStaff.findMany({
    where: { schoolId, coverId, until: { gt: toDate(day) } },
    select: { classId: true },
  })
  return spells.map(({ classId }) => classId)
}

/**
 * Gives cover another last day. Earlier: its spells end by then, and those that begin later are taken out. Later: they go
 * on for as long as who is away is there, and new ones begin.
 * @param around on the days that are added; not looked at where none are
 * @returns false where somebody else has saved another version since the form's was read
 */
export async function changeLastDay(
  tx: Tx,
  schoolId: string,
  cover: CoverToEdit,
  { version, until }: { version: number; until: string },
  around: Around,
): Promise<boolean> {
  const { count } = await tx.cover.updateMany({
    where: { schoolId, id: cover.id, version },
    data: { until: toDate(until), version: version + 1 },
  })
  if (count === 0) return false
  const whose = { schoolId, coverId: cover.id }
  if (until < cover.until) await endSpells(tx, whose, until)
  if (until > cover.until) await lengthenSpells(tx, whose, cover, until, around)
  return true
}

async function endSpells(tx: Tx, whose: Whose, until: string): Promise<void> {
  const last = toDate(until)
  const changed = await classesAfter(tx, whose, until)
  await tx.classStaff.deleteMany({ where: { ...whose, from: { gt: last } } })
  await tx.classStaff.updateMany({ where: { ...whose, until: { gt: last } }, data: { until: last } })
  await tx.pupilStaff.deleteMany({ where: { ...whose, from: { gt: last } } })
  await tx.pupilStaff.updateMany({ where: { ...whose, until: { gt: last } }, data: { until: last } })
  await raiseClasses(tx, whose.schoolId, changed)
}

/** A spell that ended with the cover goes on; where none did, one begins. */
async function lengthenSpells(tx: Tx, whose: Whose, cover: CoverToEdit, until: string, around: Around): Promise<void> {
  const { classes, pupils } = spellsAt({ from: addDays(cover.until, 1), until }, around)
  const ended = { ...whose, until: toDate(cover.until) }
  const inClasses = await tx.classStaff.findMany({ where: ended, select: { classId: true } })
  const ofPupils = await tx.pupilStaff.findMany({ where: ended, select: { pupilId: true } })
  const goesOn = ({ placeId, from, until: last }: CoverSpell, placeIds: readonly string[]) =>
    from === addDays(cover.until, 1) && last === until && placeIds.includes(placeId)
  const classIds = inClasses.map(({ classId }) => classId)
  const pupilIds = ofPupils.map(({ pupilId }) => pupilId)
  const longer = {
    classes: classes.filter((spell) => goesOn(spell, classIds)).map(({ placeId }) => placeId),
    pupils: pupils.filter((spell) => goesOn(spell, pupilIds)).map(({ placeId }) => placeId),
  }
  const days = { until: toDate(until) }
  await tx.classStaff.updateMany({ where: { ...ended, classId: { in: longer.classes } }, data: days })
  await tx.pupilStaff.updateMany({ where: { ...ended, pupilId: { in: longer.pupils } }, data: days })
  await addSpells(tx, whose, cover.staffId, {
    classes: classes.filter((spell) => !goesOn(spell, classIds)),
    pupils: pupils.filter((spell) => !goesOn(spell, pupilIds)),
  })
  await raiseClasses(tx, whose.schoolId, longer.classes)
}

/**
 * Takes out cover that has not begun.
 * @returns false where there is none, or it has begun: what has been stays
 */
export async function removeCover(tx: Tx, { schoolId, coverId }: Whose, today: string): Promise<boolean> {
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
