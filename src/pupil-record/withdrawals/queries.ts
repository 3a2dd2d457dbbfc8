import type { Tx } from '../../platform/database/in-school.ts'
import type { EntryKey } from '../entry.ts'

/** The number of rows of each kind that are withdrawn or put back together with an entry. */
export type GoesWithIt = { assessments: number; outcomes: number; reviews: number; briefings: number; views: number }

/**
 * Counts the rows that are withdrawn together with a plan, a meeting or a review. One statement; none for the other
 * kinds.
 */
export async function goesWith(tx: Tx, { schoolId, kind, entryId }: EntryKey): Promise<GoesWithIt> {
  const nothing = { assessments: 0, outcomes: 0, reviews: 0, briefings: 0, views: 0 }
  if (kind === 'plan') {
    const plan = await tx.plan.findFirst({
      where: { schoolId, id: entryId },
      select: {
        assessment: { select: { id: true } },
        _count: {
          select: {
            outcomes: { where: { schoolId } },
            reviews: { where: { schoolId, withdrawnAt: null } },
            briefings: { where: { schoolId } },
          },
        },
      },
    })
    return { ...nothing, ...plan?._count, assessments: plan?.assessment ? 1 : 0 }
  }
  if (kind === 'meeting') {
    const meeting = await tx.meeting.findFirst({
      where: { schoolId, id: entryId },
      select: { _count: { select: { outcomes: { where: { schoolId } }, views: { where: { schoolId } } } } },
    })
    return { ...nothing, ...meeting?._count }
  }
  if (kind !== 'review') return nothing
  const review = await tx.review.findFirst({
    where: { schoolId, id: entryId },
    select: { _count: { select: { views: { where: { schoolId } } } } },
  })
  return { ...nothing, ...review?._count }
}

/** Why a withdrawn review cannot be put back: its plan is withdrawn, or has another review. Null where it can. */
export async function inTheWay(tx: Tx, { schoolId, kind, entryId }: EntryKey): Promise<'plan' | 'review' | null> {
  if (kind !== 'review') return null
  const review = await tx.review.findFirst({
    where: { schoolId, id: entryId },
    select: {
      plan: {
        select: {
          withdrawnAt: true,
          reviews: { where: { schoolId, withdrawnAt: null, id: { not: entryId } }, select: { id: true } },
        },
      },
    },
  })
  if (!review) return null
  if (review.plan.withdrawnAt !== null) return 'plan'
  return review.plan.reviews.length > 0 ? 'review' : null
}
