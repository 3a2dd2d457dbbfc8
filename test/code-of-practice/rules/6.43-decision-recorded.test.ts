import { decision, ruleTable } from '../build.ts'

ruleTable('6.43-decision-recorded', [
  ['upcoming on the last day', { asOf: '2025-09-08', pupil: { decisions: [decision()] } }, ['d1 upcoming 2025-09-08']],
  ['missing after the last day', { pupil: { decisions: [decision()] } }, ['d1 missing 2025-09-08']],
  [
    'met if recorded on the last day',
    { pupil: { decisions: [decision({ recordedOn: '2025-09-08' })] } },
    ['d1 met 2025-09-08'],
  ],
  [
    'met late if recorded a day late',
    { pupil: { decisions: [decision({ recordedOn: '2025-09-09' })] } },
    ['d1 met 2025-09-08 late'],
  ],
  [
    'applies to every decision on SEN Support and to no other decision',
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
