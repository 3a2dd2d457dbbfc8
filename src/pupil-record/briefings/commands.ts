import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../../days/calendar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { toDate, toDayOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import type { NoteReading, RecordOnSystem } from './form.ts'
import { markOf, readWording, type SummaryAsRead, wordingBefore, wordingToKeep } from './model.ts'

/** Shares a plan with members of staff. For staff with whom it was shared before, the first day stays. */
export async function sharePlan(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  { staffIds, today }: { staffIds: readonly string[]; today: Day },
): Promise<void> {
  const sharedOn = toDate(today)
  await tx.briefing.createMany({
    data: staffIds.map((staffId) => ({ ...pupilKey, id: uuidv7(), planId, staffId, sharedOn })),
    skipDuplicates: true,
  })
  await tx.briefing.updateMany({
    where: { ...pupilKey, planId, staffId: { in: [...staffIds] }, sharedOn: null },
    data: { sharedOn },
  })
}

/**
 * Notes that a member of staff has read a plan. If that is noted more than once, the earliest day stays (6.49). The
 * wording that they read last is stored, so that they are asked again only about later changes.
 * @param wording what they read; null for a plan that was read on paper
 */
export async function acknowledgePlan(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  { staffId, acknowledgedOn }: NoteReading,
  wording: SummaryAsRead | null,
): Promise<void> {
  const on = toDate(acknowledgedOn)
  const standing = await tx.briefing.findFirst({
    where: { ...pupilKey, planId, staffId },
    select: { readSummary: true },
  })
  const readSummary = wording === null ? undefined : wordingToKeep(standing?.readSummary, wording)
  await tx.briefing.createMany({
    data: [{ ...pupilKey, id: uuidv7(), planId, staffId, acknowledgedOn: on, readSummary }],
    skipDuplicates: true,
  })
  await tx.briefing.updateMany({
    where: { ...pupilKey, planId, staffId, acknowledgedOn: { lt: on } },
    data: { readAgainOn: on, readSummary },
  })
  await tx.briefing.updateMany({
    where: { ...pupilKey, planId, staffId, OR: [{ acknowledgedOn: null }, { acknowledgedOn: { gte: on } }] },
    data: { acknowledgedOn: on, readSummary },
  })
}

/**
 * Undoes "I have read this" of a member of staff who pressed it by mistake. The plan stays shared with them, and an
 * earlier reading stays, with what the plan said then.
 * @param saidOn undoes only a reading confirmed on this day, of the wording with this mark; null for any reading
 * @returns false if there is no reading to undo
 */
export async function takeBackReading(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  { staffId, saidOn, mark }: { staffId: string; saidOn: Day; mark: string | null },
): Promise<boolean> {
  const of = { ...pupilKey, planId, staffId }
  const said = await tx.briefing.findFirst({
    where: of,
    select: { acknowledgedOn: true, readAgainOn: true, readSummary: true },
  })
  const read = readWording(said?.readSummary)
  if (said === null || (mark !== null && read !== null && markOf(read) !== mark)) return false
  const before = wordingBefore(said.readSummary)
  const isFirst = toDayOrNull(said.acknowledgedOn) === saidOn
  if (!isFirst && toDayOrNull(said.readAgainOn) !== saidOn) return false
  const first = isFirst && before === null ? { acknowledgedOn: null, readSummary: Prisma.DbNull } : {}
  const again = before === null ? {} : { readSummary: before }
  await tx.briefing.updateMany({ where: of, data: { readAgainOn: null, ...first, ...again } })
  return true
}

/**
 * Records the day on which a plan was put on the school's information system.
 * @returns false where somebody else has saved a newer version since the form was opened
 */
export async function recordOnSystem(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  { version, recordedOn }: RecordOnSystem,
): Promise<boolean> {
  const { count } = await tx.plan.updateMany({
    where: { ...pupilKey, id: planId, version },
    data: { recordedOnInformationSystemOn: toDate(recordedOn), version: version + 1 },
  })
  return count === 1
}
