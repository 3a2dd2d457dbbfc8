import { type CacheEntry, createPupilCache } from './pupil-cache.ts'
import type { PupilFindings } from './pupil-findings.ts'

/** The cached findings of one school as of one day. */
export type FindingsEntry = CacheEntry<PupilFindings>

const findingsCache = createPupilCache<PupilFindings>({
  /**
   * In findings of about 200 bytes each, including what pages cache of them: about twenty-five schools of 1,500 pupils.
   */
  limit: 500_000,
  /** The weight of the school's calendar. */
  emptyWeight: 100,
  weightOf: ({ findings }) => 1 + findings.length,
})

export const { uncached: uncachedFindings, entryFor: findingsEntryFor, evict: evictFindings } = findingsCache

/** The pupil's findings under this version of their record; null when they are not cached. */
export function cachedPupil(entry: FindingsEntry, pupilId: string, version: number): PupilFindings | null {
  const found = entry.pupils.get(pupilId)
  return found?.version === version ? found.value : null
}

/** Caches a pupil's findings under a version of their record and replaces those of an earlier version. */
export const cachePupil = (entry: FindingsEntry, version: number, pupilFindings: PupilFindings): void =>
  findingsCache.put(entry, pupilFindings.pupilId, version, pupilFindings)
