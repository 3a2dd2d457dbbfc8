import { consideration, type Row, ruleTable } from '../build.ts'

const untrue = [
  'requestQuotaReached',
  'noEducationalPsychologistReport',
  'sixThousandPoundsNotSpent',
  'notEnoughCycles',
] as const
const possible = ['needsMetBySenSupport', 'parentsDoNotWish', 'other'] as const

ruleTable('ehc-request-ground', [
  ...untrue.map(
    (reason): Row => [
      reason,
      { pupil: { ehcConsiderations: [consideration({ reasons: [reason] })] } },
      ['e1 breached'],
    ],
  ),
  ...possible.map(
    (reason): Row => [reason, { pupil: { ehcConsiderations: [consideration({ reasons: [reason] })] } }, ['e1 met']],
  ),
  ['no reason given', { pupil: { ehcConsiderations: [consideration()] } }, ['e1 met']],
  [
    'one untrue ground among others',
    { pupil: { ehcConsiderations: [consideration({ reasons: ['parentsDoNotWish', 'notEnoughCycles'] })] } },
    ['e1 breached'],
  ],
  [
    'a request is right whatever is noted beside it',
    { pupil: { ehcConsiderations: [consideration({ outcome: 'request', reasons: ['notEnoughCycles'] })] } },
    ['e1 met'],
  ],
  ['considered tomorrow', { pupil: { ehcConsiderations: [consideration({ consideredOn: '2025-10-02' })] } }, []],
])
