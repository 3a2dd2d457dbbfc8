import { type Role, scopeOf } from '../../access/permissions.ts'
import { addDays, type Day } from '../../days/calendar.ts'

/** What decides whether a person can change who works at the school. */
export type MaybeWriter = {
  id: string
  role: Role
  userId: string | null
  startedOn: Day
  /** The last day; null while there is none. */
  leftOn: Day | null
}

/**
 * The first day, from today on, on which nobody can change people and the school is locked out; null where there is
 * none.
 */
export function lockedOutFrom(people: readonly MaybeWriter[], today: Day): string | null {
  const writers = people.filter(({ role, userId }) => userId !== null && scopeOf(role, 'people:write') !== null)
  const daysAfter = writers.flatMap(({ leftOn }) => (leftOn !== null && leftOn >= today ? [addDays(leftOn, 1)] : []))
  const isThere = (day: Day) => writers.some((one) => one.startedOn <= day && (one.leftOn ?? day) >= day)
  return [today, ...daysAfter.sort()].find((day) => !isThere(day)) ?? null
}

/**
 * The day from which a change locks the school out; null where it does not, or where the school would be locked out as
 * early without it.
 */
export function lockedOutBy(people: readonly MaybeWriter[], changed: MaybeWriter, today: Day): string | null {
  const before = lockedOutFrom(people, today)
  const others = people.filter(({ id }) => id !== changed.id)
  const after = lockedOutFrom([...others, changed], today)
  return after !== null && (before === null || after < before) ? after : null
}
