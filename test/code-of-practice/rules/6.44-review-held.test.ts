import { decision, plan, review, ruleTable } from '../build.ts'

const decisions = [decision()]
const reviewOn = '2025-09-22'

ruleTable('6.44-review-held', [
  ['to come', { asOf: '2025-09-22', pupil: { decisions, plans: [plan({ reviewOn })] } }, ['pl1 upcoming 2025-09-22']],
  ['not held', { asOf: '2025-09-23', pupil: { decisions, plans: [plan({ reviewOn })] } }, ['pl1 missing 2025-09-22']],
  [
    'held on its day',
    { pupil: { decisions, plans: [plan({ reviewOn, review: review({ heldOn: '2025-09-22' }) })] } },
    ['pl1 met 2025-09-22'],
  ],
  [
    'held late',
    { pupil: { decisions, plans: [plan({ reviewOn, review: review({ heldOn: '2025-09-23' }) })] } },
    ['pl1 met 2025-09-22 late'],
  ],
  ['no day agreed', { pupil: { decisions, plans: [plan({ review: review() })] } }, []],
  [
    'every plan since the start',
    {
      pupil: {
        decisions,
        plans: [
          plan({ id: 'pl1', agreedOn: '2025-09-10', reviewOn: '2025-12-01' }),
          plan({ id: 'pl2', agreedOn: '2025-08-31', reviewOn }),
          plan({ id: 'pl3', reviewOn }),
        ],
      },
    },
    ['pl1 upcoming 2025-12-01', 'pl3 missing 2025-09-22'],
  ],
  ['not on SEN Support', { pupil: { plans: [plan({ reviewOn })] } }, []],
])
