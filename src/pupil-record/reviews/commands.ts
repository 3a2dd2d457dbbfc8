import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { saveViews } from '../views-given.ts'
import type { HoldReview } from './form.ts'
import type { PlanToReview } from './model.ts'

const columns = (review: HoldReview) => ({
  heldOn: toDate(review.heldOn),
  impact: review.impact,
  decision: review.decision,
  nextSteps: review.nextSteps,
})

/**
 * Saves or corrects the one review of a plan. Idempotent: the id comes with the form.
 *
 * It also raises the plan's version, because the impact of an intervention is saved in the plan's own row. An edit of
 * the plan that was opened before is stale from then on and cannot overwrite the impact.
 * @param before the saved plan
 * @returns false where somebody else has saved a review, a newer version of it, or the plan meanwhile
 */
export async function holdReview(
  tx: Tx,
  pupilKey: PupilKey,
  before: PlanToReview,
  review: HoldReview,
): Promise<boolean> {
  const { count: ofPlan } = await tx.plan.updateMany({
    where: { ...pupilKey, id: before.id, version: before.version },
    data: { version: before.version + 1 },
  })
  if (ofPlan === 0) return false
  if (review.version > 0) {
    const { count } = await tx.review.updateMany({
      where: { ...pupilKey, planId: before.id, version: review.version, withdrawnAt: null },
      data: { ...columns(review), version: review.version + 1 },
    })
    if (count === 0) return false
  } else {
    const { count } = await tx.review.createMany({
      data: [{ ...pupilKey, planId: before.id, id: review.id, ...columns(review) }],
      skipDuplicates: true,
    })
    if (count === 0) return false
  }
  // Where the plan has a review already, this one's id is used.
  const reviewId = before.review?.id ?? review.id
  await saveProgress(tx, { ...pupilKey, reviewId }, before, review)
  await saveImpacts(tx, pupilKey, before, review)
  await saveViews(tx, pupilKey, { reviewId }, review)
  return true
}

/** Saves how far each outcome has got. A cleared answer deletes its row. */
async function saveProgress(
  tx: Tx,
  pupilKey: PupilKey & { reviewId: string },
  before: PlanToReview,
  review: HoldReview,
): Promise<void> {
  const standing = new Map(before.outcomes.map(({ id, progress }) => [id, progress]))
  for (const { id: outcomeId, progress, note } of review.outcomes) {
    const stands = standing.get(outcomeId) ?? null
    if (progress === null) {
      if (stands) await tx.outcomeProgress.deleteMany({ where: { ...pupilKey, outcomeId } })
    } else if (!stands) {
      await tx.outcomeProgress.createMany({ data: [{ ...pupilKey, outcomeId, id: uuidv7(), progress, note }] })
    } else if (stands.progress !== progress || stands.note !== note) {
      await tx.outcomeProgress.updateMany({ where: { ...pupilKey, outcomeId }, data: { progress, note } })
    }
  }
}

async function saveImpacts(tx: Tx, pupilKey: PupilKey, before: PlanToReview, review: HoldReview): Promise<void> {
  for (const { id, sessionsHeld, impact } of review.interventions) {
    const stands = before.interventions.find((one) => one.id === id)
    if (!stands || (stands.sessionsHeld === sessionsHeld && stands.impact === impact)) continue
    await tx.provision.updateMany({
      where: { ...pupilKey, planId: before.id, id },
      data: { sessionsHeld, impact },
    })
  }
}
