import { concern, meeting, ruleTable } from '../build.ts'

const concerns = [concern()]

ruleTable('6.39-early-discussion', [
  ['none, on the last day', { asOf: '2025-09-22', pupil: { concerns } }, ['c1 upcoming 2025-09-22']],
  ['none, a day later', { asOf: '2025-09-23', pupil: { concerns } }, ['c1 missing 2025-09-22']],
  ['held the same day', { pupil: { concerns, meetings: [meeting()] } }, ['c1 met 2025-09-22']],
  [
    'held on the last day',
    { pupil: { concerns, meetings: [meeting({ heldOn: '2025-09-22' })] } },
    ['c1 met 2025-09-22'],
  ],
  [
    'held a day late',
    { pupil: { concerns, meetings: [meeting({ heldOn: '2025-09-23' })] } },
    ['c1 met 2025-09-22 late'],
  ],
  [
    'held before the concern',
    { pupil: { concerns, meetings: [meeting({ heldOn: '2025-08-31' })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'a meeting of another kind',
    { pupil: { concerns, meetings: [meeting({ kind: 'planning' })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'without the pupil, no reason',
    { pupil: { concerns, meetings: [meeting({ pupilTookPart: false, absenceReason: ' ' })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'without the parent, no reason',
    { pupil: { concerns, meetings: [meeting({ parentTookPart: false })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'with neither, and a reason',
    {
      pupil: {
        concerns,
        meetings: [meeting({ parentTookPart: false, pupilTookPart: false, absenceReason: 'In hospital' })],
      },
    },
    ['c1 met 2025-09-22'],
  ],
  [
    'the earliest that counts decides',
    {
      pupil: {
        concerns,
        meetings: [
          meeting({ id: 'm1', heldOn: '2025-09-30' }),
          meeting({ id: 'm2', heldOn: '2025-09-02', pupilTookPart: false }),
          meeting({ id: 'm3', heldOn: '2025-09-10' }),
        ],
      },
    },
    ['c1 met 2025-09-22'],
  ],
  ['closed without one', { pupil: { concerns: [concern({ closedOn: '2025-09-05' })] } }, []],
  [
    'closed, and held after that',
    { pupil: { concerns: [concern({ closedOn: '2025-09-05' })], meetings: [meeting({ heldOn: '2025-09-29' })] } },
    ['c1 met 2025-09-22 late'],
  ],
  [
    'a target of no days is the day itself',
    { school: { targets: { earlyDiscussion: 0 } }, pupil: { concerns: [concern({ raisedOn: '2025-09-06' })] } },
    ['c1 missing 2025-09-06'],
  ],
])
