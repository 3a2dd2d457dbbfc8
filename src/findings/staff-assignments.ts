import type { StaffMember } from '../code-of-practice/record.ts'
import { addDays, type Day } from '../days/calendar.ts'

/**
 * A period in which a member of staff worked with a pupil. `until` is its last day, or null while it goes on. A period
 * that ends before it begins never took place.
 */
export type StaffAssignment = readonly [staffId: string, from: Day, until: Day | null]

interface MergedAssignment {
  readonly from: Day
  readonly until: Day | null
}

const isBefore = (one: MergedAssignment, other: MergedAssignment): number =>
  one.from < other.from ? -1 : one.from > other.from ? 1 : 0

const laterEnd = (one: Day | null, other: Day | null): Day | null =>
  one === null || other === null ? null : one > other ? one : other

/** Merges periods that overlap or adjoin. */
const mergeAssignments = (assignments: readonly MergedAssignment[]): MergedAssignment[] => {
  const merged: MergedAssignment[] = []
  for (const assignment of assignments.toSorted(isBefore)) {
    const before = merged.at(-1)
    const isApart = before === undefined || (before.until !== null && assignment.from > addDays(before.until, 1))
    if (isApart) merged.push(assignment)
    else merged[merged.length - 1] = { from: before.from, until: laterEnd(before.until, assignment.until) }
  }
  return merged
}

/**
 * From separate periods in order: the one that covers the day, else the latest that began by then, else the first
 * future one.
 */
const assignmentOn = (merged: readonly MergedAssignment[], asOf: Day): MergedAssignment | undefined =>
  merged.findLast(({ from }) => from <= asOf) ?? merged[0]

/**
 * Everybody who teaches or supports a pupil, ordered by first day and then by id. The contract has one period for each
 * person, so this picks the one that matters on the day.
 */
export const staffAsOf = (assignments: readonly StaffAssignment[], asOf: Day): StaffMember[] => {
  const byMember = new Map<string, MergedAssignment[]>()
  for (const [staffId, from, until] of assignments) {
    if (until !== null && until < from) continue
    const others = byMember.get(staffId)
    if (others === undefined) byMember.set(staffId, [{ from, until }])
    else others.push({ from, until })
  }
  const staff: StaffMember[] = []
  for (const [id, theirs] of byMember) {
    const assignment = assignmentOn(mergeAssignments(theirs), asOf)
    if (assignment !== undefined)
      staff.push({ id, from: assignment.from, ...(assignment.until === null ? {} : { until: assignment.until }) })
  }
  return staff.sort(
    (one, other) => isBefore({ ...one, until: null }, { ...other, until: null }) || (one.id < other.id ? -1 : 1),
  )
}
