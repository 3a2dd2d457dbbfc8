/*
 * In-memory caches of results per pupil, kept between requests of this process. An entry holds one school over one day
 * or one list of days; the least recently used entries are dropped first. judged.ts explains why the cache is never
 * stale.
 */

/** A cache entry: results for one school's pupils, under one version of the school's own facts. */
export interface Shelf<Kept> {
  readonly schoolVersion: number
  /** By pupil id, each with the version of the record that it was made from. */
  readonly pupils: Map<string, { readonly version: number; readonly kept: Kept }>
  weight: number
}

export interface Shelves<Kept> {
  /** Makes an entry that is not stored in the cache. */
  readonly aside: (schoolVersion: number) => Shelf<Kept>
  /** The cached entry for a key. If the school's version has changed, a new empty entry replaces it. */
  readonly at: (key: string, schoolVersion: number) => Shelf<Kept>
  /** Stores a pupil's result under a version of their record and replaces an earlier version. */
  readonly keep: (shelf: Shelf<Kept>, pupilId: string, version: number, kept: Kept) => void
  /** Drops the least recently used entries until the rest is within the limit. The entry used last always stays. */
  readonly makeRoom: () => void
}

/**
 * Makes a cache.
 * @param limit maximum total weight of all entries, in the unit of `weightOf`
 * @param emptyWeight weight of an entry without pupils
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
  /** Least recently used first. */
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
