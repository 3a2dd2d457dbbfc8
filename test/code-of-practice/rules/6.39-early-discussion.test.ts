import { concern, meeting, ruleTable } from '../build.ts'

const concerns = [concern()]

ruleTable('6.39-early-discussion', [
  ['upcoming on the last day', { asOf: '2025-09-22', pupil: { concerns } }, ['c1 upcoming 2025-09-22']],
  ['missing on the day after the last day', { asOf: '2025-09-23', pupil: { concerns } }, ['c1 missing 2025-09-22']],
  ['met if held on the day of the concern', { pupil: { concerns, meetings: [meeting()] } }, ['c1 met 2025-09-22']],
  [
    'met if held on the last day',
    { pupil: { concerns, meetings: [meeting({ heldOn: '2025-09-22' })] } },
    ['c1 met 2025-09-22'],
  ],
  [
    'met late if held a day late',
    { pupil: { concerns, meetings: [meeting({ heldOn: '2025-09-23' })] } },
    ['c1 met 2025-09-22 late'],
  ],
  [
    'does not count a discussion before the concern',
    { pupil: { concerns, meetings: [meeting({ heldOn: '2025-08-31' })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'does not count another kind of meeting',
    { pupil: { concerns, meetings: [meeting({ kind: 'planning' })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'does not count a discussion without the pupil if the reason is blank',
    { pupil: { concerns, meetings: [meeting({ pupilTookPart: false, absenceReason: ' ' })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'does not count a discussion without the parent if no reason is given',
    { pupil: { concerns, meetings: [meeting({ parentTookPart: false })] } },
    ['c1 missing 2025-09-22'],
  ],
  [
    'counts a discussion without pupil and parent if a reason is given',
    {
      pupil: {
        concerns,
        meetings: [meeting({ parentTookPart: false, pupilTookPart: false, absenceReason: 'In hospital' })],
      },
    },
    ['c1 met 2025-09-22'],
  ],
  [
    'takes the earliest discussion that counts',
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
  [
    'does not apply to a concern that was closed without a discussion',
    { pupil: { concerns: [concern({ closedOn: '2025-09-05' })] } },
    [],
  ],
  [
    'met late if the discussion was held late, after the concern was closed',
    { pupil: { concerns: [concern({ closedOn: '2025-09-05' })], meetings: [meeting({ heldOn: '2025-09-29' })] } },
    ['c1 met 2025-09-22 late'],
  ],
  [
    'due on the day of the concern if the target is 0 days, even on a Saturday',
    { school: { targets: { earlyDiscussion: 0 } }, pupil: { concerns: [concern({ raisedOn: '2025-09-06' })] } },
    ['c1 missing 2025-09-06'],
  ],
])
