import type { RuleId } from '../code-of-practice/catalogue.ts'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { judgePupils } from './judged.ts'

/**
 * Whether a rule finds a subject of a pupil done against the Code, as the record stands with what this transaction has
 * written: so that a form can ask before it keeps what will be flagged, and the rule alone decides what that is.
 */
export async function isBreached(
  { tx, user, today }: { tx: Tx; user: { schoolId: string }; today: Day },
  pupilId: string,
  rule: RuleId,
  subject: string,
): Promise<boolean> {
  const { findings } = await judgePupils(tx, { schoolId: user.schoolId, asOf: today, pupilIds: [pupilId] })
  const ofPupil = findings.get(pupilId) ?? []
  return ofPupil.some((one) => one.rule === rule && one.subject === subject && one.status === 'breached')
}
