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
  ['complete', planned({}), ['pl1 met']],
  ['no teacher', planned({ teacher: ' ' }), ['pl1 missing']],
  ['no SENCO', planned({ senco: null }), ['pl1 missing']],
  ['no expected impact', planned({ expectedImpact: '' }), ['pl1 missing']],
  ['parents not consulted', planned({ parentConsultedOn: null }), ['pl1 missing']],
  ['pupil not consulted', planned({ pupilConsultedOn: null }), ['pl1 missing']],
  ['pupil consulted tomorrow', planned({ pupilConsultedOn: '2025-10-02' }), ['pl1 missing']],
  ['nothing put in place', planned({ support: ' ' }), ['pl1 missing']],
  ['adjustments are enough', planned({ support: null, adjustments: 'A seat by the door' }), ['pl1 met']],
  ['interventions are enough', planned({ support: null, interventions: 'Language group' }), ['pl1 met']],
  ['no review day', planned({ reviewOn: null }), ['pl1 missing']],
  ['a review on the plan’s own day', planned({ reviewOn: '2025-09-01' }), ['pl1 missing']],
  ['no current plan', { pupil: { decisions: [decision()] } }, []],
])
