import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../../platform/database/in-school.ts'
import { figureNames, type SetFigures } from './form.ts'

/**
 * Saves the national figures. They share the school's version, which is raised with them.
 * @returns false if somebody else has saved since `version` was read
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
