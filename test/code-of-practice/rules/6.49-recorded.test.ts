import type { Plan } from '../../../src/code-of-practice/record.ts'
import { decision, plan, ruleTable } from '../build.ts'

const planned = (over: Partial<Plan>) => ({ decisions: [decision()], plans: [plan(over)] })

ruleTable('6.49-recorded', [
  ['upcoming on the last day', { asOf: '2025-09-08', pupil: planned({}) }, ['pl1 upcoming 2025-09-08']],
  ['missing after the last day', { asOf: '2025-09-09', pupil: planned({}) }, ['pl1 missing 2025-09-08']],
  [
    'met if recorded on the last day',
    { pupil: planned({ recordedOnInformationSystemOn: '2025-09-08' }) },
    ['pl1 met 2025-09-08'],
  ],
  [
    'met late if recorded a day late',
    { pupil: planned({ recordedOnInformationSystemOn: '2025-09-09' }) },
    ['pl1 met 2025-09-08 late'],
  ],
  [
    'missing if recorded tomorrow',
    { pupil: planned({ recordedOnInformationSystemOn: '2025-10-02' }) },
    ['pl1 missing 2025-09-08'],
  ],
  ['does not apply without a current plan', { pupil: { decisions: [decision()] } }, []],
])
