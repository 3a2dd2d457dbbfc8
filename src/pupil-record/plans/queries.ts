import type { Tx } from '../../platform/database/in-school.ts'
import { withDays } from '../../platform/database/shape.ts'

/** Filter: leaves out progress that was recorded at a withdrawn review. */
const atReviewThatStands = (schoolId: string) => ({ schoolId, review: { schoolId, withdrawnAt: null } })

const viewsOf = (schoolId: string) => ({
  where: { schoolId },
  orderBy: { speaker: 'asc' as const },
  select: { speaker: true, inWhoseWords: true, words: true, declined: true },
})

/** All that a plan's form shows: the assessment with its views, outcomes and provision in order. */
export const planInFull = (schoolId: string) => ({
  assessment: { include: { views: viewsOf(schoolId) } },
  outcomes: {
    where: { schoolId },
    orderBy: [{ position: 'asc' as const }, { id: 'asc' as const }],
    include: {
      progress: { where: atReviewThatStands(schoolId), select: { progress: true, note: true } },
      // Progress from a withdrawn review is counted, too: the review may be put back.
      _count: {
        select: {
          progress: { where: { schoolId } },
          staffProgress: { where: { schoolId } },
          inClass: { where: { schoolId } },
        },
      },
    },
  },
  provisions: { where: { schoolId }, orderBy: [{ position: 'asc' as const }, { id: 'asc' as const }] },
  reviews: { where: { schoolId, withdrawnAt: null }, include: { views: viewsOf(schoolId) } },
})

/** The columns of a plan that the form for its start needs; null if the pupil has none with this id. */
export async function planToStart(tx: Tx, schoolId: string, pupilId: string, planId: string) {
  const plan = await tx.plan.findFirst({
    where: { schoolId, pupilId, id: planId, withdrawnAt: null },
    select: { id: true, version: true, agreedOn: true, startedOn: true },
  })
  return plan && withDays(plan)
}

/**
 * The source for a new plan's first values: the pupil's last plan. Without one, the outcomes of the last meeting that
 * has any, and the last decision with its teacher and SENCO.
 */
export async function planBefore(tx: Tx, schoolId: string, pupilId: string) {
  const ofPupil = { schoolId, pupilId, withdrawnAt: null }
  const plan = await tx.plan.findFirst({
    where: ofPupil,
    orderBy: [{ agreedOn: 'desc' }, { createdAt: 'desc' }],
    select: {
      agreedOn: true,
      teacher: true,
      senco: true,
      needsInALine: true,
      outcomes: {
        where: { schoolId },
        orderBy: { position: 'asc' },
        select: {
          outcome: true,
          measure: true,
          progress: { where: atReviewThatStands(schoolId), select: { progress: true } },
        },
      },
      provisions: {
        where: { schoolId, kind: { in: ['helps', 'avoid'] } },
        orderBy: { position: 'asc' },
        select: { kind: true, what: true },
      },
    },
  })
  if (plan) return { plan: withDays(plan), wished: [], decision: null }
  const meeting = await tx.meeting.findFirst({
    where: { ...ofPupil, outcomes: { some: { schoolId } } },
    orderBy: [{ heldOn: 'desc' }, { createdAt: 'desc' }],
    select: { outcomes: { where: { schoolId }, orderBy: { position: 'asc' }, select: { outcome: true } } },
  })
  const decision = await tx.decision.findFirst({
    where: ofPupil,
    orderBy: [{ decidedOn: 'desc' }, { createdAt: 'desc' }],
    select: { teacher: true, senco: true },
  })
  return { plan: null, wished: meeting?.outcomes.map(({ outcome }) => outcome) ?? [], decision }
}
export type PlanBefore = Awaited<ReturnType<typeof planBefore>>
