import type { Day } from '../../days/calendar.ts'
import { dayInLondon } from '../../days/clock.ts'
import { type ChecklistRow, checklistRow, type FindingsContext } from '../../findings/checklist.ts'
import { findingsOfPupils } from '../../findings/findings.ts'
import { loadPupils } from '../../findings/load.ts'
import type { FindingWithStep } from '../../findings/pupil-findings.ts'
import { pupilSteps } from '../../findings/pupil-steps.ts'
import { subjectInWords } from '../../findings/reasons.ts'
import type { NotDoneReason } from '../../findings/status-words.ts'
import { toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { isUuid } from '../../ui/forms/fields.ts'
import { staffNames } from '../staff-names.ts'

/** One saved reason why a step is not done. */
export type Given = NotDoneReason & {
  /**
   * The reason's id, for one about the school itself, which can be withdrawn or put back on this page. Null for a
   * reason about a pupil, which is withdrawn in the pupil's timeline.
   */
  id: string | null
  /** Who withdrew the reason, when and why; null where it is not withdrawn. */
  withdrawn: { by: string; on: Day; because: string } | null
}

/** A finding of today with all reasons that were ever given for it, the latest last. */
export type Explained = {
  row: ChecklistRow
  /** What the step is about: "Concern of 3 October"; empty where the rule has no subject. */
  subject: string
  given: readonly Given[]
}

type StepLookup = { tx: Tx; schoolId: string; today: Day }
/** The step that the address names: a rule's id and, where the rule has one, the subject. */
export type StepRef = { rule: string; subject: string | null }

const isAbout =
  (named: StepRef) =>
  (one: StepRef): boolean =>
    one.rule === named.rule && one.subject === named.subject

function rowOf(findings: readonly FindingWithStep[], context: FindingsContext, named: StepRef): ChecklistRow | null {
  const finding = findings.find(isAbout(named))
  return finding ? checklistRow(finding, context) : null
}

/** A pupil's finding by its rule and subject; null where the rule has no finding for the subject. */
export async function pupilFinding(
  { tx, schoolId, today }: StepLookup,
  pupilId: string,
  named: StepRef,
): Promise<Explained | null> {
  const steps = await pupilSteps({ tx, schoolId, pupilId, asOf: today, today })
  if (steps === null) return null
  const row = rowOf(steps.pupilFindings.findings, steps.context, named)
  if (row === null) return null
  const given = steps.context.notDone.filter(isAbout(named)).map((reason) => ({ ...reason, id: null, withdrawn: null }))
  return { row, given, subject: await subjectOf({ tx, schoolId, today }, pupilId, named.subject) }
}

async function subjectOf(
  { tx, schoolId, today }: StepLookup,
  pupilId: string,
  subject: string | null,
): Promise<string> {
  if (subject === null || !isUuid(subject)) return ''
  const [pupil] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: today })
  const staff = await tx.staffMember.findFirst({ where: { schoolId, id: subject }, select: { name: true } })
  const names = new Map(staff ? [[subject, staff.name]] : [])
  return pupil ? subjectInWords(subject, pupil.record, names, today) : ''
}

/** A finding about the school itself; null where the rule has no finding. */
export async function schoolFinding({ tx, schoolId, today }: StepLookup, rule: string): Promise<Explained | null> {
  const { schoolFindings } = await findingsOfPupils(tx, { schoolId, asOf: today, pupilIds: [] })
  const rows = await tx.notDone.findMany({
    where: { schoolId, pupilId: null, rule, subject: null },
    orderBy: [{ recordedOn: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  })
  const names = await staffNames(
    tx,
    schoolId,
    rows.flatMap(({ withdrawnBy }) => withdrawnBy ?? []),
  )
  const given = rows.map(({ recordedOn, withdrawnAt, withdrawnBy, withdrawnBecause, ...reason }): Given => {
    const by = names.get(withdrawnBy ?? '') ?? ''
    const withdrawn = withdrawnAt && { by, on: dayInLondon(withdrawnAt), because: withdrawnBecause ?? '' }
    return { ...reason, recordedOn: toDay(recordedOn), withdrawn }
  })
  const notDone = given.filter(({ withdrawn }) => withdrawn === null)
  const places = { currentPlanId: null, earlyDiscussionId: null }
  const shown = { pupilId: null, asOf: today, today, places, notDone }
  const row = rowOf(schoolFindings, shown, { rule, subject: null })
  return row && { row, subject: '', given }
}
