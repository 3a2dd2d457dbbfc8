import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

export const decisionRecorded = pupilRule({
  id: '6.43-decision-recorded',
  paragraph: '6.43',
  ...SHOULD,
  title: 'Decision on SEN Support recorded',
  asks: 'The decision to give special educational provision is put in the school’s records.',
  step: 'recordDecision',
  target: 'informParents',
  subjects: ({ decisions }) => decisions,
  appliesTo: ({ decision }) => decision === 'senSupport',
  judge: ({ recordedOn, decidedOn }, _pupil, { targets, calendar, asOf }) =>
    doneBy(recordedOn, nthSchoolDayAfter(calendar, decidedOn, targets.informParents), asOf),
  facts: ({ recordedOn, decidedOn }) => [
    dated('Decision on SEN Support', decidedOn),
    dated('Put in the school’s records', recordedOn),
  ],
})
