import type { PupilCounts } from './monthly-counts.ts'
import { type CacheEntry, createPupilCache } from './pupil-cache.ts'

/** The cached counts of one school over the same days; null for a pupil with nothing due on any of them. */
export type CountsEntry = CacheEntry<PupilCounts | null>

/** The memory that a pupil without counts takes: the id and the map entry, in units of two bytes. */
const entryWeight = 80

export const {
  uncached: uncachedCounts,
  entryFor: countsEntryFor,
  put: cacheCounts,
  evict: evictCounts,
} = createPupilCache<PupilCounts | null>({
  /**
   * In units of two bytes, including each pupil's `entryWeight`: about 100 MB, or a hundred schools of 1,500 pupils.
   */
  limit: 25_000_000,
  emptyWeight: 0,
  weightOf: (counts) => entryWeight + (counts?.length ?? 0),
})
