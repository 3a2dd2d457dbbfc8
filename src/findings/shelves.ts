/*
 * What was worked out of pupils, kept in this process's memory between requests. A shelf holds one school over one day, or one
 * row of days; shelves that nobody used for longest go first. See judged.ts for why what is kept is never stale.
 */

/** What is kept of one school's pupils, under one version of the school's own facts. */
export interface Shelf<Kept> {
  readonly schoolVersion: number
  /** By pupil, under the version of their record. */
  readonly pupils: Map<string, { readonly version: number; readonly kept: Kept }>
  weight: number
}

export interface Shelves<Kept> {
  /** A shelf that is not kept. */
  readonly aside: (schoolVersion: number) => Shelf<Kept>
  /** The shelf kept under a key; an empty one in its place where the school's own facts have another version by now. */
  readonly at: (key: string, schoolVersion: number) => Shelf<Kept>
  /** Keeps what was worked out of a pupil under a version of their record, instead of an earlier one. */
  readonly keep: (shelf: Shelf<Kept>, pupilId: string, version: number, kept: Kept) => void
  /** Lets shelves go until the rest is within the limit; the one used last stays, whatever it weighs. */
  readonly makeRoom: () => void
}

/**
 * Shelves of their own.
 * @param limit how much all of them may weigh, in what `weightOf` weighs
 * @param emptyWeight of a shelf on which no pupil is yet
 */
export function makeShelves<Kept>({
  limit,
  emptyWeight,
  weightOf,
}: {
  limit: number
  emptyWeight: number
  weightOf: (kept: Kept) => number
}): Shelves<Kept> {
  /** In the order of their last use. */
  const shelves = new Map<string, Shelf<Kept>>()
  const aside = (schoolVersion: number): Shelf<Kept> => ({ schoolVersion, pupils: new Map(), weight: emptyWeight })
  return {
    aside,
    at(key, schoolVersion) {
      const found = shelves.get(key)
      const shelf = found?.schoolVersion === schoolVersion ? found : aside(schoolVersion)
      shelves.delete(key)
      shelves.set(key, shelf)
      return shelf
    },
    keep(shelf, pupilId, version, kept) {
      const before = shelf.pupils.get(pupilId)
      shelf.weight += weightOf(kept) - (before === undefined ? 0 : weightOf(before.kept))
      shelf.pupils.set(pupilId, { version, kept })
    },
    makeRoom() {
      let weight = 0
      for (const shelf of shelves.values()) weight += shelf.weight
      for (const [key, shelf] of shelves) {
        if (weight <= limit || shelves.size === 1) return
        shelves.delete(key)
        weight -= shelf.weight
      }
    },
  }
}
