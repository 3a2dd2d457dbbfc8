import { nthSchoolDayAfter } from '../../days/calendar.ts'
import { earliestDay } from '../as-of.ts'
import type { Plan } from '../record.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, doneBy } from '../verdict.ts'

const agreedOn = (plan: Plan) => plan.agreedOn

export const planAgreed = pupilRule({
  id: '6.48-plan-agreed',
  paragraph: '6.48',
  ...SHOULD,
  title: 'Plan agreed',
  asks: 'Teacher and SENCO agree with parents and pupil what adjustments, interventions and support are put in place.',
  step: 'agreePlan',
  target: 'plan',
  subjects: ({ start }) => onlyIf(start),
  judge: (start, { plansSinceStart }, { targets, calendar, asOf }) =>
    doneBy(earliestDay(plansSinceStart, agreedOn), nthSchoolDayAfter(calendar, start.decidedOn, targets.plan), asOf),
  facts: (start, { plans }) => [
    dated('SEN Support decided', start.decidedOn),
    ...plans.map((plan) =>
      counted('Plan agreed', plan.agreedOn, plan.agreedOn < start.decidedOn ? 'Agreed before the decision' : null),
    ),
  ],
})
