import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/database/in-school.ts'
import { figureNames, type SetFigures } from './form.ts'

/**
 * Sets the national figures. They have no version of their own: whoever changes them claims the school's with it.
 * @returns false where somebody else has saved another version since `version` was read
 */
export async function setNationalFigures(tx: Tx, schoolId: string, { version, from, ...figures }: SetFigures) {
  const { count } = await tx.school.updateMany({
    where: { id: schoolId, version },
    data: { nationalFiguresFrom: from, version: version + 1 },
  })
  if (count === 0) return false
  await tx.nationalFigure.deleteMany({ where: { schoolId } })
  await tx.nationalFigure.createMany({
    data: figureNames.flatMap((figure) => {
      const percent = figures[figure]
      return percent === null ? [] : [{ schoolId, id: uuidv7(), figure, percent }]
    }),
  })
  return true
}
