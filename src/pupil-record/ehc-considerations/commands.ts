import { toDate } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import type { ConsiderRequest, EditConsideration } from './form.ts'

/**
 * Records whether the school asks for an EHC needs assessment, and why not. Idempotent: the id comes with the form.
 * @returns false where this form has been saved already
 */
export async function considerRequest(
  tx: Tx,
  pupilKey: PupilKey,
  { asItWas: _confirmed, consideredOn, ...consideration }: ConsiderRequest,
): Promise<boolean> {
  const { count } = await tx.ehcConsideration.createMany({
    data: [{ ...pupilKey, ...consideration, consideredOn: toDate(consideredOn) }],
    skipDuplicates: true,
  })
  return count === 1
}

/**
 * Corrects a consideration, or replaces its outcome after the school has considered again.
 * @returns false where somebody else has saved a newer version than `version`
 */
export async function editConsideration(
  tx: Tx,
  pupilKey: PupilKey,
  considerationId: string,
  { version, asItWas: _confirmed, consideredOn, ...consideration }: EditConsideration,
): Promise<boolean> {
  const { count } = await tx.ehcConsideration.updateMany({
    where: { ...pupilKey, id: considerationId, version },
    data: { ...consideration, consideredOn: toDate(consideredOn), version: version + 1 },
  })
  return count === 1
}
