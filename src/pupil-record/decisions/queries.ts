import { pupilAsOf } from '../../code-of-practice/as-of.ts'
import type { Day } from '../../days/calendar.ts'
import { loadPupils } from '../../findings/load.ts'
import { registerEntryOf } from '../../findings/register-status.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { findEntry } from '../entry.ts'
import { type Decision, decisionFrom, decisionJson } from './model.ts'

/** A decision that is not withdrawn; null if the pupil has none with this id. */
export const decisionToEdit = (
  tx: Tx,
  schoolId: string,
  pupilId: string,
  decisionId: string,
): Promise<Decision | null> =>
  findEntry<Decision>(tx, { json: decisionJson, from: decisionFrom }, { schoolId, pupilId, entryId: decisionId })

type DecisionOnDay = { schoolId: string; pupilId: string; day: Day; decisionId: string }

/**
 * Whether the pupil is on SEN Support just before a decision of this day, so that the decision can end it. Of other
 * decisions of the same day only those entered earlier count. A pupil with status K in the school's system is on SEN
 * Support, too.
 */
export async function isOnSenSupport(tx: Tx, { schoolId, pupilId, day, decisionId }: DecisionOnDay): Promise<boolean> {
  const [loaded] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: day })
  if (!loaded) return false
  const { decisions } = loaded.record
  const itself = decisions.findIndex(({ id }) => id === decisionId)
  const before = decisions.filter(
    ({ id, decidedOn }, place) => id !== decisionId && (itself < 0 || decidedOn < day || place < itself),
  )
  const record = { ...loaded.record, decisions: before }
  return pupilAsOf(record, day).start !== null || registerEntryOf(record, loaded.inSystem, day).status === 'senSupport'
}
