import { staffAware } from '../../code-of-practice/rules/6.49-staff-aware.ts'
import type { JudgedPupil } from '../../findings/judge.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { needsSummaries } from '../plans/model.ts'
import { selectWordingsRead } from './reading-sql.ts'
import { changesSince, readWording, wordingOf } from './summary-changes.ts'

/** A pupil with the staff who read the plan that the pupil has now when it said something else. */
export interface ReadBefore {
  readonly pupilId: string
  readonly planId: string
  readonly staffIds: readonly string[]
}

/** Who works with a pupil on the day and has read the plan, as the rule has it (6.49). */
const readersOf = ({ findings }: JudgedPupil): Set<string> =>
  new Set(
    findings.flatMap(({ rule, status, subject }) =>
      rule === staffAware.id && status === 'met' && subject !== null ? [subject] : [],
    ),
  )

/**
 * Of those who teach or support pupils on the day they were judged as of: who has read their plan, and it has changed since,
 * by pupil. Four statements, however many pupils.
 */
export async function readBefore(
  tx: Tx,
  schoolId: string,
  judged: Iterable<JudgedPupil>,
): Promise<ReadonlyMap<string, ReadBefore>> {
  const read = new Map<string, { pupilId: string; readers: Set<string> }>()
  for (const pupil of judged) {
    const { currentPlanId } = pupil.standing
    const readers = readersOf(pupil)
    if (currentPlanId !== null && readers.size > 0) read.set(currentPlanId, { pupilId: pupil.pupilId, readers })
  }
  const wordings = read.size === 0 ? [] : await selectWordingsRead(tx, { schoolId, planIds: [...read.keys()] })
  const planIds = [...new Set(wordings.map(({ planId }) => planId))]
  const summaries = await needsSummaries(tx, schoolId, planIds)
  const found = new Map<string, ReadBefore>()
  for (const { planId, wording, staffIds } of wordings) {
    const [plan, summary, before] = [read.get(planId), summaries.get(planId), readWording(wording)]
    if (!plan || !summary || !before || changesSince(before, wordingOf(summary)).length === 0) continue
    const known = found.get(plan.pupilId)?.staffIds ?? []
    const asked = staffIds.filter((staffId) => plan.readers.has(staffId))
    if (asked.length > 0) found.set(plan.pupilId, { pupilId: plan.pupilId, planId, staffIds: [...known, ...asked] })
  }
  return found
}
