import type { Day } from '../../days/calendar.ts'

/** Who has to be at a review: the staff, and the family, known by what its contacts share. */
export type Present = { staffIds: readonly string[]; family: string }

/** A review at its time: `at` in minutes since midnight, and how many minutes it takes. */
export type Appointment = Present & { on: Day; at: number; minutes: number }

const overlaps = (one: Appointment, other: Appointment): boolean =>
  one.on === other.on && one.at < other.at + other.minutes && other.at < one.at + one.minutes

/** What keeps two reviews from being held at once: the family that belongs to both, or a member of staff, by id. */
export type Clash = { kind: 'family' } | { kind: 'staff'; staffId: string }

/** Why two appointments cannot both be kept; null where they can. */
export function clashOf(one: Appointment, other: Appointment): Clash | null {
  if (!overlaps(one, other)) return null
  if (one.family === other.family) return { kind: 'family' }
  const staffId = one.staffIds.find((id) => other.staffIds.includes(id))
  return staffId === undefined ? null : { kind: 'staff', staffId }
}
