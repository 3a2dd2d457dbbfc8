import { meeting, ruleTable } from '../build.ts'

ruleTable('6.39-note-to-parents', [
  ['missing if the note is neither filed nor given', { pupil: { meetings: [meeting()] } }, ['m1 missing 2025-09-15']],
  ['upcoming on the last day', { asOf: '2025-09-15', pupil: { meetings: [meeting()] } }, ['m1 upcoming 2025-09-15']],
  [
    'missing if the note is only filed',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-02' })] } },
    ['m1 missing 2025-09-15'],
  ],
  [
    'missing if the note is only given to the parents',
    { pupil: { meetings: [meeting({ noteGivenToParentsOn: '2025-09-02' })] } },
    ['m1 missing 2025-09-15'],
  ],
  [
    'met if both are done in time',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-15', noteGivenToParentsOn: '2025-09-02' })] } },
    ['m1 met 2025-09-15'],
  ],
  [
    'met late if filed a day late',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-16', noteGivenToParentsOn: '2025-09-02' })] } },
    ['m1 met 2025-09-15 late'],
  ],
  [
    'met late if given a day late',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-02', noteGivenToParentsOn: '2025-09-16' })] } },
    ['m1 met 2025-09-15 late'],
  ],
  [
    'missing if the note is given tomorrow',
    { pupil: { meetings: [meeting({ noteFiledOn: '2025-09-02', noteGivenToParentsOn: '2025-10-02' })] } },
    ['m1 missing 2025-09-15'],
  ],
  ['does not apply to other kinds of meetings', { pupil: { meetings: [meeting({ kind: 'planning' })] } }, []],
])
