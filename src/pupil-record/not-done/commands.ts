import type { Day } from '../../days/calendar.ts'
import { toDate } from '../../platform/database/days.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { ExplainNotDone } from './form.ts'

/** The step that is not done. It belongs to a pupil, or to the school where `pupilId` is null. */
type StepKey = { schoolId: string; pupilId: string | null; rule: string; subject: string | null }

/**
 * Saves the reason why a step will not be done. Idempotent: the reason's id is derived from the form's id and the text.
 * The same form sent with another text adds a second reason, because a saved reason never changes.
 * @returns the reason's id
 */
export async function explainNotDone(
  tx: Tx,
  step: StepKey,
  { id, because }: ExplainNotDone,
  { recordedBy, recordedOn }: { recordedBy: string; recordedOn: Day },
): Promise<string> {
  const reasonId = derivedId(id, because)
  await tx.notDone.createMany({
    data: [{ ...step, id: reasonId, because, recordedBy, recordedOn: toDate(recordedOn) }],
    skipDuplicates: true,
  })
  return reasonId
}
