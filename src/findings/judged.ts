import { prepareSchool, type SchoolAsOf } from '../code-of-practice/as-of.ts'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { VersionsRow } from '../platform/database/record-versions.ts'
import { type JudgedFinding, type JudgedPupil, type JudgedSchool, judgeLoaded, judgeSchoolAsOf } from './judge.ts'
import { type JudgedShelf, keepPupil, keptPupil, keptShelf, makeRoom, shelfAside } from './kept.ts'
import { loadPupils, loadSchool } from './load.ts'
import { type PupilIds, selectVersions } from './record-sql.ts'

export interface AskedToJudge {
  readonly schoolId: string
  readonly asOf: Day
  /** `'all'` are the pupils on the school's roll as of the day. */
  readonly pupilIds: PupilIds
}

/** What was judged as of a day. Both maps are in the fixed order of pupils: surname, forename, id. */
export interface Judged {
  readonly pupils: ReadonlyMap<string, JudgedPupil>
  readonly findings: ReadonlyMap<string, readonly JudgedFinding[]>
  readonly schoolFindings: readonly JudgedFinding[]
  /** The school that they were judged by, as of the day. */
  readonly school: SchoolAsOf
}

type Asked = Pick<AskedToJudge, 'schoolId' | 'asOf'>
type Moment = Pick<VersionsRow, 'seesOneMoment' | 'database' | 'schoolVersion'>
/** Of each pupil's record, by the pupil's id. */
type Versions = ReadonlyMap<string, number>

const parseVersions = (text: string): [pupilId: string, version: number][] => JSON.parse(text)

/** The school beside whose pupils a shelf keeps: under the same version. */
const schools = new WeakMap<JudgedShelf, JudgedSchool>()

const schoolOn = async (tx: Tx, { schoolId, asOf }: Asked, shelf: JudgedShelf): Promise<JudgedSchool> => {
  const kept = schools.get(shelf)
  if (kept !== undefined) return kept
  const judged = judgeSchoolAsOf(prepareSchool(await loadSchool(tx, schoolId), asOf))
  schools.set(shelf, judged)
  return judged
}

/**
 * What is kept of the pupils, and of the rest what is judged now. What is kept is taken before anything is waited for: a
 * request that sees a later moment may keep another version of a pupil meanwhile.
 */
const judgeMissing = async (
  tx: Tx,
  asked: Asked,
  versions: Versions,
  { shelf, school }: { shelf: JudgedShelf; school: SchoolAsOf },
): Promise<Map<string, JudgedPupil>> => {
  const [judged, missing] = [new Map<string, JudgedPupil>(), new Map<string, number>()]
  for (const [pupilId, version] of versions) {
    const kept = keptPupil(shelf, pupilId, version)
    if (kept === null) missing.set(pupilId, version)
    else judged.set(pupilId, kept)
  }
  if (missing.size === 0) return judged
  for (const loaded of await loadPupils(tx, { ...asked, pupilIds: [...missing.keys()] })) {
    const pupil = judgeLoaded(loaded, school)
    keepPupil(shelf, missing.get(pupil.pupilId) ?? 0, pupil)
    judged.set(pupil.pupilId, pupil)
  }
  return judged
}

/**
 * Judges pupils and their school as of a day. Whoever was judged before in this process and has not changed since is not
 * loaded again: one statement where all is kept, three at most.
 *
 * Why what is kept is never stale: triggers raise a pupil's (or the school's) version in the transaction that changes
 * anything the rules look at, in whichever process that is. In a transaction that sees one moment (`inSchool` with
 * `readOnly`), versions and rows belong together, and what is judged is kept under its version. In any other, and once a
 * transaction has changed a record itself and may yet be rolled back, nothing kept is used and nothing is kept.
 * The key holds the day, and which database it was: another one may have the same school in it.
 */
export async function judgePupils(tx: Tx, asked: AskedToJudge): Promise<Judged> {
  return judgeByVersions(tx, asked, await selectVersions(tx, asked))
}

/** As {@link judgePupils}, where the caller has the versions already, read in this transaction and before any change in it. */
export async function judgeByVersions(tx: Tx, asked: Asked, row: VersionsRow): Promise<Judged> {
  return judgeOnShelf(tx, asked, shelfFor(asked, row), new Map(parseVersions(row.pupils)))
}

/** Where what is judged of a school as of a day stands in memory: kept, or for this once. */
export function shelfFor({ schoolId, asOf }: Asked, { seesOneMoment, database, schoolVersion }: Moment): JudgedShelf {
  return seesOneMoment ? keptShelf(`${database} ${schoolId} ${asOf}`, schoolVersion) : shelfAside(schoolVersion)
}

/** As {@link judgeByVersions}, on the shelf of those versions. */
export async function judgeOnShelf(tx: Tx, asked: Asked, shelf: JudgedShelf, versions: Versions): Promise<Judged> {
  const { findings: schoolFindings, school } = await schoolOn(tx, asked, shelf)
  const judgedNow = await judgeMissing(tx, asked, versions, { shelf, school })
  makeRoom()

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
