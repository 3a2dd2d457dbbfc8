import { createHash } from 'node:crypto'
import { toDate, toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { forenameOf, pupilNameColumns, surnameOf } from '../../pupil-record/pupil-name.ts'

/**
 * SHA-256 of a token, in hexadecimal: all that is stored of a secret address. A token is 256 random bits, so it needs
 * no salt.
 */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** When a member of staff's current secret address was made; null if they have none. */
export async function feedOf(tx: Tx, schoolId: string, staffId: string): Promise<Date | null> {
  const feed = await tx.calendarFeed.findFirst({
    where: { schoolId, staffId, revokedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  })
  return feed?.createdAt ?? null
}

/**
 * Planned reviews from a day on, including cancelled ones.
 * @param staffId only reviews that this member of staff attends; null for all of the school's
 */
export async function reviewsInCalendar(tx: Tx, schoolId: string, staffId: string | null, from: string) {
  const planned = await tx.plannedReview.findMany({
    where: {
      schoolId,
      on: { gte: toDate(from) },
      plan: { schoolId, withdrawnAt: null },
      ...(staffId === null ? {} : { staff: { some: { schoolId, staffId } } }),
    },
    orderBy: [{ on: 'asc' }, { at: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      pupilId: true,
      planId: true,
      on: true,
      at: true,
      minutes: true,
      place: true,
      version: true,
      createdAt: true,
      cancelledOn: true,
      plan: {
        select: {
          pupil: {
            select: { ...pupilNameColumns, yearGroup: true },
          },
        },
      },
    },
  })
  return planned.map(({ plan: { pupil }, on, cancelledOn, ...said }) => ({
    ...said,
    on: toDay(on),
    cancelledOn: toDayOrNull(cancelledOn),
    forename: forenameOf(pupil),
    surname: surnameOf(pupil),
    yearGroup: pupil.yearGroup,
  }))
}
export type ReviewInCalendar = Awaited<ReturnType<typeof reviewsInCalendar>>[number]
