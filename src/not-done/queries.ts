import { toDay } from '../database/days.ts'
import type { Tx } from '../database/in-school.ts'
import { type ChecklistRow, checklistRow, type Shown } from '../record/checklist.ts'
import type { JudgedFinding } from '../record/judge.ts'
import { judgePupils } from '../record/judged.ts'
import { loadPupils } from '../record/load.ts'
import { pupilSteps } from '../record/pupil-steps.ts'
import { subjectInWords } from '../record/reasons.ts'
import type { NotDoneReason } from '../record/status-words.ts'
import { isUuid } from '../web/fields.ts'

/** A finding as it stands today, with all reasons that were ever given for it, the latest last. */
export type Explained = {
  row: ChecklistRow
  /** "Concern of 3 October"; empty where the rule has none. */
  subject: string
  given: readonly NotDoneReason[]
}

type Asked = { tx: Tx; schoolId: string; today: string }
/** What the address names. */
export type Named = { rule: string; subject: string | null }

function explained(findings: readonly JudgedFinding[], shown: Shown, named: Named, subject: string): Explained | null {
  const is = (one: Named): boolean => one.rule === named.rule && one.subject === named.subject
  const finding = findings.find(is)
  return finding ? { row: checklistRow(finding, shown), subject, given: shown.notDone.filter(is) } : null
}

/** A pupil's finding; null where the rule does not speak of that subject. */
export async function pupilFinding(
  { tx, schoolId, today }: Asked,
  pupilId: string,
  named: Named,
): Promise<Explained | null> {
  const steps = await pupilSteps({ tx, schoolId, pupilId, asOf: today, today })
  const found = steps && explained(steps.judged.findings, steps.shown, named, '')
  return found && { ...found, subject: await subjectOf({ tx, schoolId, today }, pupilId, named.subject) }
}

async function subjectOf({ tx, schoolId, today }: Asked, pupilId: string, subject: string | null): Promise<string> {
  if (subject === null || !isUuid(subject)) return ''
  const [pupil] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: today })
  const staff = await tx.staffMember.findFirst({ where: { schoolId, id: subject }, select: { name: true } })
  const names = new Map(staff ? [[subject, staff.name]] : [])
  return pupil ? subjectInWords(subject, pupil.record, names, today) : ''
}

/** A finding about the school itself; null where there is no such rule of the school. */
export async function schoolFinding({ tx, schoolId, today }: Asked, rule: string): Promise<Explained | null> {
  const { schoolFindings } = await judgePupils(tx, { schoolId, asOf: today, pupilIds: [] })
  const rows = await tx.notDone.findMany({
    where: { schoolId, pupilId: null, rule, withdrawnAt: null },
    orderBy: [{ recordedOn: 'asc' }, { id: 'asc' }],
    select: { rule: true, subject: true, because: true, recordedBy: true, recordedOn: true },
  })
  const notDone = rows.map((row) => ({ ...row, recordedOn: toDay(row.recordedOn) }))
  const places = { currentPlanId: null, earlyDiscussionId: null }
  return explained(schoolFindings, { pupilId: null, asOf: today, today, places, notDone }, { rule, subject: null }, '')
}
