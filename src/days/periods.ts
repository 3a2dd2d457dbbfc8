import { addDays, addMonths, type Day } from './calendar.ts'

const firstMonthOfAcademicYear = '09'

/** Four weeks in days. A page that shows what changed looks back so far. */
export const fourWeeks = 28

/** The year in which the academic year of a day began: 2025 from 1 September 2025 to 31 August 2026. */
export const academicYearOf = (day: Day): number =>
  Number(day.slice(0, 4)) - (day.slice(5, 7) >= firstMonthOfAcademicYear ? 0 : 1)

/** The first day of the academic year of a day: 1 September. */
export const academicYearStart = (day: Day): Day => `${academicYearOf(day)}-${firstMonthOfAcademicYear}-01`

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

/** The last `count` month-ends up to `until`, oldest first, then `until` itself if it is not a month-end. */
export function monthEnds(until: Day, count: number): Day[] {
  const next = firstOfMonth(addDays(until, 1))
  const ends = Array.from({ length: count }, (_, back) => addDays(addMonths(next, -back), -1)).reverse()
  return ends.at(-1) === until ? ends : [...ends, until]
}
