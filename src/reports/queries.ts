import { prepareSchool, type SchoolAsOf } from '../code-of-practice/as-of.ts'
import type { PupilRecord } from '../code-of-practice/record.ts'
import type { Day } from '../days/calendar.ts'
import { loadPupils, loadSchool } from '../findings/load.ts'
import type { PupilFindings } from '../findings/pupil-findings.ts'
import { subjectInWords } from '../findings/reasons.ts'
import type { RegisterPupilWithFindings } from '../findings/register-pupils.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { type PupilTimes, timesOf } from './times.ts'

/**
 * Loads names for what findings about these pupils judge: "Concern of 3 October" for a concern, "Miss Gallagher" for a
 * member of staff. Two statements.
 */
export async function subjectNames(
  tx: Tx,
  { schoolId, asOf, today, pupilIds }: { schoolId: string; asOf: Day; today: Day; pupilIds: readonly string[] },
): Promise<(pupilId: string, subject: string | null) => string> {
  const records = new Map<string, PupilRecord>(
    (await loadPupils(tx, { schoolId, asOf, pupilIds: [...pupilIds] })).map(({ pupilId, record }) => [pupilId, record]),
  )
  const staff = await tx.staffMember.findMany({ where: { schoolId }, select: { id: true, name: true } })
  const names = new Map(staff.map(({ id, name }) => [id, name]))
  return (pupilId, subject) => {
    const record = records.get(pupilId)
    return record ? subjectInWords(subject, record, names, today) : ''
  }
}

/**
 * A cache of each pupil's times. The key is the pupil's cached findings. Findings stay the same object while the
 * pupil's record and the school have the same versions, and times depend on nothing else.
 */
const timesKept = new WeakMap<PupilFindings, PupilTimes>()

/**
 * How long each stage took for each of the pupils who have findings. One statement, or no statement if all are cached.
 */
export async function pupilTimes(
  tx: Tx,
  schoolId: string,
  school: SchoolAsOf,
  pupils: readonly RegisterPupilWithFindings[],
): Promise<PupilTimes[]> {
  const found = pupils.map(({ pupilFindings }) => pupilFindings).filter(({ findings }) => findings.length > 0)
  const missing = new Map(
    found
      .filter((pupilFindings) => !timesKept.has(pupilFindings))
      .map((pupilFindings) => [pupilFindings.pupilId, pupilFindings]),
  )
  const loaded =
    missing.size === 0 ? [] : await loadPupils(tx, { schoolId, asOf: school.asOf, pupilIds: [...missing.keys()] })
  for (const { pupilId, record } of loaded) {
    const pupilFindings = missing.get(pupilId)
    if (pupilFindings)
      timesKept.set(pupilFindings, timesOf({ pupilId, record, findings: pupilFindings.findings }, school))
  }
  return found.flatMap((pupilFindings) => timesKept.get(pupilFindings) ?? [])
}

/** The school as of a day, with its calendar and targets. One statement. */
export async function schoolOn(tx: Tx, schoolId: string, asOf: Day): Promise<SchoolAsOf> {
  return prepareSchool(await loadSchool(tx, schoolId), asOf)
}
