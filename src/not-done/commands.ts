import { toDate } from '../database/days.ts'
import type { Tx } from '../database/in-school.ts'
import type { ExplainNotDone } from './form.ts'

/** Whose step it is: a pupil's, or the school's own where `pupilId` is null. */
type Step = { schoolId: string; pupilId: string | null; rule: string; subject: string | null }

/** Keeps the reason why a step will not be done. A later reason is a further one: none is ever changed. */
export async function explainNotDone(
  tx: Tx,
  step: Step,
  { id, because }: ExplainNotDone,
  { recordedBy, recordedOn }: { recordedBy: string; recordedOn: string },
): Promise<void> {
  await tx.notDone.createMany({
    data: [{ ...step, id, because, recordedBy, recordedOn: toDate(recordedOn) }],
    skipDuplicates: true,
  })
}
