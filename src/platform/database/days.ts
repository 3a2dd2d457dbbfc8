/**
 * Conversions between a PostgreSQL `date` (in Prisma a Date at midnight UTC) and a Day (YYYY-MM-DD). No time zone is
 * involved.
 */
export const toDate = (day: string): Date => new Date(`${day}T00:00:00Z`)
export const toDateOrNull = (day: string | null): Date | null => (day === null ? null : toDate(day))
export const toDay = (date: Date): string => date.toISOString().slice(0, 10)
export const toDayOrNull = (date: Date | null): string | null => (date === null ? null : toDay(date))

/**
 * Prisma condition for pupils or staff who have not left before a day. Their last day (`leftOn`) still counts as
 * present.
 */
export const notLeftBefore = (day: string) => ({ OR: [{ leftOn: null }, { leftOn: { gte: toDate(day) } }] })
