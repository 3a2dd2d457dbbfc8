import { prepareSchool, type SchoolAsOf } from '../code-of-practice/as-of.ts'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { VersionsRow } from '../platform/database/record-versions.ts'
import {
  cachedPupil,
  cachePupil,
  evictFindings,
  type FindingsEntry,
  findingsEntryFor,
  uncachedFindings,
} from './findings-cache.ts'
import { type JudgedFinding, type JudgedPupil, type JudgedSchool, judgeLoaded, judgeSchoolAsOf } from './judge.ts'
import { loadPupils, loadSchool } from './load.ts'
import { type PupilIds, selectVersions } from './record-sql.ts'

export interface AskedToJudge {
  readonly schoolId: string
  readonly asOf: Day
  /** `'all'` means every pupil on the school's roll on that day. */
  readonly pupilIds: PupilIds
}

/** The findings of a school and its pupils as of a day. Both maps are ordered by surname, forename and id. */
export interface Judged {
  readonly pupils: ReadonlyMap<string, JudgedPupil>
  readonly findings: ReadonlyMap<string, readonly JudgedFinding[]>
  readonly schoolFindings: readonly JudgedFinding[]
  /** The school's facts that the pupils were judged by, as of the day. */
  readonly school: SchoolAsOf
}

type Asked = Pick<AskedToJudge, 'schoolId' | 'asOf'>
type Moment = Pick<VersionsRow, 'seesOneMoment' | 'database' | 'schoolVersion'>
/** Version of each pupil's record, by pupil id. */
type Versions = ReadonlyMap<string, number>

const parseVersions = (text: string): [pupilId: string, version: number][] => JSON.parse(text)

/** The judged school that belongs to each cache entry, under the same version as the entry. */
const schools = new WeakMap<FindingsEntry, JudgedSchool>()

const schoolOn = async (tx: Tx, { schoolId, asOf }: Asked, entry: FindingsEntry): Promise<JudgedSchool> => {
  const kept = schools.get(entry)
  if (kept !== undefined) return kept
  const judged = judgeSchoolAsOf(prepareSchool(await loadSchool(tx, schoolId), asOf))
  schools.set(entry, judged)
  return judged
}

/**
 * Takes pupils from the cache and judges the rest now. All cached pupils are read before the first `await`: a request
 * with a later snapshot may replace a pupil's version in the meantime.
 */
const judgeMissing = async (
  tx: Tx,
  asked: Asked,
  versions: Versions,
  { shelf: entry, school }: { shelf: FindingsEntry; school: SchoolAsOf },
): Promise<Map<string, JudgedPupil>> => {
  const [judged, missing] = [new Map<string, JudgedPupil>(), new Map<string, number>()]
  for (const [pupilId, version] of versions) {
    const kept = cachedPupil(entry, pupilId, version)
    if (kept === null) missing.set(pupilId, version)
    else judged.set(pupilId, kept)
  }
  if (missing.size === 0) return judged
  for (const loaded of await loadPupils(tx, { ...asked, pupilIds: [...missing.keys()] })) {
    const pupil = judgeLoaded(loaded, school)
    cachePupil(entry, missing.get(pupil.pupilId) ?? 0, pupil)
    judged.set(pupil.pupilId, pupil)
  }
  return judged
}

/**
 * Judges pupils and their school as of a day. Pupils that this process has judged before and that have not changed
 * since come from the cache: one statement when all are cached, at most three otherwise.
 *
 * Why the cache is never stale: when a transaction, in any process, changes anything the rules read, triggers raise the
 * version of that pupil's (or the school's) record in the same transaction. In a transaction with one snapshot
 * (`inSchool` with `readOnly`), versions and rows belong together, so findings are cached under their version. The
 * cache is neither read nor written in any other transaction, nor after a transaction has changed a record itself,
 * because it may still be rolled back. The cache key contains the day and the database, because two databases can hold
 * the same school.
 */
export async function judgePupils(tx: Tx, asked: AskedToJudge): Promise<Judged> {
  return judgeByVersions(tx, asked, await selectVersions(tx, asked))
}

/**
 * As {@link judgePupils}, for a caller that has already read the versions in this transaction, before changing anything
 * in it.
 */
export async function judgeByVersions(tx: Tx, asked: Asked, row: VersionsRow): Promise<Judged> {
  return judgeWithCache(tx, asked, findingsEntry(asked, row), new Map(parseVersions(row.pupils)))
}

/**
 * The cache entry for a school and a day. In a transaction without a single snapshot it is a new entry that is not
 * cached.
 */
export function findingsEntry(
  { schoolId, asOf }: Asked,
  { seesOneMoment, database, schoolVersion }: Moment,
): FindingsEntry {
  return seesOneMoment
    ? findingsEntryFor(`${database} ${schoolId} ${asOf}`, schoolVersion)
    : uncachedFindings(schoolVersion)
}

/** As {@link judgeByVersions}, using a given cache entry. */
export async function judgeWithCache(tx: Tx, asked: Asked, entry: FindingsEntry, versions: Versions): Promise<Judged> {
  const { findings: schoolFindings, school } = await schoolOn(tx, asked, entry)
  const judgedNow = await judgeMissing(tx, asked, versions, { shelf: entry, school })
  evictFindings()

  const pupils = new Map<string, JudgedPupil>()
  const findings = new Map<string, readonly JudgedFinding[]>()
  for (const pupilId of versions.keys()) {
    const judged = judgedNow.get(pupilId)
    if (judged === undefined) continue
    pupils.set(pupilId, judged)
    findings.set(pupilId, judged.findings)
  }
  return { pupils, findings, schoolFindings, school }
}
