import { v7 as uuidv7 } from 'uuid'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { saveViews } from '../views-given.ts'
import type { CorrectMeeting, HoldMeeting, TypedMeetingOutcome } from './form.ts'
import type { MeetingToEdit } from './queries.ts'

const columns = (meeting: HoldMeeting | CorrectMeeting) => ({
  kind: meeting.kind,
  heldOn: toDate(meeting.heldOn),
  whoTookPart: meeting.whoTookPart,
  parentTookPart: meeting.parentTookPart,
  pupilTookPart: meeting.pupilTookPart,
  absenceReason: meeting.absenceReason,
  strengthsAndDifficulties: meeting.strengthsAndDifficulties,
  nextSteps: meeting.nextSteps,
  iassExplainedOn: toDateOrNull(meeting.iassExplainedOn),
  noteFiledOn: toDateOrNull(meeting.noteFiledOn),
  noteGivenToParentsOn: toDateOrNull(meeting.noteGivenToParentsOn),
})

/**
 * Saves a new meeting with its outcomes and views. Idempotent: the id comes with the form.
 * @returns false where this form has been saved already
 */
export async function holdMeeting(tx: Tx, pupilKey: PupilKey, meeting: HoldMeeting): Promise<boolean> {
  const { count } = await tx.meeting.createMany({
    data: [{ ...pupilKey, id: meeting.id, ...columns(meeting) }],
    skipDuplicates: true,
  })
  if (count === 0) return false
  await saveOutcomes(tx, pupilKey, meeting.id, [], meeting.outcomes)
  await saveViews(tx, pupilKey, { meetingId: meeting.id }, meeting)
  return true
}

/**
 * Corrects or completes a meeting.
 * @returns false where somebody else has saved a newer version since the form was opened
 */
export async function correctMeeting(
  tx: Tx,
  pupilKey: PupilKey,
  before: MeetingToEdit,
  meeting: CorrectMeeting,
): Promise<boolean> {
  const { version } = meeting
  const { count } = await tx.meeting.updateMany({
    where: { ...pupilKey, id: before.id, version },
    data: { ...columns(meeting), version: version + 1 },
  })
  if (count === 0) return false
  await saveOutcomes(tx, pupilKey, before.id, before.outcomes, meeting.outcomes)
  await saveViews(tx, pupilKey, { meetingId: before.id }, meeting)
  return true
}

type MeetingOutcome = MeetingToEdit['outcomes'][number]

/**
 * Saves the outcomes. An outcome that came from the same box or has the same words keeps its row and what refers to it.
 */
async function saveOutcomes(
  tx: Tx,
  pupilKey: PupilKey,
  meetingId: string,
  before: readonly MeetingOutcome[],
  typed: readonly TypedMeetingOutcome[],
): Promise<void> {
  const stood = outcomesAsTyped(before, typed)
  const wished = typed
    .map(({ outcome }, box) => ({ outcome, stands: stood[box] ?? null }))
    .flatMap(({ outcome, stands }) => (outcome === null ? [] : [{ outcome, stands }]))
    .map((wish, position) => ({ ...wish, position }))

  const kept = new Set(wished.map(({ stands }) => stands?.id))
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
  if (gone.length > 0) await tx.outcome.deleteMany({ where: { ...pupilKey, meetingId, id: { in: gone } } })
  for (const { outcome, position, stands } of wished) {
    if (stands === null || (stands.outcome === outcome && stands.position === position)) continue
    await tx.outcome.updateMany({ where: { ...pupilKey, meetingId, id: stands.id }, data: { outcome, position } })
  }
  await tx.outcome.createMany({
    data: wished
      .filter(({ stands }) => stands === null)
      .map(({ outcome, position }) => ({ ...pupilKey, meetingId, id: uuidv7(), outcome, position })),
  })
}

/**
 * The saved outcomes in the order of the form's boxes. An outcome goes to the box with its id, or else to a box with
 * the same words. Outcomes that match no box follow at the end.
 * @returns for each box the saved outcome, or null where the box has none
 */
export function outcomesAsTyped(
  standing: readonly MeetingOutcome[],
  typed: readonly TypedMeetingOutcome[],
): (MeetingOutcome | null)[] {
  const left = new Map(standing.map((outcome) => [outcome.id, outcome]))
  const take = (found: MeetingOutcome | undefined) => {
    if (found) left.delete(found.id)
    return found ?? null
  }
  const byBox = typed.map(({ id }) => take(left.get(id ?? '')))
  const boxes = typed.map(
    ({ outcome }, box) => byBox[box] ?? take([...left.values()].find((one) => one.outcome === outcome)),
  )
  return [...boxes, ...left.values()]
}
