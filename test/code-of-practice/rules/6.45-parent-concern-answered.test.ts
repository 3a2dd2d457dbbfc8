import { concern, ruleTable } from '../build.ts'

const byParent = { raisedBy: 'parent' } as const

ruleTable('6.45-parent-concern-answered', [
  [
    'upcoming on the last day',
    { asOf: '2025-09-15', pupil: { concerns: [concern(byParent)] } },
    ['c1 upcoming 2025-09-15'],
  ],
  ['missing after the last day', { pupil: { concerns: [concern(byParent)] } }, ['c1 missing 2025-09-15']],
  [
    'met if answered on the last day',
    { pupil: { concerns: [concern({ ...byParent, answeredOn: '2025-09-15' })] } },
    ['c1 met 2025-09-15'],
  ],
  [
    'met late if answered a day late',
    { pupil: { concerns: [concern({ ...byParent, answeredOn: '2025-09-16' })] } },
    ['c1 met 2025-09-15 late'],
  ],
  [
    'missing if answered tomorrow',
    { pupil: { concerns: [concern({ ...byParent, answeredOn: '2025-10-02' })] } },
    ['c1 missing 2025-09-15'],
  ],
  [
    'missing if the concern was closed but not answered',
    { pupil: { concerns: [concern({ ...byParent, closedOn: '2025-09-02' })] } },
    ['c1 missing 2025-09-15'],
  ],
  [
    'applies only to concerns raised by parents',
    {
      pupil: {
        concerns: [
          concern(),
          concern({ id: 'c2', raisedBy: 'pupil' }),
          concern({ id: 'c3', raisedBy: 'professional' }),
        ],
      },
    },
    [],
  ],
])
