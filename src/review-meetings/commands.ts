import type { Day } from '../days/calendar.ts'
import { asAddressed, type DeliveryMethod, letterBody, methods, needsOf, sendLetters } from '../letters/commands.ts'
import type { WhomToWriteTo } from '../letters/model.ts'
import { mergedTemplate } from '../letters/templates/model.ts'
import { derivedId } from '../platform/database/derived-id.ts'
import type { PupilKey, Tx } from '../platform/database/in-school.ts'
import { sharePlan } from '../pupil-record/briefings/commands.ts'
import { holdMeeting } from '../pupil-record/meetings/commands.ts'
import { agreePlan, startPlan } from '../pupil-record/plans/commands.ts'
import { holdReview } from '../pupil-record/reviews/commands.ts'
import type { PlanToReview } from '../pupil-record/reviews/model.ts'
import type { HoldReviewMeeting } from './form.ts'

const noViews = {
  parentWords: null,
  parentInWhoseWords: null,
  parentDeclined: false,
  pupilWords: null,
  pupilInWhoseWords: null,
  pupilDeclined: false,
}

/**
 * Saves a whole review meeting: the review of the plan, the meeting itself with who took part (for 6.65) and, unless
 * support ends, the next plan with its assessment, shared with staff.
 * @returns false where somebody else has saved a review or the plan meanwhile; the caller has to roll back
 */
export async function holdReviewMeeting(
  tx: Tx,
  pupilKey: PupilKey,
  before: PlanToReview,
  { review, plan, ...meeting }: HoldReviewMeeting,
  today: Day,
): Promise<boolean> {
  if (!(await holdReview(tx, pupilKey, before, review))) return false
  // A corrected review has its meeting already, from the first form.
  if (review.version === 0) {
    await holdMeeting(tx, pupilKey, {
      ...noViews,
      id: derivedId(review.id, 'meeting'),
      kind: 'review',
      heldOn: review.heldOn,
      whoTookPart: meeting.whoTookPart,
      parentTookPart: meeting.parentHere,
      pupilTookPart: meeting.pupilHere,
      absenceReason: null,
      strengthsAndDifficulties: null,
      outcomes: [],
      nextSteps: null,
      iassExplainedOn: null,
      noteFiledOn: today,
      noteGivenToParentsOn: meeting.noteWay === 'handedOver' ? today : null,
    })
  }
  if (plan === null) return true
  await agreePlan(tx, pupilKey, plan)
  if (meeting.starts) await startPlan(tx, pupilKey, plan.id, { version: 1, startedOn: review.heldOn })
  await sharePlan(tx, pupilKey, plan.id, { staffIds: meeting.briefed, today })
  return true
}

type NoteToWrite = {
  pupil: { name: string; forename: string }
  sender: { staffId: string; name: string }
  today: Day
  /** The id of the saved review that the note is about. */
  reviewId: string
  contacts: readonly WhomToWriteTo[]
}

/**
 * Sends the note of the review to each contact. Its text is the one typed on the page or else the school's template,
 * filled in from the saved review. It is handed over, or e-mailed, and posted to a contact without an e-mail address.
 * @returns the letters' ids in the order of the contacts
 */
export async function writeNote(
  tx: Tx,
  { schoolId, pupilId }: PupilKey,
  { review, noteText, noteWay }: HoldReviewMeeting,
  { pupil, sender, today, reviewId, contacts }: NoteToWrite,
): Promise<string[]> {
  const subject = {
    schoolId,
    pupilId,
    name: pupil.name,
    forename: pupil.forename,
    today,
    aboutId: reviewId,
    addressee: 'parent' as const,
  }
  const merged = await mergedTemplate(tx, 'reviewNote', subject)
  const onPaper = noteWay === 'email' ? methods.post : methods.handedOver
  const howTo = ({ email }: WhomToWriteTo): DeliveryMethod =>
    noteWay === 'email' && email ? { email } : { method: onPaper, sentOn: today }
  const letters = contacts.map((contact) => ({
    letterId: derivedId(review.id, `note ${contact.id}`),
    kind: 'reviewNote' as const,
    addressee: 'parent' as const,
    contactId: contact.id,
    sentTo: asAddressed(contact),
    needs: needsOf(contact),
    subject: merged.subject,
    body: letterBody(noteText ?? merged.body, { on: today, name: contact.name }),
    signedBy: `${sender.name}, SENCO`,
    aboutId: reviewId,
    planVersion: null,
    sentBy: sender.staffId,
    how: howTo(contact),
  }))
  await sendLetters(tx, { schoolId, pupilId }, letters)
  return letters.map(({ letterId }) => letterId)
}
