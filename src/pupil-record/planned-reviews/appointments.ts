import type { Day } from '../../days/calendar.ts'

/** Who has to be at a review: the ids of the staff, and the key of the family, from `familiesOf`. */
export type Attendees = { staffIds: readonly string[]; family: string }

/** A review with its day, its start `at` in minutes since midnight, and its length `minutes`. */
export type Appointment = Attendees & { on: Day; at: number; minutes: number }

const overlaps = (one: Appointment, other: Appointment): boolean =>
  one.on === other.on && one.at < other.at + other.minutes && other.at < one.at + one.minutes

/** Why two reviews cannot be held at the same time: both need the same family, or the same member of staff. */
type Clash = { kind: 'family' } | { kind: 'staff'; staffId: string }

/** Why two appointments cannot both be held; null where they can. */
export function clashOf(one: Appointment, other: Appointment): Clash | null {
  if (!overlaps(one, other)) return null
  if (one.family === other.family) return { kind: 'family' }
  const staffId = one.staffIds.find((id) => other.staffIds.includes(id))
  return staffId === undefined ? null : { kind: 'staff', staffId }
}
