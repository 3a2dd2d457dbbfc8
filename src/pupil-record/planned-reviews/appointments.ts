import type { Day } from '../../days/calendar.ts'

/** Who has to be at a review: the staff by id, and the family by its key from `familiesOf`. */
export type Attendees = { staffIds: readonly string[]; family: string }

/** A review with its time: `at` in minutes since midnight, `minutes` its length. */
export type Appointment = Attendees & { on: Day; at: number; minutes: number }

const overlaps = (one: Appointment, other: Appointment): boolean =>
  one.on === other.on && one.at < other.at + other.minutes && other.at < one.at + one.minutes

/** The reason why two reviews cannot be held at the same time: the same family, or the same member of staff. */
type Clash = { kind: 'family' } | { kind: 'staff'; staffId: string }

/** The clash between two appointments; null where there is none. */
export function clashOf(one: Appointment, other: Appointment): Clash | null {
  if (!overlaps(one, other)) return null
  if (one.family === other.family) return { kind: 'family' }
  const staffId = one.staffIds.find((id) => other.staffIds.includes(id))
  return staffId === undefined ? null : { kind: 'staff', staffId }
}
