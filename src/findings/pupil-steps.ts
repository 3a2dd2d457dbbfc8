import type { RuleId } from '../code-of-practice/catalogue.ts'
import type { Day } from '../days/calendar.ts'
import { toDay } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { Flash } from '../ui/views/views.ts'
import { type ChecklistRow, checklistRow, type FindingsContext, nextSteps } from './checklist.ts'
import { findingsOfPupils } from './findings.ts'
import type { PupilFindings } from './pupil-findings.ts'
import type { NotDoneReason } from './status-words.ts'

type PupilStepsQuery = { tx: Tx; schoolId: string; pupilId: string; asOf: Day; today: Day }

/** A pupil's findings on a day, with everything needed to show them. Null if the school has no pupil with this id. */
export async function pupilSteps({
  tx,
  schoolId,
  pupilId,
  asOf,
  today,
}: PupilStepsQuery): Promise<{ pupilFindings: PupilFindings; context: FindingsContext } | null> {
  const { pupils } = await findingsOfPupils(tx, { schoolId, asOf, pupilIds: [pupilId] })
  const pupilFindings = pupils.get(pupilId)
  if (!pupilFindings) return null
  const notDone = await notDoneReasons(tx, schoolId, [pupilId])
  return {
    pupilFindings,
    context: { pupilId, asOf, today, places: pupilFindings.registerEntry, notDone: notDone.get(pupilId) ?? [] },
  }
}

/**
 * The recorded reasons why steps will not be done, by pupil id, oldest first. For `'school'` they are the reasons about
 * the school's own steps, under the key null.
 */
export async function notDoneReasons(
  tx: Tx,
  schoolId: string,
  pupilIds: readonly string[] | 'school',
): Promise<ReadonlyMap<string | null, NotDoneReason[]>> {
  const rows = await tx.notDone.findMany({
    where: { schoolId, pupilId: pupilIds === 'school' ? null : { in: [...pupilIds] }, withdrawnAt: null },
    select: { pupilId: true, rule: true, subject: true, because: true, recordedBy: true, recordedOn: true },
    orderBy: [{ recordedOn: 'asc' }, { id: 'asc' }],
  })
  const byPupil = new Map<string | null, NotDoneReason[]>()
  for (const { pupilId, recordedOn, ...said } of rows) {
    const reasons = byPupil.get(pupilId) ?? []
    byPupil.set(pupilId, [...reasons, { ...said, recordedOn: toDay(recordedOn) }])
  }
  return byPupil
}

/** The message after a form was saved: what was done, and the pupil's next step with a link to its form. */
export async function savedFlash(
  { tx, user, today }: { tx: Tx; user: { schoolId: string }; today: Day },
  pupilId: string,
  heading: string,
): Promise<Flash> {
  const steps = await pupilSteps({ tx, schoolId: user.schoolId, pupilId, asOf: today, today })
  const [next] = steps ? nextSteps(steps.pupilFindings.findings, steps.context) : []
  if (!next) return { heading, text: 'Nothing is due for this pupil.' }
  return { heading, text: `Next: ${next.title}${dueInSentence(next.word)}.`, link: next.action }
}

/** An open step, for a form that announces it as next; null when the step is done or does not apply. */
export async function openStep(
  { tx, user, today }: { tx: Tx; user: { schoolId: string }; today: Day },
  pupilId: string,
  rule: RuleId,
  subject?: string,
): Promise<ChecklistRow | null> {
  const steps = await pupilSteps({ tx, schoolId: user.schoolId, pupilId, asOf: today, today })
  const open = steps?.pupilFindings.findings.find(
    (finding) =>
      finding.rule === rule && finding.status !== 'met' && (subject === undefined || finding.subject === subject),
  )
  return steps && open ? checklistRow(open, steps.context) : null
}

/** A status word in brackets for the end of a sentence: " (due 4 December)"; empty for an empty word. */
export const dueInSentence = (word: string): string =>
  word === '' ? '' : ` (${word[0]?.toLowerCase()}${word.slice(1)})`
