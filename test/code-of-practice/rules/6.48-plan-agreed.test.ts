import { decision, plan, ruleTable } from '../build.ts'

const decisions = [decision()]

ruleTable('6.48-plan-agreed', [
  ['not on SEN Support', { pupil: { plans: [plan()] } }, []],
  ['none yet', { asOf: '2025-09-29', pupil: { decisions } }, ['d1 upcoming 2025-09-29']],
  ['none, and late', { asOf: '2025-09-30', pupil: { decisions } }, ['d1 missing 2025-09-29']],
  ['the same day', { pupil: { decisions, plans: [plan()] } }, ['d1 met 2025-09-29']],
  [
    'before the decision',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-08-31' })] } },
    ['d1 missing 2025-09-29'],
  ],
  ['a day late', { pupil: { decisions, plans: [plan({ agreedOn: '2025-09-30' })] } }, ['d1 met 2025-09-29 late']],
  [
    'the earliest counts',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-09-30' }), plan({ id: 'pl2', agreedOn: '2025-09-02' })] } },
    ['d1 met 2025-09-29'],
  ],
])
