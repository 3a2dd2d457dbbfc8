/** Groups with fewer pupils than this are merged with others. */
export const smallestGroup = 5

/** A number of pupils as it is printed: that of one group, or of several groups merged into one. */
export type ToldGroups<Group> = { groups: readonly Group[]; count: number }

/**
 * Whether a number may be printed: at least five pupils in all and, for several groups, at least two for each group on
 * average. Without the second condition, somebody who knows the method can work groups out. Example: if five groups,
 * none of them empty, are merged because the first four together were still too small, the first four must have one
 * pupil each.
 */
const isLargeEnough = ({ groups, count }: ToldGroups<unknown>): boolean =>
  count >= smallestGroup && (groups.length === 1 || count >= 2 * groups.length)

/**
 * Merges the groups of a whole so that they may be printed. A group of one to four pupils is merged with the next one
 * (the last with those before) until the number is large enough. The numbers are exact and add up to the whole, so the
 * total reveals nothing, and nobody can know how a merged number splits into its groups. Empty groups are left out.
 * @param isEnough a further condition on groups, for counts that are not counts of pupils
 * @returns null if nothing may be printed, for example because there are fewer than five pupils in all
 */
export function suppressSmallGroups<Group>(
  cells: readonly { group: Group; count: number }[],
  isEnough: (groups: readonly Group[]) => boolean = () => true,
): ToldGroups<Group>[] | null {
  const isTellable = (one: ToldGroups<Group>): boolean => isLargeEnough(one) && isEnough(one.groups)
  const told: ToldGroups<Group>[] = []
  let open: ToldGroups<Group> = { groups: [], count: 0 }
  for (const { group, count } of cells) {
    if (count === 0) continue
    open = { groups: [...open.groups, group], count: open.count + count }
    if (!isTellable(open)) continue
    told.push(open)
    open = { groups: [], count: 0 }
  }
  while (open.count > 0 && !isTellable(open)) {
    const before = told.pop()
    if (before === undefined) return null
    open = { groups: [...before.groups, ...open.groups], count: before.count + open.count }
  }
  if (open.count > 0) told.push(open)
  return told.length === 0 ? null : told
}
