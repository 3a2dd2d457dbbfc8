import type { StaffMember } from '../code-of-practice/record.ts'
import { addDays, type Day } from '../days/calendar.ts'

/** A time that a member of staff was with a pupil. `until` is its last day, null while it goes on; one that ends before it begins never was. */
export type Spell = readonly [staffId: string, from: Day, until: Day | null]

interface Merged {
  readonly from: Day
  readonly until: Day | null
}

const isBefore = (one: Merged, other: Merged): number => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0)

const laterEnd = (one: Day | null, other: Day | null): Day | null =>
  one === null || other === null ? null : one > other ? one : other

/** Spells that overlap or adjoin, as one. */
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

/** Of spells apart, in order: the one that covers the day, else the latest that began by then, else the first to come. */
const chosen = (merged: readonly Merged[], asOf: Day): Merged | undefined =>
  merged.findLast(({ from }) => from <= asOf) ?? merged[0]

/**
 * Everybody who teaches or supports a pupil, once each, as the contract has them: by the day they began, then by id. The
 * record holds one time for each of them, so the one that matters on the day is chosen.
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
