import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { planInFull } from './queries.ts'

/** What all who teach a pupil need to know (6.49), out of the current plan. */
export type NeedsSummary = {
  planId: string
  agreedOn: string
  reviewOn: string | null
  /** Needs in a line; may be empty. */
  needs: string
  helps: readonly string[]
  avoid: readonly string[]
  outcomes: readonly { outcome: string; byOn: string | null }[]
  /** Adjustments, interventions and support, with who delivers them and how often. */
  provision: readonly { what: string; deliveredBy: string; howOften: string }[]
}

/** The summaries of plans, by plan; three statements however many plans. */
export async function needsSummaries(
  tx: Tx,
  schoolId: string,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, NeedsSummary>> {
  if (planIds.length === 0) return new Map()
  const plans = await tx.plan.findMany({
    where: { schoolId, id: { in: [...planIds] }, withdrawnAt: null },
    select: {
      id: true,
      agreedOn: true,
      reviewOn: true,
      needsInALine: true,
      outcomes: { where: { schoolId }, orderBy: { position: 'asc' }, select: { outcome: true, byOn: true } },
      provisions: {
        where: { schoolId },
        orderBy: { position: 'asc' },
        select: { kind: true, what: true, deliveredBy: true, howOften: true },
      },
    },
  })
  return new Map(
    plans.map((plan) => {
      const whatOf = (kind: 'helps' | 'avoid') =>
        plan.provisions.filter((one) => one.kind === kind).map(({ what }) => what)
      const provision = plan.provisions.filter(({ kind }) => kind !== 'helps' && kind !== 'avoid')
      return [
        plan.id,
        {
          planId: plan.id,
          agreedOn: toDay(plan.agreedOn),
          reviewOn: toDayOrNull(plan.reviewOn),
          needs: plan.needsInALine ?? '',
          helps: whatOf('helps'),
          avoid: whatOf('avoid'),
          outcomes: plan.outcomes.map(({ outcome, byOn }) => ({ outcome, byOn: toDayOrNull(byOn) })),
          provision: provision.map(({ what, deliveredBy, howOften }) => ({
            what,
            deliveredBy: deliveredBy ?? '',
            howOften: howOften ?? '',
          })),
        },
      ]
    }),
  )
}

/** A plan in full, days as YYYY-MM-DD; null where the pupil has no such plan. */
export async function planToEdit(tx: Tx, schoolId: string, pupilId: string, planId: string) {
  const plan = await tx.plan.findFirst({
    where: { schoolId, pupilId, id: planId, withdrawnAt: null },
    include: planInFull(schoolId),
  })
  if (!plan) return null
  const { reviews, ...said } = plan
  const [review] = reviews
  return {
    ...said,
    agreedOn: toDay(plan.agreedOn),
    parentConsultedOn: toDayOrNull(plan.parentConsultedOn),
    pupilConsultedOn: toDayOrNull(plan.pupilConsultedOn),
    reviewOn: toDayOrNull(plan.reviewOn),
    startedOn: toDayOrNull(plan.startedOn),
    recordedOnInformationSystemOn: toDayOrNull(plan.recordedOnInformationSystemOn),
    assessment: plan.assessment && {
      ...plan.assessment,
      assessedOn: toDay(plan.assessment.assessedOn),
      reviewedOn: toDayOrNull(plan.assessment.reviewedOn),
    },
    outcomes: plan.outcomes.map((outcome) => ({ ...outcome, byOn: toDayOrNull(outcome.byOn) })),
    review: review ? { ...review, heldOn: toDay(review.heldOn) } : null,
  }
}

export type PlanToEdit = NonNullable<Awaited<ReturnType<typeof planToEdit>>>
