import type { StaffMember } from '../code-of-practice/record.ts'
import { addDays, type Day } from '../days/calendar.ts'

/**
 * A period in which a member of staff worked with a pupil. `until` is its last day, or null while it goes on. A period
 * that ends before it begins never took place.
 */
export type Spell = readonly [staffId: string, from: Day, until: Day | null]

interface Merged {
  readonly from: Day
  readonly until: Day | null
}

const isBefore = (one: Merged, other: Merged): number => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0)

const laterEnd = (one: Day | null, other: Day | null): Day | null =>
  one === null || other === null ? null : one > other ? one : other

/** Merges periods that overlap or adjoin. */
const merge = (spells: readonly Merged[]): Merged[] => {
  const merged: Merged[] = []
  for (const spell of spells.toSorted(isBefore)) {
    const before = merged.at(-1)
    const isApart = before === undefined || (before.until !== null && spell.from > addDays(before.until, 1))
    if (isApart) merged.push(spell)
    else merged[merged.length - 1] = { from: before.from, until: laterEnd(before.until, spell.until) }
  }
  return merged
}

/**
 * From separate periods in order: the one that covers the day, else the latest that began by then, else the first
 * future one.
 */
const chosen = (merged: readonly Merged[], asOf: Day): Merged | undefined =>
  merged.findLast(({ from }) => from <= asOf) ?? merged[0]

/**
 * Everybody who teaches or supports a pupil, ordered by first day and then by id. The contract has one period for each
 * person, so this picks the one that matters on the day.
 */
export const staffAsOf = (spells: readonly Spell[], asOf: Day): StaffMember[] => {
  const byMember = new Map<string, Merged[]>()
  for (const [staffId, from, until] of spells) {
    if (until !== null && until < from) continue
    const others = byMember.get(staffId)
    if (others === undefined) byMember.set(staffId, [{ from, until }])
    else others.push({ from, until })
  }
  const staff: StaffMember[] = []
  for (const [id, theirs] of byMember) {
    const spell = chosen(merge(theirs), asOf)
    if (spell !== undefined)
      staff.push({ id, from: spell.from, ...(spell.until === null ? {} : { until: spell.until }) })
  }
  return staff.sort(
    (one, other) => isBefore({ ...one, until: null }, { ...other, until: null }) || (one.id < other.id ? -1 : 1),
  )
}
