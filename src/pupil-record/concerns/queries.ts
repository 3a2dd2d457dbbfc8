import type { Tx } from '../../platform/database/in-school.ts'
import { findEntry } from '../entry.ts'
import { type Concern, concernFrom, concernJson } from './model.ts'

/** A concern that is not withdrawn; null if the pupil has none with this id. */
export const concernToEdit = (tx: Tx, schoolId: string, pupilId: string, concernId: string): Promise<Concern | null> =>
  findEntry<Concern>(tx, { json: concernJson, from: concernFrom }, { schoolId, pupilId, entryId: concernId })

/**
 * The school's list of strategies that every class can use, in the school's order. Those no longer in use are
 * included, because a form may have been opened while they were.
 */
export const schoolStrategies = (tx: Tx, schoolId: string) =>
  tx.coreOfferStrategy.findMany({
    where: { schoolId },
    orderBy: [{ area: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: { area: true, strategy: true, offSince: true },
  })
export type SchoolStrategy = Awaited<ReturnType<typeof schoolStrategies>>[number]

/** The strategies saved with a concern, on the school's list or not; empty if the pupil has no concern with this id. */
export async function strategiesKept(tx: Tx, schoolId: string, pupilId: string, concernId: string): Promise<string[]> {
  const concern = await tx.concern.findFirst({
    where: { schoolId, pupilId, id: concernId },
    select: { strategies: true },
  })
  return concern?.strategies ?? []
}
