import { decision, ruleTable } from '../build.ts'

ruleTable('6.40-explained-to-parents', [
  ['upcoming on the last day', { asOf: '2025-09-08', pupil: { decisions: [decision()] } }, ['d1 upcoming 2025-09-08']],
  ['missing after the last day', { pupil: { decisions: [decision()] } }, ['d1 missing 2025-09-08']],
  [
    'met if explained on the last day',
    { pupil: { decisions: [decision({ explainedToParentsOn: '2025-09-08' })] } },
    ['d1 met 2025-09-08'],
  ],
  [
    'met late if explained a day late',
    { pupil: { decisions: [decision({ explainedToParentsOn: '2025-09-09' })] } },
    ['d1 met 2025-09-08 late'],
  ],
  [
    'missing if explained tomorrow',
    { pupil: { decisions: [decision({ explainedToParentsOn: '2025-10-02' })] } },
    ['d1 missing 2025-09-08'],
  ],
  [
    'applies to core offer decisions, but not to "no further action" or the end of SEN Support',
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
