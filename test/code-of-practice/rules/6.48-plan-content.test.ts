import type { Plan } from '../../../src/code-of-practice/record.ts'
import { decision, plan, ruleTable } from '../build.ts'

const complete: Partial<Plan> = {
  teacher: 'Class teacher',
  senco: 'The SENCO',
  expectedImpact: 'Speaks in full sentences',
  parentConsultedOn: '2025-09-01',
  pupilConsultedOn: '2025-08-29',
  support: 'Reading partner',
  reviewOn: '2025-12-01',
}

const planned = (over: Partial<Plan>) => ({
  pupil: { decisions: [decision()], plans: [plan({ ...complete, ...over })] },
})

ruleTable('6.48-plan-content', [
  ['met if the plan is complete', planned({}), ['pl1 met']],
  ['missing without a teacher', planned({ teacher: ' ' }), ['pl1 missing']],
  ['missing without a SENCO', planned({ senco: null }), ['pl1 missing']],
  ['missing without the expected impact', planned({ expectedImpact: '' }), ['pl1 missing']],
  ['missing if the parents were not consulted', planned({ parentConsultedOn: null }), ['pl1 missing']],
  ['missing if the pupil was not consulted', planned({ pupilConsultedOn: null }), ['pl1 missing']],
  ['missing if the pupil is consulted tomorrow', planned({ pupilConsultedOn: '2025-10-02' }), ['pl1 missing']],
  ['missing without adjustments, interventions and support', planned({ support: ' ' }), ['pl1 missing']],
  ['met with adjustments only', planned({ support: null, adjustments: 'A seat by the door' }), ['pl1 met']],
  ['met with interventions only', planned({ support: null, interventions: 'Language group' }), ['pl1 met']],
  ['missing without a review day', planned({ reviewOn: null }), ['pl1 missing']],
  ['missing if the review is on the day of the plan', planned({ reviewOn: '2025-09-01' }), ['pl1 missing']],
  ['does not apply without a current plan', { pupil: { decisions: [decision()] } }, []],
])
