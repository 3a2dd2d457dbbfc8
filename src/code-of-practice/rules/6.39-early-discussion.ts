import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { earliestDay, type PupilAsOf } from '../as-of.ts'
import { type Concern, isBlank, type Meeting } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, doneBy } from '../verdict.ts'

const whoWasMissing = ({ parentTookPart, pupilTookPart }: Meeting): string => {
  if (pupilTookPart) return 'The parent'
  return parentTookPart ? 'The pupil' : 'Parent and pupil'
}

const hadWhoItNeeds = ({ parentTookPart, pupilTookPart, absenceReason }: Meeting): boolean =>
  (parentTookPart && pupilTookPart) || !isBlank(absenceReason)

const whyNot = (meeting: Meeting, concern: Concern): string | null => {
  if (meeting.heldOn < concern.raisedOn) return 'Held before the concern was raised'
  return hadWhoItNeeds(meeting) ? null : `${whoWasMissing(meeting)} did not take part, and no reason is given`
}

const doneOn = (concern: Concern, { earlyDiscussions }: PupilAsOf) =>
  earliestDay(earlyDiscussions, (meeting) =>
    meeting.heldOn >= concern.raisedOn && hadWhoItNeeds(meeting) ? meeting.heldOn : null,
  )

export const earlyDiscussion = pupilRule({
  id: '6.39-early-discussion',
  paragraph: '6.39',
  ...SHOULD,
  title: 'Early discussion held',
  asks: 'When a pupil may have special educational needs, there is an early discussion with the pupil and their parents.',
  step: 'holdEarlyDiscussion',
  target: 'earlyDiscussion',
  subjects: ({ concerns }) => concerns,
  appliesTo: (concern, pupil) => !concern.closedOn || doneOn(concern, pupil) !== null,
  judge: (concern, pupil, { targets, calendar, asOf }) =>
    doneBy(doneOn(concern, pupil), nthSchoolDayAfter(calendar, concern.raisedOn, targets.earlyDiscussion), asOf),
  facts: (concern, { earlyDiscussions }) => [
    dated('Concern raised', concern.raisedOn),
    ...earlyDiscussions.map((meeting) => counted('Early discussion', meeting.heldOn, whyNot(meeting, concern))),
  ],
})
