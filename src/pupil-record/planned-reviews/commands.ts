import type { Day } from '../../days/calendar.ts'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { acquireLock } from '../../platform/database/locks.ts'
import type { ChangePlanned } from './form.ts'

/** A review to plan. `on` is its day, YYYY-MM-DD; `at` is its start, HH:MM. */
export type ToPlanReview = {
  id: string
  pupilId: string
  planId: string
  on: Day
  at: string
  minutes: number
  place: string | null
  staffIds: readonly string[]
}

/**
 * Takes the school's planning lock until the end of the transaction. Two saves at the same time cannot plan the same
 * hour twice.
 */
export async function lockPlanning(tx: Tx, schoolId: string): Promise<void> {
  await acquireLock(tx, `planned reviews ${schoolId}`)
}

const staffRows = (schoolId: string, { id, pupilId, staffIds }: Pick<ToPlanReview, 'id' | 'pupilId' | 'staffIds'>) =>
  staffIds.map((staffId) => ({
    schoolId,
    id: derivedId(id, `staff ${staffId}`),
    pupilId,
    plannedReviewId: id,
    staffId,
  }))

/** Plans reviews. Idempotent: the ids are derived from the form's id. */
export async function planReviews(
  tx: Tx,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  reviews: readonly ToPlanReview[],
): Promise<void> {
  await tx.plannedReview.createMany({
    data: reviews.map(({ staffIds: _, on, ...review }) => ({
      ...review,
      schoolId,
      on: toDate(on),
      plannedBy: staffId,
    })),
    skipDuplicates: true,
  })
  await tx.plannedReviewStaff.createMany({
    data: reviews.flatMap((review) => staffRows(schoolId, review)),
    skipDuplicates: true,
  })
}

/**
 * Moves or cancels a planned review, or changes who attends it.
 * @returns false where somebody else has saved a newer version than `version`
 */
export async function changePlanned(
  tx: Tx,
  pupilKey: PupilKey,
  plannedReviewId: string,
  { version, on, cancel, staff, ...said }: ChangePlanned,
  { cancelledOn }: { cancelledOn: Day },
): Promise<boolean> {
  const { count } = await tx.plannedReview.updateMany({
    where: { ...pupilKey, id: plannedReviewId, version },
    data: {
      ...said,
      on: toDate(on),
      cancelledOn: toDateOrNull(cancel ? cancelledOn : null),
      version: version + 1,
    },
  })
  if (count === 0) return false
  await tx.plannedReviewStaff.deleteMany({ where: { ...pupilKey, plannedReviewId, staffId: { notIn: [...staff] } } })
  await tx.plannedReviewStaff.createMany({
    data: staffRows(pupilKey.schoolId, { id: plannedReviewId, pupilId: pupilKey.pupilId, staffIds: staff }),
    skipDuplicates: true,
  })
  return true
}
