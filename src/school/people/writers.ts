import { type Role, scopeOf } from '../../access/permissions.ts'
import { addDays, type Day } from '../../days/calendar.ts'

/** What decides whether a person can add people to the school and change them. */
export type MaybeWriter = {
  id: string
  role: Role
  userId: string | null
  startedOn: Day
  /** The person's last day at the school; null if none is set. */
  leftOn: Day | null
}

/**
 * The first day, from today on, on which nobody who works at the school can change people any more; null if there is
 * always somebody.
 */
export function lockedOutFrom(people: readonly MaybeWriter[], today: Day): string | null {
  const writers = people.filter(({ role, userId }) => userId !== null && scopeOf(role, 'people:write') !== null)
  const daysAfter = writers.flatMap(({ leftOn }) => (leftOn !== null && leftOn >= today ? [addDays(leftOn, 1)] : []))
  const isThere = (day: Day) => writers.some((one) => one.startedOn <= day && (one.leftOn ?? day) >= day)
  return [today, ...daysAfter.sort()].find((day) => !isThere(day)) ?? null
}

/**
 * The first day on which, because of a change to one person, nobody can change people any more; null if the change does
 * not cause that, or if it would be so on that day without the change.
 */
export function lockedOutBy(people: readonly MaybeWriter[], changed: MaybeWriter, today: Day): string | null {
  const before = lockedOutFrom(people, today)
  const others = people.filter(({ id }) => id !== changed.id)
  const after = lockedOutFrom([...others, changed], today)
  return after !== null && (before === null || after < before) ? after : null
}
