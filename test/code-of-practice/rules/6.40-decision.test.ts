import { decision, meeting, ruleTable } from '../build.ts'

const meetings = [meeting()]

ruleTable('6.40-decision', [
  ['none yet', { asOf: '2025-09-22', pupil: { meetings } }, ['m1 upcoming 2025-09-22']],
  ['none, and late', { pupil: { meetings } }, ['m1 missing 2025-09-22']],
  [
    'the same day, of any kind',
    { pupil: { meetings, decisions: [decision({ decision: 'noFurtherAction' })] } },
    ['m1 met 2025-09-22'],
  ],
  [
    'before the discussion',
    { pupil: { meetings, decisions: [decision({ decidedOn: '2025-08-29' })] } },
    ['m1 missing 2025-09-22'],
  ],
  [
    'a day late',
    { pupil: { meetings, decisions: [decision({ decidedOn: '2025-09-23' })] } },
    ['m1 met 2025-09-22 late'],
  ],
  [
    'the earliest after it counts',
    {
      pupil: {
        meetings,
        decisions: [decision({ id: 'd1', decidedOn: '2025-09-30' }), decision({ id: 'd2', decidedOn: '2025-09-03' })],
      },
    },
    ['m1 met 2025-09-22'],
  ],
  ['another kind of meeting', { pupil: { meetings: [meeting({ kind: 'review' })] } }, []],
])
