import type { Day } from '../../days/calendar.ts'
import type { AreaOfNeed } from '../../generated/prisma/enums.ts'
import { notLeftBefore, toDate, toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { areaOfNeedType, areasOfNeed } from '../areas-of-need.ts'
import { fullNameOf, pupilNameColumns } from '../pupil-name.ts'

/** Sorts statements in the school's order. */
const inOrder = [{ area: 'asc' }, { position: 'asc' }, { id: 'asc' }] as const

/** The school's statements, including those that are switched off. */
export async function statementsOf(tx: Tx, schoolId: string) {
  const rows = await tx.roundRobinStatement.findMany({
    where: { schoolId },
    orderBy: [...inOrder],
    select: { id: true, area: true, statement: true, position: true, offSince: true },
  })
  return rows.map((row) => ({ ...row, offSince: toDayOrNull(row.offSince) }))
}
export type Statement = Awaited<ReturnType<typeof statementsOf>>[number]

/** The version of the school's settings, which include the lists. */
export async function settingsVersion(tx: Tx, schoolId: string): Promise<number> {
  const { version } = await tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: { version: true } })
  return version
}

/** A plan with its outcomes; null if the pupil has none with this id. */
export async function planToAskAbout(tx: Tx, { schoolId, pupilId }: PupilKey, planId: string) {
  const plan = await tx.plan.findFirst({
    where: { schoolId, pupilId, id: planId, withdrawnAt: null },
    select: {
      id: true,
      agreedOn: true,
      reviewOn: true,
      outcomes: {
        where: { schoolId },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { id: true, outcome: true },
      },
    },
  })
  return plan && { ...plan, agreedOn: toDay(plan.agreedOn), reviewOn: toDayOrNull(plan.reviewOn) }
}
export type PlanToAskAbout = NonNullable<Awaited<ReturnType<typeof planToAskAbout>>>

