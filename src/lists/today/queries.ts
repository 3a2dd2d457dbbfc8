import type { Day } from '../../days/calendar.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

type Asked = { schoolId: string; today: Day }

/** A review that has its day and time. */
export interface PlannedReview {
  /** YYYY-MM-DD */
  readonly on: Day
  /** HH:MM, in London */
  readonly at: string
}

/** The reviews that are planned from today on and not held, by plan: of several of a plan the next. */
export async function plannedReviews(tx: Tx, { schoolId, today }: Asked): Promise<ReadonlyMap<string, PlannedReview>> {
  const rows = await tx.plannedReview.findMany({
    where: { schoolId, cancelledOn: null, on: { gte: toDate(today) } },
    orderBy: [{ on: 'desc' }, { at: 'desc' }, { id: 'desc' }],
    select: { planId: true, on: true, at: true },
  })
  return new Map(rows.map(({ planId, on, at }) => [planId, { on: toDay(on), at }]))
}
