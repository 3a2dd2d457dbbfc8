import { prepareSchool } from '../code-of-practice/as-of.ts'
import { type Day, schoolCalendar } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { type CountsEntry, cacheCounts, countsEntryFor, evictCounts, uncachedCounts } from './counts-cache.ts'
import { loadForDays, loadSchool } from './load.ts'
import { countsOfPupil, type PupilCounts } from './monthly-counts.ts'
import { type RollSpan, selectRollVersions } from './record-sql.ts'

/** The counts of the pupils who were on the roll on each of several days. Shared between requests: never change it. */
export interface CountsOnDays {
  readonly days: readonly Day[]
  /** Pupils with at least one step due, in no particular order. */
  readonly pupils: ReadonlyMap<string, PupilCounts>
}

/**
 * The last result for each cache entry. While every pupil's version is the same, the same object is returned, so
 * whatever pages have memoised for it stays valid.
 */
const lastCounts = new WeakMap<CountsEntry, { versions: string; counts: CountsOnDays }>()

/**
 * Counts findings per pupil as of each of several days, from the record as it stood on that day. Pupils that this
 * process has counted before and that have not changed since come from the cache: one statement when all are cached,
 * three otherwise. The cache is never stale, for the reasons in findings.ts; a change of the pupil's days on the roll
 * also raises the version.
 * @param days in ascending order
 */
export async function countsOn(
  tx: Tx,
  { schoolId, days }: { schoolId: string; days: readonly Day[] },
): Promise<CountsOnDays> {
  const [from = '', until = from] = [days[0], days.at(-1)]
  const span = { schoolId, from, until }
  const { seesOneMoment, database, schoolVersion, pupils: versions } = await selectRollVersions(tx, span)
  const key = `${database} ${schoolId} ${days.join()}`
  const entry = seesOneMoment ? countsEntryFor(key, schoolVersion) : uncachedCounts(schoolVersion)
  const last = lastCounts.get(entry)
  if (last?.versions === versions) return last.counts

  const [pupils, missing] = [new Map<string, PupilCounts>(), new Map<string, number>()]
  for (const [pupilId, version] of parseVersions(versions)) {
    const found = entry.pupils.get(pupilId)
    if (found?.version !== version) missing.set(pupilId, version)
    else if (found.value !== null) pupils.set(pupilId, found.value)
  }
  // All cached pupils are read before this first `await`: a request with a later snapshot may replace a version
  // meanwhile.
  const loaded = missing.size === 0 ? [] : await countAnew(tx, { span, days }, [...missing.keys()])
  for (const { pupilId, counts } of loaded) {
    cacheCounts(entry, pupilId, missing.get(pupilId) ?? 0, counts)
    if (counts !== null) pupils.set(pupilId, counts)
  }
  evictCounts()
  const tallied = { days, pupils }
  lastCounts.set(entry, { versions, counts: tallied })
  return tallied
}

const parseVersions = (text: string): [pupilId: string, version: number][] => JSON.parse(text)

/** Counts the findings of pupils who are not cached. Two statements. */
async function countAnew(
  tx: Tx,
  { span, days }: { span: RollSpan; days: readonly Day[] },
  pupilIds: readonly string[],
): Promise<{ pupilId: string; counts: PupilCounts | null }[]> {
  const facts = await loadSchool(tx, span.schoolId)
  const calendar = schoolCalendar(facts)
  const schools = days.map((on) => prepareSchool(facts, on, calendar))
  const loaded = await loadForDays(tx, span, pupilIds)
  return loaded.map((pupil) => ({ pupilId: pupil.pupilId, counts: countsOfPupil(pupil, schools) }))
}
