import type { Tx } from '../../platform/database/in-school.ts'
import { findEntry } from '../entry.ts'
import { type Concern, concernFrom, concernJson } from './model.ts'

/** A concern that is not withdrawn; null where the pupil has no such concern. */
export const concernToEdit = (tx: Tx, schoolId: string, pupilId: string, concernId: string): Promise<Concern | null> =>
  findEntry<Concern>(tx, { json: concernJson, from: concernFrom }, { schoolId, pupilId, entryId: concernId })

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
