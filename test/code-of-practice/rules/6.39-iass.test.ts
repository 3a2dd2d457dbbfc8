import { meeting, ruleTable } from '../build.ts'

ruleTable('6.39-iass', [
  [
    'does not apply without an early discussion',
    { pupil: { meetings: [meeting({ kind: 'planning', iassExplainedOn: '2025-09-01' })] } },
    [],
  ],
  ['missing if the service was not explained', { pupil: { meetings: [meeting()] } }, ['- missing 2025-09-15']],
  [
    'met if explained on the last day',
    { pupil: { meetings: [meeting({ iassExplainedOn: '2025-09-15' })] } },
    ['- met 2025-09-15'],
  ],
  [
    'met late if explained a day late',
    { pupil: { meetings: [meeting({ iassExplainedOn: '2025-09-16' })] } },
    ['- met 2025-09-15 late'],
  ],
  [
    'met if explained at any kind of meeting, even before the discussion',
    {
      pupil: {
        meetings: [
          meeting(),
          meeting({ id: 'm2', kind: 'other', heldOn: '2025-06-02', iassExplainedOn: '2025-06-02' }),
        ],
      },
    },
    ['- met 2025-09-15'],
  ],
  [
    'gives one finding, from the earliest discussion and the earliest explanation',
    {
      pupil: {
        meetings: [
          meeting({ id: 'm1', heldOn: '2025-09-22', iassExplainedOn: '2025-09-29' }),
          meeting({ id: 'm2', iassExplainedOn: '2025-09-08' }),
        ],
      },
    },
    ['- met 2025-09-15'],
  ],
])
