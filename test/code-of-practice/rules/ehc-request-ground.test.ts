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
      `breached by the unlawful reason ${reason}`,
      { pupil: { ehcConsiderations: [consideration({ reasons: [reason] })] } },
      ['e1 breached'],
    ],
  ),
  ...possible.map(
    (reason): Row => [
      `met by the reason ${reason}`,
      { pupil: { ehcConsiderations: [consideration({ reasons: [reason] })] } },
      ['e1 met'],
    ],
  ),
  ['met if no reason is given', { pupil: { ehcConsiderations: [consideration()] } }, ['e1 met']],
  [
    'breached by one unlawful reason among others',
    { pupil: { ehcConsiderations: [consideration({ reasons: ['parentsDoNotWish', 'notEnoughCycles'] })] } },
    ['e1 breached'],
  ],
  [
    'met if a request was made, whatever the reasons',
    { pupil: { ehcConsiderations: [consideration({ outcome: 'request', reasons: ['notEnoughCycles'] })] } },
    ['e1 met'],
  ],
  [
    'does not apply to a consideration tomorrow',
    { pupil: { ehcConsiderations: [consideration({ consideredOn: '2025-10-02' })] } },
    [],
  ],
])
