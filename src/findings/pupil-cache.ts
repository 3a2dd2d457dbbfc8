/*
 * In-memory caches of results per pupil, kept between requests of this process. An entry holds one school over one day
 * or one list of days; the least recently used entries are dropped first. findings.ts explains why the cache is never
 * stale.
 */

/** A cache entry: results for one school's pupils, under one version of the school's own facts. */
export interface CacheEntry<Kept> {
  readonly schoolVersion: number
  /** The results by pupil id, each with the version of the record that it was made from. */
  readonly pupils: Map<string, { readonly version: number; readonly value: Kept }>
  weight: number
}

interface PupilCache<Kept> {
  /** Makes an entry for this request only, without storing it in the cache. */
  readonly uncached: (schoolVersion: number) => CacheEntry<Kept>
  /** The cached entry for a key. If the school's version has changed, a new empty entry replaces it. */
  readonly entryFor: (key: string, schoolVersion: number) => CacheEntry<Kept>
  /** Stores a pupil's result under a version of their record and replaces an earlier version. */
  readonly put: (entry: CacheEntry<Kept>, pupilId: string, version: number, value: Kept) => void
  /** Drops the least recently used entries until the rest is within the limit. The entry used last always stays. */
  readonly evict: () => void
}

/**
 * Makes a cache.
 * @param limit maximum total weight of all entries, in the unit of `weightOf`
 * @param emptyWeight weight of an entry without pupils
 */
export function createPupilCache<Kept>({
  limit,
  emptyWeight,
  weightOf,
}: {
  limit: number
  emptyWeight: number
  weightOf: (value: Kept) => number
}): PupilCache<Kept> {
  /** The entries by key, least recently used first. */
  const entries = new Map<string, CacheEntry<Kept>>()
  const uncached = (schoolVersion: number): CacheEntry<Kept> => ({
    schoolVersion,
    pupils: new Map(),
    weight: emptyWeight,
  })
  return {
    uncached,
    entryFor(key, schoolVersion) {
      const found = entries.get(key)
      const entry = found?.schoolVersion === schoolVersion ? found : uncached(schoolVersion)
      entries.delete(key)
      entries.set(key, entry)
      return entry
    },
    put(entry, pupilId, version, value) {
      const before = entry.pupils.get(pupilId)
      entry.weight += weightOf(value) - (before === undefined ? 0 : weightOf(before.value))
      entry.pupils.set(pupilId, { version, value })
    },
    evict() {
      let weight = 0
      for (const entry of entries.values()) weight += entry.weight
      for (const [key, entry] of entries) {
        if (weight <= limit || entries.size === 1) return
        entries.delete(key)
        weight -= entry.weight
      }
    },
  }
}
