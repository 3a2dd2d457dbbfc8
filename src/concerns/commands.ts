import { toDate, toDateOrNull } from '../database/days.ts'
import type { Tx } from '../database/in-school.ts'
import type { EditConcern, RaiseConcern } from './form.ts'

type Whose = { schoolId: string; pupilId: string }

/** Raises a concern. The same form sent twice raises it once. */
export async function raiseConcern(tx: Tx, whose: Whose & { staffId: string }, concern: RaiseConcern): Promise<void> {
  await tx.concern.createMany({
    data: [
      { ...whose, ...concern, raisedOn: toDate(concern.raisedOn), parentsToldOn: toDateOrNull(concern.parentsToldOn) },
    ],
    skipDuplicates: true,
  })
}

/**
 * Corrects, answers or closes a concern.
 * @returns false where somebody else has saved another version since `version` was read
 */
export async function editConcern(
  tx: Tx,
  whose: Whose,
  concernId: string,
  { version, ...concern }: EditConcern,
): Promise<boolean> {
  const { count } = await tx.concern.updateMany({
    where: { ...whose, id: concernId, version },
    data: {
      ...concern,
      raisedOn: toDate(concern.raisedOn),
      parentsToldOn: toDateOrNull(concern.parentsToldOn),
      answeredOn: toDateOrNull(concern.answeredOn),
      closedOn: toDateOrNull(concern.closedOn),
      version: version + 1,
    },
  })
  return count === 1
}
