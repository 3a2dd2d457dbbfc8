import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { NoteProgress } from './form.ts'

type Whose = { schoolId: string; pupilId: string; outcomeId: string; staffId: string }

/**
 * Notes how far an outcome has got on a day, notes it otherwise, or takes it back where nothing is chosen. A day of a member
 * of staff has one entry of an outcome, however often it is sent.
 * @returns false where another version stands than the one that was read
 */
export async function noteProgress(
  tx: Tx,
  whose: Whose,
  { version, seenOn, progress, note }: NoteProgress,
): Promise<boolean> {
  const ofDay = { ...whose, seenOn: toDate(seenOn) }
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
