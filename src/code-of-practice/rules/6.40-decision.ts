import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { earliestDay, type PupilAsOf } from '../as-of.ts'
import type { Meeting } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, doneBy } from '../verdict.ts'

const doneOn = (meeting: Meeting, { decisions }: PupilAsOf) =>
  earliestDay(decisions, ({ decidedOn }) => (decidedOn >= meeting.heldOn ? decidedOn : null))

export const decisionAfterDiscussion = pupilRule({
  id: '6.40-decision',
  paragraph: '6.40',
  ...SHOULD,
  title: 'Decision after the early discussion',
  asks: 'From the outcomes sought and the views of pupil and parents, the school decides whether its core offer is enough or something more is needed.',
  step: 'decide',
  target: 'decision',
  subjects: ({ earlyDiscussions }) => earlyDiscussions,
  judge: (meeting, pupil, { targets, calendar, asOf }) =>
    doneBy(doneOn(meeting, pupil), nthSchoolDayAfter(calendar, meeting.heldOn, targets.decision), asOf),
  facts: (meeting, { decisions }) => [
    dated('Early discussion', meeting.heldOn),
    ...decisions.map(({ decidedOn }) =>
      counted('Decision', decidedOn, decidedOn < meeting.heldOn ? 'Made before the early discussion' : null),
    ),
  ],
})
