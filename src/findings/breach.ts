import type { RuleId } from '../code-of-practice/catalogue.ts'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { findingsOfPupils } from './findings.ts'

/**
 * Whether a pupil would be against the Code in this: a rule finds the given subject `breached`, counting what this
 * transaction has written so far. A form asks this before it saves, so that the rule alone decides what is against
 * the Code.
 */
export async function isBreached(
  { tx, user, today }: { tx: Tx; user: { schoolId: string }; today: Day },
  pupilId: string,
  rule: RuleId,
  subject: string,
): Promise<boolean> {
  const { findings } = await findingsOfPupils(tx, { schoolId: user.schoolId, asOf: today, pupilIds: [pupilId] })
  const ofPupil = findings.get(pupilId) ?? []
  return ofPupil.some((one) => one.rule === rule && one.subject === subject && one.status === 'breached')
}
