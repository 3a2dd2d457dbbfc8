import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

export const explainedToParents = pupilRule({
  id: '6.40-explained-to-parents',
  paragraph: '6.40',
  ...SHOULD,
  title: 'Decision explained to parents',
  asks: 'The parents are told plainly whether the core offer is enough or the pupil gets SEN Support.',
  step: 'explainDecision',
  target: 'informParents',
  subjects: ({ decisions }) => decisions,
  appliesTo: ({ decision }) => decision === 'coreOffer' || decision === 'senSupport',
  judge: ({ explainedToParentsOn, decidedOn }, _pupil, { targets, calendar, asOf }) =>
    doneBy(explainedToParentsOn, nthSchoolDayAfter(calendar, decidedOn, targets.informParents), asOf),
  facts: ({ explainedToParentsOn, decidedOn }) => [
    dated('Decision', decidedOn),
    dated('Explained to the parents', explainedToParentsOn),
  ],
})
