import { concern, ruleTable } from '../build.ts'

ruleTable('6.37-universal-strategies', [
  ['missing if no strategies are written', { pupil: { concerns: [concern()] } }, ['c1 missing']],
  [
    'missing if the strategies are only spaces',
    { pupil: { concerns: [concern({ universalStrategies: '  ' })] } },
    ['c1 missing'],
  ],
  [
    'met if strategies are written',
    { pupil: { concerns: [concern({ universalStrategies: 'Word mats' })] } },
    ['c1 met'],
  ],
  [
    'met if the strategies are a no-break space, which the contract does not call blank',
    { pupil: { concerns: [concern({ universalStrategies: '\u00a0' })] } },
    ['c1 met'],
  ],
  [
    'applies only to concerns raised by staff',
    {
      pupil: {
        concerns: [
          concern({ id: 'c1', raisedBy: 'parent' }),
          concern({ id: 'c2', raisedBy: 'pupil' }),
          concern({ id: 'c3', raisedBy: 'professional' }),
          concern({ id: 'c4' }),
        ],
      },
    },
    ['c4 missing'],
  ],
  ['does not apply to a concern closed today', { pupil: { concerns: [concern({ closedOn: '2025-10-01' })] } }, []],
  [
    'applies to a concern that is closed tomorrow',
    { pupil: { concerns: [concern({ closedOn: '2025-10-02' })] } },
    ['c1 missing'],
  ],
  ['does not apply to a concern raised tomorrow', { pupil: { concerns: [concern({ raisedOn: '2025-10-02' })] } }, []],
])
