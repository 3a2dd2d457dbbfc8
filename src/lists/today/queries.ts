import type { Day } from '../../days/calendar.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

type SchoolOnDay = { schoolId: string; today: Day }

/** A review with a planned day and time. */
export interface PlannedReview {
  /** The planned day of the review, YYYY-MM-DD. */
  readonly on: Day
  /** The planned time of the review, HH:MM in London. */
  readonly at: string
}

/** The reviews planned for today or later, by the id of the plan to review. If a plan has several, the next one. */
export async function plannedReviews(
  tx: Tx,
  { schoolId, today }: SchoolOnDay,
): Promise<ReadonlyMap<string, PlannedReview>> {
  const rows = await tx.plannedReview.findMany({
    where: { schoolId, cancelledOn: null, on: { gte: toDate(today) } },
    orderBy: [{ on: 'desc' }, { at: 'desc' }, { id: 'desc' }],
    select: { planId: true, on: true, at: true },
  })
  return new Map(rows.map(({ planId, on, at }) => [planId, { on: toDay(on), at }]))
}
