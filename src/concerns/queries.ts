import { toDay, toDayOrNull } from '../database/days.ts'
import type { Tx } from '../database/in-school.ts'

/** A concern with all that its form shows, days as YYYY-MM-DD; null where the pupil has no such concern. */
export async function concernToEdit(tx: Tx, schoolId: string, pupilId: string, concernId: string) {
  const concern = await tx.concern.findFirst({ where: { schoolId, pupilId, id: concernId, withdrawnAt: null } })
  return (
    concern && {
      ...concern,
      raisedOn: toDay(concern.raisedOn),
      parentsToldOn: toDayOrNull(concern.parentsToldOn),
      answeredOn: toDayOrNull(concern.answeredOn),
      closedOn: toDayOrNull(concern.closedOn),
    }
  )
}
export type ConcernToEdit = NonNullable<Awaited<ReturnType<typeof concernToEdit>>>

/** The school's ordinarily available strategies that are in use, in its own order: what a teacher can have tried. */
export const strategiesInUse = (tx: Tx, schoolId: string) =>
  tx.coreOfferStrategy.findMany({
    where: { schoolId, offSince: null },
    orderBy: [{ area: 'asc' }, { position: 'asc' }],
    select: { area: true, strategy: true },
  })
