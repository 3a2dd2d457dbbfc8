import { decision, ruleTable } from '../build.ts'

ruleTable('6.40-explained-to-parents', [
  ['not yet', { asOf: '2025-09-08', pupil: { decisions: [decision()] } }, ['d1 upcoming 2025-09-08']],
  ['not, and late', { pupil: { decisions: [decision()] } }, ['d1 missing 2025-09-08']],
  [
    'on the last day',
    { pupil: { decisions: [decision({ explainedToParentsOn: '2025-09-08' })] } },
    ['d1 met 2025-09-08'],
  ],
  [
    'a day late',
    { pupil: { decisions: [decision({ explainedToParentsOn: '2025-09-09' })] } },
    ['d1 met 2025-09-08 late'],
  ],
  ['tomorrow', { pupil: { decisions: [decision({ explainedToParentsOn: '2025-10-02' })] } }, ['d1 missing 2025-09-08']],
  [
    'core offer too, other decisions not',
    {
      pupil: {
        decisions: [
          decision({ id: 'd1', decision: 'endSenSupport' }),
          decision({ id: 'd2', decision: 'coreOffer' }),
          decision({ id: 'd3', decision: 'noFurtherAction' }),
        ],
      },
    },
    ['d2 missing 2025-09-08'],
  ],
])
