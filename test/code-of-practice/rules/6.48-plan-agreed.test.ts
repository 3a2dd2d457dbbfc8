import { decision, plan, ruleTable } from '../build.ts'

const decisions = [decision()]

ruleTable('6.48-plan-agreed', [
  ['does not apply to a pupil who is not on SEN Support', { pupil: { plans: [plan()] } }, []],
  ['upcoming on the last day', { asOf: '2025-09-29', pupil: { decisions } }, ['d1 upcoming 2025-09-29']],
  ['missing after the last day', { asOf: '2025-09-30', pupil: { decisions } }, ['d1 missing 2025-09-29']],
  ['met if agreed on the day of the decision', { pupil: { decisions, plans: [plan()] } }, ['d1 met 2025-09-29']],
  [
    'does not count a plan agreed before the decision',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-08-31' })] } },
    ['d1 missing 2025-09-29'],
  ],
  [
    'met late if agreed a day late',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-09-30' })] } },
    ['d1 met 2025-09-29 late'],
  ],
  [
    'takes the earliest plan',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-09-30' }), plan({ id: 'pl2', agreedOn: '2025-09-02' })] } },
    ['d1 met 2025-09-29'],
  ],
])
