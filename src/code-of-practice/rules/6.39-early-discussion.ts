import { earliest, type PupilAsOf } from '../as-of.ts'
import { nthSchoolDayAfter } from '../calendar.ts'
import { type Concern, isBlank, type Meeting } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, doneBy } from '../verdict.ts'

const WHO_WAS_MISSING = { none: 'Parent and pupil', parent: 'The parent', pupil: 'The pupil' } as const

const whyNot = (meeting: Meeting, concern: Concern): string | null => {
  if (meeting.heldOn < concern.raisedOn) return 'Held before the concern was raised'
  if ((meeting.parentTookPart && meeting.pupilTookPart) || !isBlank(meeting.absenceReason)) return null
  const missing = meeting.pupilTookPart ? 'parent' : meeting.parentTookPart ? 'pupil' : 'none'
  return `${WHO_WAS_MISSING[missing]} did not take part, and no reason is given`
}

const doneOn = (concern: Concern, { earlyDiscussions }: PupilAsOf) =>
  earliest(earlyDiscussions, (meeting) => (whyNot(meeting, concern) === null ? meeting.heldOn : null))?.heldOn

export const earlyDiscussion = pupilRule({
  id: '6.39-early-discussion',
  paragraph: '6.39',
  ...SHOULD,
  title: 'Early discussion held',
  asks: 'When a pupil may have special educational needs, there is an early discussion with the pupil and their parents.',
  step: 'holdEarlyDiscussion',
  target: 'earlyDiscussion',
  subjects: (pupil) => pupil.concerns.filter((concern) => !concern.closedOn || doneOn(concern, pupil)),
  judge: (concern, pupil, { targets, calendar, asOf }) =>
    doneBy(doneOn(concern, pupil), nthSchoolDayAfter(calendar, concern.raisedOn, targets.earlyDiscussion), asOf),
  facts: (concern, { earlyDiscussions }) => [
    dated('Concern raised', concern.raisedOn),
    ...earlyDiscussions.map((meeting) => counted('Early discussion', meeting.heldOn, whyNot(meeting, concern))),
  ],
})
