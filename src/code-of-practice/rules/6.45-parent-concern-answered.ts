import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

export const parentConcernAnswered = pupilRule({
  id: '6.45-parent-concern-answered',
  paragraph: '6.45',
  ...SHOULD,
  title: 'Parent’s concern answered',
  asks: 'The school takes a concern that a parent raises seriously: it is recorded and answered.',
  step: 'answerParent',
  target: 'answerParentConcern',
  subjects: ({ concerns }) => concerns,
  appliesTo: ({ raisedBy }) => raisedBy === 'parent',
  judge: ({ answeredOn, raisedOn }, _pupil, { targets, calendar, asOf }) =>
    doneBy(answeredOn, nthSchoolDayAfter(calendar, raisedOn, targets.answerParentConcern), asOf),
  facts: ({ answeredOn, raisedOn }) => [dated('Concern raised by a parent', raisedOn), dated('Answered', answeredOn)],
})
