import { addMonths, type Day } from '../../days/calendar.ts'
import type { Meeting } from '../record.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, standing } from '../verdict.ts'

const A_YEAR = 12

const whyNot = (meeting: Meeting, aYearAgo: Day): string | null => {
  if (!meeting.parentTookPart) return 'No parent took part'
  return meeting.heldOn > aYearAgo ? null : 'A year ago or longer'
}

export const parentMeetings = pupilRule({
  id: '6.65-parent-meetings',
  paragraph: '6.65',
  ...SHOULD,
  title: 'Parents met three times a year',
  asks: 'The school meets the parents of a pupil on SEN Support at least three times each year.',
  step: 'meetParents',
  target: 'parentMeetingsPerYear',
  subjects: ({ start }) => onlyIf(start),
  withoutSubject: true,
  judge: (start, { meetings }, { targets, asOf }) => {
    const aYearAgo = addMonths(asOf, -A_YEAR)
    const held = meetings.filter((meeting) => whyNot(meeting, aYearAgo) === null).length
    return standing(held >= targets.parentMeetingsPerYear ? null : addMonths(start.decidedOn, A_YEAR), asOf)
  },
  facts: (start, { meetings }, { asOf }) => [
    dated('SEN Support decided', start.decidedOn),
    ...meetings.map((meeting) => counted('Meeting', meeting.heldOn, whyNot(meeting, addMonths(asOf, -A_YEAR)))),
  ],
})
