import type { Day } from '../days/calendar.ts'
import { notLeftBefore, toDate } from '../platform/database/days.ts'

/** Prisma condition for memberships that include a day: `from` and `until` are both inclusive. */
export const onDay = (day: Day) => ({
  from: { lte: toDate(day) },
  OR: [{ until: null }, { until: { gte: toDate(day) } }],
})

/**
 * Prisma condition on Pupil: the pupils whom a member of staff teaches or supports on a day. Either both are in the
 * same class on that day, or the member of staff is assigned to the pupil by name. It excludes pupils who have left,
 * even if a class lists them.
 */
export function taughtBy(schoolId: string, staffId: string, day: Day) {
  const staff = { some: { schoolId, staffId, ...onDay(day) } }
  return {
    AND: [
      notLeftBefore(day),
      { OR: [{ classes: { some: { schoolId, ...onDay(day), class: { schoolId, staff } } } }, { staff }] },
    ],
  }
}
