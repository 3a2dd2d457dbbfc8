import { type Day, nthSchoolDayAfter } from '../../days/calendar.ts'
import type { PupilAsOf, SchoolAsOf } from '../as-of.ts'
import type { Decision } from '../record.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, standing } from '../verdict.ts'

const nextDueOn = (start: Decision, { currentPlan }: PupilAsOf, { calendar, targets }: SchoolAsOf): Day | null => {
  if (currentPlan === null) return nthSchoolDayAfter(calendar, start.decidedOn, targets.plan)
  if (!currentPlan.startedOn) return nthSchoolDayAfter(calendar, currentPlan.agreedOn, targets.briefStaff)
  if (currentPlan.review) return nthSchoolDayAfter(calendar, currentPlan.review.heldOn, targets.plan)
  return null
}

export const cycle = pupilRule({
  id: '6.44-cycle',
  paragraph: '6.44',
  ...SHOULD,
  title: 'A plan is under way',
  asks: 'SEN Support goes round a four-part cycle, assess, plan, do, review: at any time there is a plan at work.',
  step: 'agreePlan',
  target: 'plan',
  subjects: ({ start }) => onlyIf(start),
  withoutSubject: true,
  judge: (start, pupil, school) => standing(nextDueOn(start, pupil, school), school.asOf),
  facts: (start, { currentPlan }) => {
    const begun = dated('SEN Support decided', start.decidedOn)
    if (currentPlan === null) return [begun, counted('Plan', null, 'None agreed since')]
    const plan = [begun, dated('Plan agreed', currentPlan.agreedOn), dated('Plan started', currentPlan.startedOn)]
    if (!currentPlan.review) return plan
    return [
      ...plan,
      counted('Plan reviewed', currentPlan.review.heldOn, 'A reviewed plan is closed: the next one is due'),
    ]
  },
  stepNow: (_start, { currentPlan }) => (currentPlan !== null && !currentPlan.startedOn ? 'startPlan' : 'agreePlan'),
})
