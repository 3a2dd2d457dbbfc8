import { meeting, ruleTable } from '../build.ts'

ruleTable('6.39-note-to-parents', [
  ['neither', { pupil: { meetings: [meeting()] } }, ['m1 missing 2025-09-15']],
  ['neither, on the last day', { asOf: '2025-09-15', pupil: { meetings: [meeting()] } }, ['m1 upcoming 2025-09-15']],
  ['only filed', { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-02' })] } }, ['m1 missing 2025-09-15']],
  ['only given', { pupil: { meetings: [meeting({ noteGivenToParentsOn: '2025-09-02' })] } }, ['m1 missing 2025-09-15']],
  [
    'both in time',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-15', noteGivenToParentsOn: '2025-09-02' })] } },
    ['m1 met 2025-09-15'],
  ],
  [
    'filed late',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-16', noteGivenToParentsOn: '2025-09-02' })] } },
    ['m1 met 2025-09-15 late'],
  ],
  [
    'given late',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-02', noteGivenToParentsOn: '2025-09-16' })] } },
    ['m1 met 2025-09-15 late'],
  ],
  [
    'given tomorrow',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-02', noteGivenToParentsOn: '2025-10-02' })] } },
    ['m1 missing 2025-09-15'],
  ],
  ['another kind of meeting', { pupil: { meetings: [meeting({ kind: 'planning' })] } }, []],
])
