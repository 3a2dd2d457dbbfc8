import type { Tx } from '../../platform/database/in-school.ts'
import { findEntry } from '../entry.ts'
import { considerationFrom, considerationJson, type EhcConsideration } from './model.ts'

/** A consideration that is not withdrawn; null if the pupil has none with this id. */
export const considerationToEdit = (
  tx: Tx,
  schoolId: string,
  pupilId: string,
  considerationId: string,
): Promise<EhcConsideration | null> =>
  findEntry<EhcConsideration>(
    tx,
    { json: considerationJson, from: considerationFrom },
    { schoolId, pupilId, entryId: considerationId },
  )
