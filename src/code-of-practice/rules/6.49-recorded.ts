import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

export const recorded = pupilRule({
  id: '6.49-recorded',
  paragraph: '6.49',
  ...SHOULD,
  title: 'Plan on the information system',
  asks: 'The support is recorded on the school’s information system, so that all staff can see it.',
  step: 'recordOnInformationSystem',
  target: 'briefStaff',
  subjects: ({ currentPlan }) => onlyIf(currentPlan),
  judge: ({ recordedOnInformationSystemOn, agreedOn }, _pupil, { targets, calendar, asOf }) =>
    doneBy(recordedOnInformationSystemOn, nthSchoolDayAfter(calendar, agreedOn, targets.briefStaff), asOf),
  facts: ({ recordedOnInformationSystemOn, agreedOn }) => [
    dated('Plan agreed', agreedOn),
    dated('Recorded on the information system', recordedOnInformationSystemOn),
  ],
})
