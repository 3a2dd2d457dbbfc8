import type { Plan } from '../../../src/code-of-practice/record.ts'
import { decision, plan, ruleTable } from '../build.ts'

const planned = (over: Partial<Plan>) => ({ decisions: [decision()], plans: [plan(over)] })

ruleTable('6.49-recorded', [
  ['not yet', { asOf: '2025-09-08', pupil: planned({}) }, ['pl1 upcoming 2025-09-08']],
  ['not, and late', { asOf: '2025-09-09', pupil: planned({}) }, ['pl1 missing 2025-09-08']],
  ['on the last day', { pupil: planned({ recordedOnInformationSystemOn: '2025-09-08' }) }, ['pl1 met 2025-09-08']],
  ['a day late', { pupil: planned({ recordedOnInformationSystemOn: '2025-09-09' }) }, ['pl1 met 2025-09-08 late']],
  ['tomorrow', { pupil: planned({ recordedOnInformationSystemOn: '2025-10-02' }) }, ['pl1 missing 2025-09-08']],
  ['no current plan', { pupil: { decisions: [decision()] } }, []],
])
