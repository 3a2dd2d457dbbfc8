import { isBlank, type Plan } from '../record.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, holds, written } from '../verdict.ts'

const hasProvision = ({ adjustments, interventions, support }: Plan): boolean =>
  !isBlank(adjustments) || !isBlank(interventions) || !isBlank(support)

const whyDateDoesNotCount = ({ reviewOn, agreedOn }: Plan): string | null => {
  if (!reviewOn) return 'No day recorded'
  return reviewOn > agreedOn ? null : 'Not later than the plan'
}

const isComplete = (plan: Plan): boolean =>
  !isBlank(plan.teacher) &&
  !isBlank(plan.senco) &&
  !isBlank(plan.expectedImpact) &&
  Boolean(plan.parentConsultedOn) &&
  Boolean(plan.pupilConsultedOn) &&
  hasProvision(plan) &&
  whyDateDoesNotCount(plan) === null

export const planContent = pupilRule({
  id: '6.48-plan-content',
  paragraph: '6.48',
  ...SHOULD,
  title: 'Plan says what it should',
  asks: 'The plan says what is put in place, what effect is expected and when it is reviewed, agreed in consultation with parents and pupil.',
  step: 'completePlan',
  target: null,
  subjects: ({ currentPlan }) => onlyIf(currentPlan),
  judge: (plan) => holds(isComplete(plan)),
  facts: (plan) => [
    written('Teacher who agreed it', plan.teacher),
    written('SENCO who agreed it', plan.senco),
    dated('Parents consulted', plan.parentConsultedOn),
    dated('Pupil consulted', plan.pupilConsultedOn),
    counted('Adjustments, interventions or support', null, hasProvision(plan) ? null : 'Nothing written'),
    written('Expected impact', plan.expectedImpact),
    counted('Review planned for', plan.reviewOn, whyDateDoesNotCount(plan)),
  ],
})
