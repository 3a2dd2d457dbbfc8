import type { Day } from '../../days/calendar.ts'
import type { Progress } from '../../generated/prisma/enums.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** The sex and free school meals of the pupils on the roll on a day. One statement. */
export async function rollOn(tx: Tx, schoolId: string, day: Day) {
  return tx.pupil.findMany({
    where: {
      schoolId,
      AND: [
        { OR: [{ enteredOn: null }, { enteredOn: { lte: toDate(day) } }] },
        { OR: [{ leftOn: null }, { leftOn: { gte: toDate(day) } }] },
      ],
    },
    select: { id: true, sex: true, freeSchoolMeals: true },
  })
}
export type OnRoll = Awaited<ReturnType<typeof rollOn>>[number]

/** The progress of the outcomes that were reviewed in a period. Both its first and its last day are included. */
export async function outcomesReviewed(
  tx: Tx,
  schoolId: string,
  { from, until }: { from: Day; until: Day },
): Promise<{ progress: Progress; pupilId: string }[]> {
  return tx.outcomeProgress.findMany({
    where: {
      schoolId,
      review: {
        schoolId,
        withdrawnAt: null,
        heldOn: { gte: toDate(from), lte: toDate(until) },
        plan: { schoolId, withdrawnAt: null },
      },
    },
    select: { progress: true, pupilId: true },
  })
}

/** The training of staff in a period, newest first. */
export async function trainingIn(tx: Tx, schoolId: string, { from, until }: { from: Day; until: Day }) {
  const trainings = await tx.staffTraining.findMany({
    where: { schoolId, heldOn: { gte: toDate(from), lte: toDate(until) } },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    select: { heldOn: true, topic: true, forWhom: true, howMany: true },
  })
  return trainings.map((one) => ({ ...one, heldOn: toDay(one.heldOn) }))
}
export type Training = Awaited<ReturnType<typeof trainingIn>>[number]

/** The national figures that the school has entered, by name, with the school's version for saving them. */
export async function nationalFigures(tx: Tx, schoolId: string) {
  const school = await tx.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { version: true, nationalFiguresFrom: true },
  })
  const figures = await tx.nationalFigure.findMany({ where: { schoolId }, select: { figure: true, percent: true } })
  return {
    version: school.version,
    from: school.nationalFiguresFrom,
    percent: new Map(figures.map(({ figure, percent }) => [figure, percent])),
  }
}
export type NationalFigures = Awaited<ReturnType<typeof nationalFigures>>
