/**
 * Days between PostgreSQL's `date` (in Prisma a Date at midnight UTC) and the code's YYYY-MM-DD. No time zone is involved.
 */
export const toDate = (day: string): Date => new Date(`${day}T00:00:00Z`)
export const toDateOrNull = (day: string | null): Date | null => (day === null ? null : toDate(day))
export const toDay = (date: Date): string => date.toISOString().slice(0, 10)
export const toDayOrNull = (date: Date | null): string | null => (date === null ? null : toDay(date))

/** Of pupils or staff, as a Prisma condition: who has not left before a day. Their last day is a day on which they are there. */
export const notLeftBefore = (day: string) => ({ OR: [{ leftOn: null }, { leftOn: { gte: toDate(day) } }] })
