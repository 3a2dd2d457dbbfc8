import { concern, ruleTable } from '../build.ts'

const byParent = { raisedBy: 'parent' } as const

ruleTable('6.45-parent-concern-answered', [
  ['not yet', { asOf: '2025-09-15', pupil: { concerns: [concern(byParent)] } }, ['c1 upcoming 2025-09-15']],
  ['not, and late', { pupil: { concerns: [concern(byParent)] } }, ['c1 missing 2025-09-15']],
  [
    'on the last day',
    { pupil: { concerns: [concern({ ...byParent, answeredOn: '2025-09-15' })] } },
    ['c1 met 2025-09-15'],
  ],
  [
    'a day late',
    { pupil: { concerns: [concern({ ...byParent, answeredOn: '2025-09-16' })] } },
    ['c1 met 2025-09-15 late'],
  ],
  [
    'tomorrow',
    { pupil: { concerns: [concern({ ...byParent, answeredOn: '2025-10-02' })] } },
    ['c1 missing 2025-09-15'],
  ],
  [
    'closed is not answered',
    { pupil: { concerns: [concern({ ...byParent, closedOn: '2025-09-02' })] } },
    ['c1 missing 2025-09-15'],
  ],
  [
    'only concerns of parents',
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
