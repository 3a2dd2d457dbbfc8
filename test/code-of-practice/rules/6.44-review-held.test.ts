import { decision, plan, review, ruleTable } from '../build.ts'

const decisions = [decision()]
const reviewOn = '2025-09-22'

ruleTable('6.44-review-held', [
  [
    'upcoming on the agreed day',
    { asOf: '2025-09-22', pupil: { decisions, plans: [plan({ reviewOn })] } },
    ['pl1 upcoming 2025-09-22'],
  ],
  [
    'missing on the day after the agreed day',
    { asOf: '2025-09-23', pupil: { decisions, plans: [plan({ reviewOn })] } },
    ['pl1 missing 2025-09-22'],
  ],
  [
    'met if held on the agreed day',
    { pupil: { decisions, plans: [plan({ reviewOn, review: review({ heldOn: '2025-09-22' }) })] } },
    ['pl1 met 2025-09-22'],
  ],
  [
    'met late if held a day late',
    { pupil: { decisions, plans: [plan({ reviewOn, review: review({ heldOn: '2025-09-23' }) })] } },
    ['pl1 met 2025-09-22 late'],
  ],
  ['does not apply to a plan without a review day', { pupil: { decisions, plans: [plan({ review: review() })] } }, []],
  [
    'applies to every plan since SEN Support began',
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
  ['does not apply to a pupil who is not on SEN Support', { pupil: { plans: [plan({ reviewOn })] } }, []],
])
