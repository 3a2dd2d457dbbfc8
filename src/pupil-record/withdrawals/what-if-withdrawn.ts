import { prepareSchool } from '../../code-of-practice/as-of.ts'
import type { PupilRecord } from '../../code-of-practice/record.ts'
import type { Day } from '../../days/calendar.ts'
import { type ChecklistRow, checklistRow } from '../../findings/checklist.ts'
import { loadPupils, loadSchool } from '../../findings/load.ts'
import { type FindingWithStep, findingsOfPupil } from '../../findings/pupil-findings.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { EntryKind } from '../entry.ts'

/** An entry of a record. A review is found by `planId`, because it has no id in the record. */
type EntryToWithdraw = { kind: EntryKind; entryId: string; planId: string | null }

/**
 * The record without the entry. A reason why a step is not done is not part of the record, so nothing changes for it.
 */
function recordWithoutEntry(record: PupilRecord, { kind, entryId, planId }: EntryToWithdraw): PupilRecord {
  const others = <Row extends { id: string }>(rows: readonly Row[]): Row[] => rows.filter(({ id }) => id !== entryId)
  switch (kind) {
    case 'concern':
      return { ...record, concerns: others(record.concerns) }
    case 'meeting':
      return { ...record, meetings: others(record.meetings) }
    case 'decision':
      return { ...record, decisions: others(record.decisions) }
    case 'notice':
      return { ...record, notices: others(record.notices) }
    case 'plan':
      return {
        ...record,
        plans: others(record.plans),
        briefings: record.briefings.filter((briefing) => briefing.planId !== entryId),
      }
    case 'review':
      return {
        ...record,
        plans: record.plans.map(({ review, ...plan }) => (plan.id === planId ? plan : { ...plan, review })),
      }
    case 'professional':
      return { ...record, professionals: others(record.professionals) }
    case 'ehcConsideration':
      return { ...record, ehcConsiderations: others(record.ehcConsiderations) }
    case 'notDone':
      return record
  }
}

const keyOf = ({ rule, subject }: FindingWithStep): string => `${rule} ${subject ?? ''}`
const isOpen = ({ status }: FindingWithStep): boolean => status !== 'met'

/**
 * The steps that are met now and open once the entry is withdrawn, in the catalogue's order. Two statements.
 */
export async function stepsOpenedByWithdrawing(
  tx: Tx,
  { schoolId, pupilId, today }: { schoolId: string; pupilId: string; today: Day },
  entry: EntryToWithdraw,
): Promise<ChecklistRow[]> {
  const [pupil] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: today })
  if (!pupil) return []
  const school = prepareSchool(await loadSchool(tx, schoolId), today)
  const now = findingsOfPupil(pupil, school)
  const then = findingsOfPupil({ ...pupil, record: recordWithoutEntry(pupil.record, entry) }, school)
  const openNow = new Set(now.findings.filter(isOpen).map(keyOf))
  const shown = { pupilId, asOf: today, today, places: then.registerEntry, notDone: [] }
  return then.findings
    .filter((finding) => isOpen(finding) && !openNow.has(keyOf(finding)))
    .map((finding) => checklistRow(finding, shown))
}
