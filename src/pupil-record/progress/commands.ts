import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { NoteProgress } from './form.ts'

type ProgressKey = { schoolId: string; pupilId: string; outcomeId: string; staffId: string }

/**
 * Creates, changes or deletes what one member of staff notes about one outcome on one day. No choice means delete.
 * There is one entry for each outcome, member of staff and day, so sending the form again does not add one.
 * @returns false where the saved version is not `version`
 */
export async function noteProgress(
  tx: Tx,
  pupilKey: ProgressKey,
  { version, seenOn, progress, note }: NoteProgress,
): Promise<boolean> {
  const ofDay = { ...pupilKey, seenOn: toDate(seenOn) }
  if (progress === null) {
    const { count } = await tx.progressInClass.deleteMany({ where: { ...ofDay, version } })
    return count === 1
  }
  if (version === 0) {
    const { count } = await tx.progressInClass.createMany({
      data: [{ ...ofDay, id: uuidv7(), progress, note }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const { count } = await tx.progressInClass.updateMany({
    where: { ...ofDay, version },
    data: { progress, note, version: version + 1 },
  })
  return count === 1
}
