import type { JudgedPupil } from './judge.ts'
import { type CacheEntry, createPupilCache } from './pupil-cache.ts'

/** The cached findings of one school as of one day. */
export type FindingsEntry = CacheEntry<JudgedPupil>

const findingsCache = createPupilCache<JudgedPupil>({
  /**
   * In findings of about 200 bytes each, including what pages cache of them: about twenty-five schools of 1,500 pupils.
   */
  limit: 500_000,
  /** Stands for the school's calendar. */
  emptyWeight: 100,
  weightOf: ({ findings }) => 1 + findings.length,
})

export const { uncached: uncachedFindings, entryFor: findingsEntryFor, evict: evictFindings } = findingsCache

/** The pupil's findings under this version of their record; null when they are not cached. */
export function cachedPupil(entry: FindingsEntry, pupilId: string, version: number): JudgedPupil | null {
  const found = entry.pupils.get(pupilId)
  return found?.version === version ? found.value : null
}

/** Caches a pupil's findings under a version of their record and replaces those of an earlier version. */
export const cachePupil = (entry: FindingsEntry, version: number, judged: JudgedPupil): void =>
  findingsCache.put(entry, judged.pupilId, version, judged)
