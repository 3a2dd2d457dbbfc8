import { decision, meeting, ruleTable } from '../build.ts'

const meetings = [meeting()]

ruleTable('6.40-decision', [
  ['upcoming on the last day', { asOf: '2025-09-22', pupil: { meetings } }, ['m1 upcoming 2025-09-22']],
  ['missing after the last day', { pupil: { meetings } }, ['m1 missing 2025-09-22']],
  [
    'met by any kind of decision on the day of the discussion',
    { pupil: { meetings, decisions: [decision({ decision: 'noFurtherAction' })] } },
    ['m1 met 2025-09-22'],
  ],
  [
    'does not count a decision before the discussion',
    { pupil: { meetings, decisions: [decision({ decidedOn: '2025-08-29' })] } },
    ['m1 missing 2025-09-22'],
  ],
  [
    'met late if decided a day late',
    { pupil: { meetings, decisions: [decision({ decidedOn: '2025-09-23' })] } },
    ['m1 met 2025-09-22 late'],
  ],
  [
    'takes the earliest decision after the discussion',
    {
      pupil: {
        meetings,
        decisions: [decision({ id: 'd1', decidedOn: '2025-09-30' }), decision({ id: 'd2', decidedOn: '2025-09-03' })],
      },
    },
    ['m1 met 2025-09-22'],
  ],
  ['does not apply to other kinds of meetings', { pupil: { meetings: [meeting({ kind: 'review' })] } }, []],
])
