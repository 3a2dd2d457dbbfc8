import type { Day } from '../../days/calendar.ts'

/**
 * Conversions between a PostgreSQL `date` (in Prisma a Date at midnight UTC) and a Day (YYYY-MM-DD). No time zone is
 * involved.
 */
export const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`)
export const toDateOrNull = (day: Day | null): Date | null => (day === null ? null : toDate(day))
export const toDay = (date: Date): Day => date.toISOString().slice(0, 10)
export const toDayOrNull = (date: Date | null): Day | null => (date === null ? null : toDay(date))

/**
 * Prisma condition for pupils or staff who have not left before a day. On their last day (`leftOn`) they still count as
 * present.
 */
export const notLeftBefore = (day: Day) => ({ OR: [{ leftOn: null }, { leftOn: { gte: toDate(day) } }] })