/** By pupil id, the areas with a recorded need or an open concern. Two statements. */
export async function areasKnown(
  tx: Tx,
  schoolId: string,
  pupilIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AreaOfNeed[]>> {
  const ofPupils = { schoolId, pupilId: { in: [...pupilIds] } }
  const needs = await tx.pupilNeed.findMany({ where: ofPupils, select: { pupilId: true, type: true } })
  const concerns = await tx.concern.findMany({
    where: { ...ofPupils, closedOn: null, withdrawnAt: null },
    select: { pupilId: true, areas: true },
  })
  const known = [...needs.map(({ pupilId, type }) => ({ pupilId, areas: [areaOfNeedType[type]] })), ...concerns]
  return new Map(
    pupilIds.map((pupilId) => {
      const theirs = new Set(known.filter((one) => one.pupilId === pupilId).flatMap(({ areas }) => areas))
      return [pupilId, areasOfNeed.filter((area) => theirs.has(area))]
    }),
  )
}

/** A round-robin with the staff asked, by name; null if the pupil has none with this id. */
export async function roundRobinToEdit(tx: Tx, { schoolId, pupilId }: PupilKey, roundRobinId: string) {
  const found = await tx.roundRobin.findFirst({
    where: { schoolId, pupilId, id: roundRobinId },
    select: {
      id: true,
      planId: true,
      areas: true,
      question: true,
      askedOn: true,
      askedBy: true,
      answerBy: true,
      closedOn: true,
      version: true,
      asked: {
        where: { schoolId },
        orderBy: { staff: { name: 'asc' } },
        select: {
          id: true,
          staffId: true,
          answeredOn: true,
          staff: { select: { name: true, userId: true } },
        },
      },
    },
  })
  return (
    found && {
      ...found,
      askedOn: toDay(found.askedOn),
      answerBy: toDay(found.answerBy),
      closedOn: toDayOrNull(found.closedOn),
      asked: found.asked.map(({ staff, answeredOn, ...one }) => ({
        ...one,
        answeredOn: toDayOrNull(answeredOn),
        name: staff.name,
        canSignIn: staff.userId !== null,
      })),
    }
  )
}
export type RoundRobinToEdit = NonNullable<Awaited<ReturnType<typeof roundRobinToEdit>>>

/** The answers to a round-robin, by the name of the member of staff. */
export async function answersOf(tx: Tx, { schoolId, pupilId }: PupilKey, roundRobinId: string) {
  const rows = await tx.roundRobinAsked.findMany({
    where: { schoolId, pupilId, roundRobinId, answeredOn: { not: null } },
    orderBy: [{ staff: { name: 'asc' } }, { id: 'asc' }],
    select: {
      id: true,
      goesWell: true,
      comment: true,
      answeredOn: true,
      staff: { select: { name: true } },
      ticks: { where: { schoolId }, select: { statementId: true, area: true, statement: true, seen: true } },
      progress: { where: { schoolId }, select: { outcomeId: true, progress: true, note: true } },
    },
  })
  return rows.map(({ staff, answeredOn, ...said }) => ({
    ...said,
    name: staff.name,
    answeredOn: toDayOrNull(answeredOn) ?? '',
  }))
}
export type AnswerGiven = Awaited<ReturnType<typeof answersOf>>[number]

type AnswerKey = PupilKey & { roundRobinId: string }

/**
 * The questions to one member of staff with their answers so far: the statements in use of the areas asked about, and
 * any other statement that they ticked before, with its text of that time. Null where this person was not asked.
 * @param typed ids of the statements that the form was shown with, so that one switched off meanwhile can still be
 *   answered
 */
export async function answerToEdit(
  tx: Tx,
  { schoolId, pupilId, roundRobinId }: AnswerKey,
  who: { staffId: string } | { askedId: string },
  typed: readonly string[] = [],
) {
  const asked = await tx.roundRobinAsked.findFirst({
    where: { schoolId, pupilId, roundRobinId, ...('staffId' in who ? who : { id: who.askedId }) },
    select: {
      id: true,
      version: true,
      answeredOn: true,
      goesWell: true,
      comment: true,
      staff: { select: { name: true } },
      ticks: { where: { schoolId }, select: { statementId: true, area: true, statement: true, seen: true } },
      progress: { where: { schoolId }, select: { outcomeId: true, progress: true, note: true } },
      roundRobin: {
        select: { planId: true, areas: true, question: true, answerBy: true, askedBy: true, closedOn: true },
      },
    },
  })
  if (!asked) return null
  const { roundRobin, ticks, progress, staff, ...said } = asked
  const inUse = (await statementsOf(tx, schoolId)).filter(
    ({ id, area, offSince }) => roundRobin.areas.includes(area) && (offSince === null || typed.includes(id)),
  )
  const gone = ticks.filter(({ statementId }) => !inUse.some(({ id }) => id === statementId))
  const outcomes =
    roundRobin.planId === null
      ? []
      : await tx.outcome.findMany({
          where: { schoolId, pupilId, planId: roundRobin.planId, plan: { schoolId, withdrawnAt: null } },
          orderBy: [{ position: 'asc' }, { id: 'asc' }],
          select: { id: true, outcome: true },
        })
  return {
    ...said,
    askedId: asked.id,
    name: staff.name,
    answeredOn: toDayOrNull(asked.answeredOn),
    question: roundRobin.question,
    askedBy: roundRobin.askedBy,
    answerBy: toDay(roundRobin.answerBy),
    closedOn: toDayOrNull(roundRobin.closedOn),
    statements: [
      ...inUse.map(({ id, area, statement }) => {
        const before = ticks.find(({ statementId }) => statementId === id)
        return { id, area, statement, seen: before?.seen ?? null }
      }),
      ...gone.map(({ statementId, area, statement, seen }) => ({ id: statementId, area, statement, seen })),
    ],
    outcomes: outcomes.map(({ id, outcome }) => {
      const before = progress.find(({ outcomeId }) => outcomeId === id)
      return { id, outcome, progress: before?.progress ?? null, note: before?.note ?? null }
    }),
  }
}
export type AnswerToEdit = NonNullable<Awaited<ReturnType<typeof answerToEdit>>>

/** The name of a member of staff; empty where the id is null or unknown. */
export async function nameOfStaff(tx: Tx, schoolId: string, staffId: string | null): Promise<string> {
  if (staffId === null) return ''
  const found = await tx.staffMember.findFirst({ where: { schoolId, id: staffId }, select: { name: true } })
  return found?.name ?? ''
}

/**
 * Planned reviews from a day on for which no round-robin exists, the next one first. Withdrawn or reviewed plans are
 * left out.
 */
export async function reviewsToAskFor(tx: Tx, schoolId: string, from: Day) {
  const rows = await tx.plannedReview.findMany({
    where: {
      schoolId,
      cancelledOn: null,
      on: { gte: toDate(from) },
      plan: {
        schoolId,
        withdrawnAt: null,
        reviews: { none: { schoolId, withdrawnAt: null } },
        roundRobins: { none: { schoolId } },
        pupil: { schoolId, ...notLeftBefore(from) },
      },
    },
    orderBy: [{ on: 'asc' }, { at: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      pupilId: true,
      planId: true,
      on: true,
      plan: {
        select: {
          pupil: {
            select: {
              ...pupilNameColumns,
              registrationGroup: true,
            },
          },
        },
      },
    },
  })
  return rows.map(({ plan: { pupil }, on, ...review }) => ({
    ...review,
    on: toDay(on),
    name: fullNameOf(pupil),
    registrationGroup: pupil.registrationGroup ?? '',
  }))
}
export type ReviewToAskFor = Awaited<ReturnType<typeof reviewsToAskFor>>[number]
