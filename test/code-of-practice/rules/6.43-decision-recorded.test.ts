import { decision, ruleTable } from '../build.ts'

ruleTable('6.43-decision-recorded', [
  ['not yet', { asOf: '2025-09-08', pupil: { decisions: [decision()] } }, ['d1 upcoming 2025-09-08']],
  ['not, and late', { pupil: { decisions: [decision()] } }, ['d1 missing 2025-09-08']],
  ['on the last day', { pupil: { decisions: [decision({ recordedOn: '2025-09-08' })] } }, ['d1 met 2025-09-08']],
  ['a day late', { pupil: { decisions: [decision({ recordedOn: '2025-09-09' })] } }, ['d1 met 2025-09-08 late']],
  [
    'every decision on SEN Support and no other',
    {
      pupil: {
        decisions: [
          decision({ id: 'd1', decidedOn: '2024-01-01', recordedOn: '2024-01-02' }),
          decision({ id: 'd2', decision: 'coreOffer' }),
          decision({ id: 'd3', decision: 'endSenSupport', decidedOn: '2025-09-02' }),
        ],
      },
    },
    ['d1 met 2024-01-08'],
  ],
])
