import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** A concern with everything that its form shows, days as YYYY-MM-DD; null where the pupil has no such concern. */
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
 * The school's ordinarily available strategies in the school's order. Those out of use are included, because a form may
 * have been opened before.
 */
export const schoolStrategies = (tx: Tx, schoolId: string) =>
  tx.coreOfferStrategy.findMany({
    where: { schoolId },
    orderBy: [{ area: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: { area: true, strategy: true, offSince: true },
  })
export type SchoolStrategy = Awaited<ReturnType<typeof schoolStrategies>>[number]

/** The strategies saved with a concern, on the school's list or not; empty where there is no such concern. */
export async function strategiesKept(tx: Tx, schoolId: string, pupilId: string, concernId: string): Promise<string[]> {
  const concern = await tx.concern.findFirst({
    where: { schoolId, pupilId, id: concernId },
    select: { strategies: true },
  })
  return concern?.strategies ?? []
}
