import { notLeftBefore, toDate } from '../platform/database/days.ts'

/** Memberships that hold on a day: begun, and not over. */
export const onDay = (day: string) => ({
  from: { lte: toDate(day) },
  OR: [{ until: null }, { until: { gte: toDate(day) } }],
})

/**
 * The pupils whom a member of staff teaches or supports on a day, as a Prisma condition on Pupil: through a class that both
 * are in on that day, or by name. Nobody teaches a pupil after their last day at the school, whatever the class list says.
 */
export function taughtBy(schoolId: string, staffId: string, day: string) {
  const staff = { some: { schoolId, staffId, ...onDay(day) } }
  return {
    AND: [
      notLeftBefore(day),
      { OR: [{ classes: { some: { schoolId, ...onDay(day), class: { schoolId, staff } } } }, { staff }] },
    ],
  }
}
