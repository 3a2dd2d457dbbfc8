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
import { loadPupils, loadSchool } from './load.ts'
import {
  type FindingWithStep,
  findingsOfPupil,
  findingsOfSchool,
  type PupilFindings,
  type SchoolFindings,
} from './pupil-findings.ts'
import { type PupilIds, selectVersions } from './record-sql.ts'

interface FindingsQuery {
  readonly schoolId: string
  readonly asOf: Day
  /** `'all'` means every pupil on the school's roll on that day. */
  readonly pupilIds: PupilIds
}

/** The findings of a school and its pupils as of a day. Both maps are ordered by surname, forename and id. */
export interface FindingsOnDay {
  readonly pupils: ReadonlyMap<string, PupilFindings>
  readonly findings: ReadonlyMap<string, readonly FindingWithStep[]>
  readonly schoolFindings: readonly FindingWithStep[]
  /** The school's facts that the rules use for its pupils, as of the day. */
  readonly school: SchoolAsOf
}

type SchoolOnDay = Pick<FindingsQuery, 'schoolId' | 'asOf'>
type Snapshot = Pick<VersionsRow, 'seesOneMoment' | 'database' | 'schoolVersion'>
/** Version of each pupil's record, by pupil id. */
type Versions = ReadonlyMap<string, number>

const parseVersions = (text: string): [pupilId: string, version: number][] => JSON.parse(text)

/** The school's findings that belong to each cache entry, under the same version as the entry. */
const schools = new WeakMap<FindingsEntry, SchoolFindings>()

const schoolFindingsOn = async (
  tx: Tx,
  { schoolId, asOf }: SchoolOnDay,
  entry: FindingsEntry,
): Promise<SchoolFindings> => {
  const kept = schools.get(entry)
  if (kept !== undefined) return kept
  const judged = findingsOfSchool(prepareSchool(await loadSchool(tx, schoolId), asOf))
  schools.set(entry, judged)
  return judged
}

/**
 * Takes pupils from the cache and judges the rest now. All cached pupils are read before the first `await`: a request
 * with a later snapshot may replace a pupil's version in the meantime.
 */
const findMissing = async (
  tx: Tx,
  asked: SchoolOnDay,
  versions: Versions,
  { entry, school }: { entry: FindingsEntry; school: SchoolAsOf },
): Promise<Map<string, PupilFindings>> => {
  const [pupilFindings, missing] = [new Map<string, PupilFindings>(), new Map<string, number>()]
  for (const [pupilId, version] of versions) {
    const kept = cachedPupil(entry, pupilId, version)
    if (kept === null) missing.set(pupilId, version)
    else pupilFindings.set(pupilId, kept)
  }
  if (missing.size === 0) return pupilFindings
  for (const loaded of await loadPupils(tx, { ...asked, pupilIds: [...missing.keys()] })) {
    const pupil = findingsOfPupil(loaded, school)
    cachePupil(entry, missing.get(pupil.pupilId) ?? 0, pupil)
    pupilFindings.set(pupil.pupilId, pupil)
  }
  return pupilFindings
}

/**
 * The findings of pupils and their school as of a day. Findings that this process has computed before come from the cache
 * if the pupil has not changed since: one statement when all are cached, at most three otherwise.
 *
 * Why the cache is never stale: when a transaction, in any process, changes anything the rules read, triggers raise the
 * version of that pupil's (or the school's) record in the same transaction. In a transaction with one snapshot
 * (`inSchool` with `readOnly`), versions and rows belong together, so findings are cached under their version. The
 * cache is neither read nor written in any other transaction, nor after a transaction has changed a record itself,
 * because it may still be rolled back. The cache key contains the day and the database, because two databases can hold
 * the same school.
 */
export async function findingsOfPupils(tx: Tx, asked: FindingsQuery): Promise<FindingsOnDay> {
  return findingsByVersions(tx, asked, await selectVersions(tx, asked))
}

/**
 * As {@link findingsOfPupils}, for a caller that has already read the versions in this transaction, before changing anything
 * in it.
 */
export async function findingsByVersions(tx: Tx, asked: SchoolOnDay, row: VersionsRow): Promise<FindingsOnDay> {
  return findingsFromCache(tx, asked, findingsEntry(asked, row), new Map(parseVersions(row.pupils)))
}

/**
 * The cache entry for a school and a day. In a transaction without a single snapshot it is a new entry that is not
 * cached.
 */
export function findingsEntry(
  { schoolId, asOf }: SchoolOnDay,
  { seesOneMoment, database, schoolVersion }: Snapshot,
): FindingsEntry {
  return seesOneMoment
    ? findingsEntryFor(`${database} ${schoolId} ${asOf}`, schoolVersion)
    : uncachedFindings(schoolVersion)
}

/** As {@link findingsByVersions}, using a given cache entry. */
export async function findingsFromCache(
  tx: Tx,
  asked: SchoolOnDay,
  entry: FindingsEntry,
  versions: Versions,
): Promise<FindingsOnDay> {
  const { findings: schoolFindings, school } = await schoolFindingsOn(tx, asked, entry)
  const found = await findMissing(tx, asked, versions, { entry, school })
  evictFindings()

  const pupils = new Map<string, PupilFindings>()
  const findings = new Map<string, readonly FindingWithStep[]>()
  for (const pupilId of versions.keys()) {
    const pupilFindings = found.get(pupilId)
    if (pupilFindings === undefined) continue
    pupils.set(pupilId, pupilFindings)
    findings.set(pupilId, pupilFindings.findings)
  }
  return { pupils, findings, schoolFindings, school }
}
