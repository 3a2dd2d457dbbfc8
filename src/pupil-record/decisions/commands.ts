import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import type { CorrectDecision, Decide } from './form.ts'

const withDates = <Entered extends Decide | CorrectDecision>(decision: Entered) => ({
  ...decision,
  decidedOn: toDate(decision.decidedOn),
  explainedToParentsOn: toDateOrNull(decision.explainedToParentsOn),
  recordedOn: toDateOrNull(decision.recordedOn),
  reviewOn: toDateOrNull(decision.reviewOn),
})

/**
 * Records a decision. Idempotent: the id comes with the form.
 * @returns false where this form has been saved already
 */
export async function decide(tx: Tx, pupilKey: PupilKey, decision: Decide): Promise<boolean> {
  const { count } = await tx.decision.createMany({
    data: [{ ...pupilKey, ...withDates(decision) }],
    skipDuplicates: true,
  })
  return count === 1
}

/**
 * Corrects or completes a decision.
 * @returns false where somebody else has saved a newer version since the form was opened
 */
export async function correctDecision(
  tx: Tx,
  pupilKey: PupilKey,
  decisionId: string,
  decision: CorrectDecision,
): Promise<boolean> {
  const { version } = decision
  const { count } = await tx.decision.updateMany({
    where: { ...pupilKey, id: decisionId, version },
    data: { ...withDates(decision), version: version + 1 },
  })
  return count === 1
}
