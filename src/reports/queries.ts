import type { PupilRecord } from '../code-of-practice/record.ts'
import type { Tx } from '../database/in-school.ts'
import { loadPupils } from '../record/load.ts'
import { subjectInWords } from '../record/reasons.ts'

/** How the subjects of findings about these pupils are called: "Concern of 3 October", "Miss Gallagher". Two statements. */
export async function subjectNames(
  tx: Tx,
  { schoolId, asOf, today, pupilIds }: { schoolId: string; asOf: string; today: string; pupilIds: readonly string[] },
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
