import { z } from 'zod'
import { onDay, taughtBy } from '../../access/own-pupils.ts'
import type { Day } from '../../days/calendar.ts'
import { toDate, toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { pupilNameColumns } from '../pupil-name.ts'

type StaffOnDay = { schoolId: string; staffId: string; today: Day }

/** The pupils that a member of staff teaches or supports on a day, by name, each with the classes that both are in. */
export async function pupilsWithGroups(tx: Tx, { schoolId, staffId, today }: StaffOnDay) {
  const staff = { some: { schoolId, staffId, ...onDay(today) } }
  return tx.pupil.findMany({
    where: { schoolId, ...taughtBy(schoolId, staffId, today) },
    orderBy: [{ legalSurname: 'asc' }, { legalForename: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      ...pupilNameColumns,
      yearGroup: true,
      registrationGroup: true,
      classes: {
        where: { schoolId, ...onDay(today), class: { schoolId, staff } },
        select: { class: { select: { name: true, weekdays: true } } },
      },
    },
  })
}
export type PupilWithGroups = Awaited<ReturnType<typeof pupilsWithGroups>>[number]

/** Whether a member of staff teaches or supports a pupil on the day. Their role does not matter here. */
export async function isTaughtBy(tx: Tx, { schoolId, staffId, today }: StaffOnDay, pupilId: string): Promise<boolean> {
  const taught = await tx.pupil.findFirst({
    where: { schoolId, id: pupilId, ...taughtBy(schoolId, staffId, today) },
    select: { id: true },
  })
  return taught !== null
}

/** Plans with their outcomes, the day of the next planned review, and whether the member of staff attends it. */
export async function plansToNote(tx: Tx, { schoolId, staffId, today }: StaffOnDay, planIds: readonly string[]) {
  if (planIds.length === 0) return []
  const plans = await tx.plan.findMany({
    where: { schoolId, id: { in: [...planIds] }, withdrawnAt: null },
    select: {
      pupilId: true,
      outcomes: {
        where: { schoolId },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { id: true, outcome: true, measure: true, byOn: true },
      },
      plannedReviews: {
        where: { schoolId, cancelledOn: null, on: { gte: toDate(today) } },
        orderBy: [{ on: 'asc' }, { at: 'asc' }],
        select: { on: true, staff: { where: { schoolId, staffId }, select: { id: true } } },
      },
    },
  })
  return plans.map(({ pupilId, outcomes, plannedReviews: [planned] }) => ({
    pupilId,
    plannedOn: planned ? toDay(planned.on) : null,
    isToBeThere: planned !== undefined && planned.staff.length > 0,
    outcomes: outcomes.map(({ byOn, ...outcome }) => ({ ...outcome, byOn: toDayOrNull(byOn) })),
  }))
}
export type PlanToNote = Awaited<ReturnType<typeof plansToNote>>[number]

const entryColumns = { progress: true, note: true, version: true } as const

/** The entries of a member of staff about several outcomes on a day, by outcome id. */
export async function ownEntries(
  tx: Tx,
  { schoolId, staffId, today }: StaffOnDay,
  outcomeIds: readonly string[],
): Promise<ReadonlyMap<string, OwnEntry>> {
  const rows = await tx.progressInClass.findMany({
    where: { schoolId, staffId, outcomeId: { in: [...outcomeIds] }, seenOn: toDate(today) },
    select: { outcomeId: true, ...entryColumns },
  })
  return new Map(rows.map(({ outcomeId, ...entry }) => [outcomeId, entry]))
}

/** What a member of staff noted about an outcome on a day; null where they noted nothing. */
export const ownEntry = (
  tx: Tx,
  { schoolId, staffId, outcomeId, seenOn }: { schoolId: string; staffId: string; outcomeId: string; seenOn: Day },
) =>
  tx.progressInClass.findFirst({
    where: { schoolId, staffId, outcomeId, seenOn: toDate(seenOn) },
    select: entryColumns,
  })
export type OwnEntry = NonNullable<Awaited<ReturnType<typeof ownEntry>>>

/** The schema of a draft that holds a note without a choice and was not discarded. */
const noteAlone = z.object({
  progress: z.tuple([z.literal('')]),
  note: z.tuple([z.string()]),
  seenOn: z.tuple([z.string()]),
  _putAside: z.never().optional(),
})

/** Today's draft notes of a member of staff that have no choice yet, by the form's address. */
export async function notesBegun(
  tx: Tx,
  { schoolId, staffId, today }: StaffOnDay,
  forms: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const drafts = await tx.draft.findMany({
    where: { schoolId, staffId, form: { in: [...forms] } },
    select: { form: true, values: true },
  })
  const notes = drafts.flatMap(({ form, values }): [string, string][] => {
    const begun = noteAlone.safeParse(values)
    return begun.success && begun.data.seenOn[0] === today ? [[form, begun.data.note[0]]] : []
  })
  return new Map(notes)
}

const outcomeColumns = { id: true, outcome: true, measure: true, byOn: true } as const

/** The plan's outcome with this id; null if the plan has none with it. */
export async function outcomeOfPlan(tx: Tx, key: { schoolId: string; pupilId: string; planId: string }, id: string) {
  const outcome = await tx.outcome.findFirst({ where: { ...key, id }, select: outcomeColumns })
  return outcome && { ...outcome, byOn: toDayOrNull(outcome.byOn) }
}

/** The pupil's outcome with this id, from any plan that is not withdrawn; null if there is none with it. */
export async function outcomeOfPupil(tx: Tx, { schoolId, pupilId }: { schoolId: string; pupilId: string }, id: string) {
  const outcome = await tx.outcome.findFirst({
    where: { schoolId, pupilId, id, plan: { schoolId, withdrawnAt: null } },
    select: outcomeColumns,
  })
  return outcome && { ...outcome, byOn: toDayOrNull(outcome.byOn) }
}

const typedNote = z.object({ note: z.tuple([z.string().min(1)]) })

/** Whether a member of staff has a draft with a note at a form's address. */
export async function hasDraft(
  tx: Tx,
  { schoolId, staffId }: Omit<StaffOnDay, 'today'>,
  form: string,
): Promise<boolean> {
  const draft = await tx.draft.findFirst({ where: { schoolId, staffId, form }, select: { values: true } })
  return typedNote.safeParse(draft?.values).success
}

/** The most entries shown in the history. The review shows all of them. */
const mostOfHistory = 40

/** The entries of all staff about an outcome, the latest first. */
export async function historyOf(
  tx: Tx,
  { schoolId, pupilId }: { schoolId: string; pupilId: string },
  outcomeId: string,
) {
  const rows = await tx.progressInClass.findMany({
    where: { schoolId, pupilId, outcomeId },
    orderBy: [{ seenOn: 'desc' }, { createdAt: 'desc' }],
    take: mostOfHistory,
    select: { staffId: true, seenOn: true, progress: true, note: true, staff: { select: { name: true } } },
  })
  return rows.map(({ staff, seenOn, ...said }) => ({ ...said, who: staff.name, seenOn: toDay(seenOn) }))
}
