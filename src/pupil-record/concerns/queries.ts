import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

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

/**
 * The school's ordinarily available strategies, in its own order: what a teacher can have tried. Those that are no longer in
 * use as well: a form may have been open since before.
 */
export const schoolStrategies = (tx: Tx, schoolId: string) =>
  tx.coreOfferStrategy.findMany({
    where: { schoolId },
    orderBy: [{ area: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: { area: true, strategy: true, offSince: true },
  })
export type SchoolStrategy = Awaited<ReturnType<typeof schoolStrategies>>[number]

/** The strategies that a concern has, whatever became of the school's list since; none where there is no such concern. */
export async function strategiesKept(tx: Tx, schoolId: string, pupilId: string, concernId: string): Promise<string[]> {
  const concern = await tx.concern.findFirst({
    where: { schoolId, pupilId, id: concernId },
    select: { strategies: true },
  })
  return concern?.strategies ?? []
}
