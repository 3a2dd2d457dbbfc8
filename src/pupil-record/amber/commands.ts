import type { Day } from '../../days/calendar.ts'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { acquireLock } from '../../platform/database/locks.ts'
import type { ChangeEntry, Look, TakeOn } from './form.ts'

/**
 * Locks a pupil's place on the amber list until the end of the transaction, so that two people who take the pupil on at
 * once cannot both become the owner.
 */
export async function lockAmberEntry(tx: Tx, { schoolId, pupilId }: PupilKey): Promise<void> {
  await acquireLock(tx, `amber list ${schoolId} ${pupilId}`)
}

/**
 * Takes a pupil of concern onto the amber list: stores the owner, who looks after the pupil from `openedOn` on.
 * Idempotent: the same form sent twice adds one entry.
 */
export async function openEntry(tx: Tx, pupilKey: PupilKey, entry: TakeOn & { openedOn: Day }): Promise<void> {
  await tx.monitoring.createMany({
    data: [{ ...pupilKey, ...entry, openedOn: toDate(entry.openedOn), nextLookOn: toDate(entry.nextLookOn) }],
    skipDuplicates: true,
  })
}

/**
 * Changes an entry's owner, next look and reason.
 * @returns false where somebody else has changed or closed the entry since `version` was read
 */
export async function changeEntry(
  tx: Tx,
  pupilKey: PupilKey,
  monitoringId: string,
  { version, ...entry }: ChangeEntry,
): Promise<boolean> {
  const { count } = await tx.monitoring.updateMany({
    where: { ...pupilKey, id: monitoringId, version, closedOn: null },
    data: { ...entry, nextLookOn: toDate(entry.nextLookOn), version: version + 1 },
  })
  return count === 1
}

type LookToRecord = Pick<Look, 'id' | 'version' | 'lookedOn' | 'seen' | 'nextLookOn'> & { lookedBy: string }

/**
 * Records a look. With `resolved`, also closes the entry and the named concerns, for the same reason.
 * @returns false where somebody else has recorded a look, or changed the entry, since `version` was read
 */
export async function recordLook(
  tx: Tx,
  pupilKey: PupilKey,
  monitoringId: string,
  { version, ...look }: LookToRecord,
  resolved: { because: string; concernIds: readonly string[] } | null,
): Promise<boolean> {
  const lookedOn = toDate(look.lookedOn)
  const nextLookOn = toDateOrNull(look.nextLookOn)
  const { count } = await tx.monitoring.updateMany({
    where: { ...pupilKey, id: monitoringId, version, closedOn: null },
    data: {
      version: version + 1,
      ...(nextLookOn === null ? {} : { nextLookOn }),
      ...(resolved === null ? {} : { closedOn: lookedOn, exit: 'resolved' as const, exitNote: resolved.because }),
    },
  })
  if (count === 0) return false
  await tx.monitoringLook.createMany({ data: [{ ...pupilKey, ...look, monitoringId, lookedOn, nextLookOn }] })
  if (resolved !== null) {
    await tx.concern.updateMany({
      where: { ...pupilKey, id: { in: [...resolved.concernIds] }, closedOn: null, withdrawnAt: null },
      data: { closedOn: lookedOn, closedBecause: resolved.because, version: { increment: 1 } },
    })
  }
  return true
}
