import { toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/**
 * A consideration with everything that its form shows, days as YYYY-MM-DD; null where the pupil has none with this id.
 */
export async function considerationToEdit(tx: Tx, schoolId: string, pupilId: string, considerationId: string) {
  const consideration = await tx.ehcConsideration.findFirst({
    where: { schoolId, pupilId, id: considerationId, withdrawnAt: null },
  })
  return consideration && { ...consideration, consideredOn: toDay(consideration.consideredOn) }
}
export type ConsiderationToEdit = NonNullable<Awaited<ReturnType<typeof considerationToEdit>>>
