import { toDate } from '../../platform/database/days.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { ExplainNotDone } from './form.ts'

/** Whose step it is: a pupil's, or the school's own where `pupilId` is null. */
type Step = { schoolId: string; pupilId: string | null; rule: string; subject: string | null }

/**
 * Keeps the reason why a step will not be done. The same form sent twice keeps it once; gone back to and changed, it gives
 * a further reason: none is ever changed.
 * @returns the reason's id
 */
export async function explainNotDone(
  tx: Tx,
  step: Step,
  { id, because }: ExplainNotDone,
  { recordedBy, recordedOn }: { recordedBy: string; recordedOn: string },
): Promise<string> {
  const reasonId = derivedId(id, because)
  await tx.notDone.createMany({
    data: [{ ...step, id: reasonId, because, recordedBy, recordedOn: toDate(recordedOn) }],
    skipDuplicates: true,
  })
  return reasonId
}
