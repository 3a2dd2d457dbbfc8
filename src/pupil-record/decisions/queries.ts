import { pupilAsOf } from '../../code-of-practice/as-of.ts'
import { loadPupils } from '../../findings/load.ts'
import { standingOf } from '../../findings/on-the-way.ts'
import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** A decision with everything that its form shows, days as YYYY-MM-DD; null where the pupil has no such decision. */
export async function decisionToEdit(tx: Tx, schoolId: string, pupilId: string, decisionId: string) {
  const decision = await tx.decision.findFirst({ where: { schoolId, pupilId, id: decisionId, withdrawnAt: null } })
  return (
    decision && {
      ...decision,
      decidedOn: toDay(decision.decidedOn),
      explainedToParentsOn: toDayOrNull(decision.explainedToParentsOn),
      recordedOn: toDayOrNull(decision.recordedOn),
      reviewOn: toDayOrNull(decision.reviewOn),
    }
  )
}
export type DecisionToEdit = NonNullable<Awaited<ReturnType<typeof decisionToEdit>>>

type Asked = { schoolId: string; pupilId: string; day: string; decisionId: string }

/**
 * Whether the pupil is on SEN Support just before a decision of this day, so that the decision can end it. Of other
 * decisions of the same day only those entered earlier count. A pupil with status K in the school's system is on SEN
 * Support, too.
 */
export async function isOnSenSupport(tx: Tx, { schoolId, pupilId, day, decisionId }: Asked): Promise<boolean> {
  const [loaded] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: day })
  if (!loaded) return false
  const { decisions } = loaded.record
  const itself = decisions.findIndex(({ id }) => id === decisionId)
  const before = decisions.filter(
    ({ id, decidedOn }, place) => id !== decisionId && (itself < 0 || decidedOn < day || place < itself),
  )
  const record = { ...loaded.record, decisions: before }
  return pupilAsOf(record, day).start !== null || standingOf(record, loaded.inSystem, day).status === 'senSupport'
}
