import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { EditConcern, RaiseConcern } from './form.ts'

type Whose = { schoolId: string; pupilId: string }

/**
 * Raises a concern. The same form sent twice raises it once.
 * @returns false where it has been raised by this form already
 */
export async function raiseConcern(
  tx: Tx,
  whose: Whose & { staffId: string },
  concern: RaiseConcern,
): Promise<boolean> {
  const { count } = await tx.concern.createMany({
    data: [
      { ...whose, ...concern, raisedOn: toDate(concern.raisedOn), parentsToldOn: toDateOrNull(concern.parentsToldOn) },
    ],
    skipDuplicates: true,
  })
  return count === 1
}

/**
 * What somebody changes in the concern that they have just raised, gone back to its form.
 * @returns false where it is not theirs, or somebody has worked on it since
 */
export async function correctOwnConcern(
  tx: Tx,
  { staffId, ...whose }: Whose & { staffId: string },
  { id, ...concern }: RaiseConcern,
): Promise<boolean> {
  const { count } = await tx.concern.updateMany({
    where: { ...whose, id, staffId, version: 1 },
    data: {
      ...concern,
      raisedOn: toDate(concern.raisedOn),
      parentsToldOn: toDateOrNull(concern.parentsToldOn),
      version: 2,
    },
  })
  return count === 1
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
