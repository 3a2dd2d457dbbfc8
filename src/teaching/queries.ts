import { onDay, taughtBy } from '../access/own-pupils.ts'
import { toDayOrNull } from '../database/days.ts'
import type { Tx } from '../database/in-school.ts'
import { pupilNameColumns } from '../database/pupil-name.ts'
import { readWording, type SummaryAsRead } from '../record/summary-changes.ts'

type Asked = { schoolId: string; staffId: string; today: string }

const called = {
  id: true,
  ...pupilNameColumns,
  yearGroup: true,
  registrationGroup: true,
} as const

const byName = [{ legalSurname: 'asc' }, { legalForename: 'asc' }, { id: 'asc' }] as const

/** The pupils whom a member of staff teaches or supports on a day, by name, each with the classes that both are in. */
export async function pupilsTaughtBy(tx: Tx, { schoolId, staffId, today }: Asked) {
  const staff = { some: { schoolId, staffId, ...onDay(today) } }
  return tx.pupil.findMany({
    where: { schoolId, ...taughtBy(schoolId, staffId, today) },
    orderBy: [...byName],
    select: {
      ...called,
      classes: {
        where: { schoolId, ...onDay(today), class: { schoolId, staff } },
        select: { class: { select: { name: true } } },
      },
    },
  })
}

/** The plans that a member of staff has read, with the day on which they did last, and what the plan said then. */
export async function plansReadBy(
  tx: Tx,
  { schoolId, staffId }: Asked,
): Promise<{ planId: string; pupilId: string; readOn: string | null; wording: SummaryAsRead | null }[]> {
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

/** A pupil's ranked needs and who they are in the class list. */
export const pupilForSummary = (tx: Tx, schoolId: string, pupilId: string) =>
  tx.pupil.findUniqueOrThrow({
    where: { schoolId_id: { schoolId, id: pupilId } },
    select: { needs: { where: { schoolId }, orderBy: { rank: 'asc' }, select: { type: true } } },
  })
