import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import type { EditConcern, RaiseConcern } from './form.ts'

/**
 * Raises a concern. Idempotent: the id comes with the form.
 * @returns false where this form has been saved already
 */
export async function raiseConcern(
  tx: Tx,
  pupilKey: PupilKey & { staffId: string },
  concern: RaiseConcern,
): Promise<boolean> {
  const { count } = await tx.concern.createMany({
    data: [
      {
        ...pupilKey,
        ...concern,
        raisedOn: toDate(concern.raisedOn),
        parentsToldOn: toDateOrNull(concern.parentsToldOn),
      },
    ],
    skipDuplicates: true,
  })
  return count === 1
}

/**
 * Changes a concern that its author has just raised, when they go back to the form and send it again.
 * @returns false where somebody else raised the concern, or it was edited since
 */
export async function correctOwnConcern(
  tx: Tx,
  { staffId, ...key }: PupilKey & { staffId: string },
  { id, ...concern }: RaiseConcern,
): Promise<boolean> {
  const { count } = await tx.concern.updateMany({
    where: { ...key, id, staffId, version: 1 },
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
 * @returns false where somebody else has saved a newer version than `version`
 */
export async function editConcern(
  tx: Tx,
  pupilKey: PupilKey,
  concernId: string,
  { version, ...concern }: EditConcern,
): Promise<boolean> {
  const { count } = await tx.concern.updateMany({
    where: { ...pupilKey, id: concernId, version },
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
