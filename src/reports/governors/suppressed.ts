/** Groups of fewer pupils than this are not told apart. */
export const least = 5

/** One or several groups told as one. */
export type Told<Group> = { groups: readonly Group[]; count: number }

/**
 * Five pupils or more and, of several groups, two for each. With fewer, who knows how it is done works groups out: five
 * groups of which the first four could not be told, though no one is in none, are one pupil each and the rest in the fifth.
 */
const mayBeTold = ({ groups, count }: Told<unknown>): boolean =>
  count >= least && (groups.length === 1 || count >= 2 * groups.length)

/**
 * The groups of one whole as they may be printed: a group of one to four pupils is told together with the one after it (the
 * last with those before), until the number can be told. Every number is true and they add up to the whole, so no total
 * gives anything away; how many of a number are in which of its groups cannot be known. Groups with nobody in them are left
 * out.
 * @param isEnough says whether groups may be told by what else is known of them, where the count is not of pupils
 * @returns null where nothing can be told, as of fewer than five pupils in all
 */
export function suppressed<Group>(
  cells: readonly { group: Group; count: number }[],
  isEnough: (groups: readonly Group[]) => boolean = () => true,
): Told<Group>[] | null {
  const isTellable = (one: Told<Group>): boolean => mayBeTold(one) && isEnough(one.groups)
  const told: Told<Group>[] = []
  let open: Told<Group> = { groups: [], count: 0 }
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
