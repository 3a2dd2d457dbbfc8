import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../../days/calendar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { toDate, toDayOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import type { NoteReading, RecordOnSystem } from './form.ts'
import { markOf, readWording, type SummaryAsRead, wordingBefore, wordingToKeep } from './model.ts'

/** Shares a plan with members of staff. Staff with whom it was shared before keep that day. */
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
 * Takes back that a member of staff read a plan, said by mistake: whether it was shared with them stays, and so does an
 * earlier reading, with what the plan said then.
 * @param saidOn only what was said of that day, of the wording with the mark; null for whichever
 * @returns false where nothing was said of it
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
 * Says on which day a plan was recorded on the school's information system.
 * @returns false where somebody else has saved another version since the form's was read
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
