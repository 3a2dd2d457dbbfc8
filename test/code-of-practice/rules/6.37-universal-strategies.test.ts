import { concern, ruleTable } from '../build.ts'

ruleTable('6.37-universal-strategies', [
  ['nothing written', { pupil: { concerns: [concern()] } }, ['c1 missing']],
  ['only spaces', { pupil: { concerns: [concern({ universalStrategies: '  ' })] } }, ['c1 missing']],
  ['written', { pupil: { concerns: [concern({ universalStrategies: 'Word mats' })] } }, ['c1 met']],
  ['a no-break space is something', { pupil: { concerns: [concern({ universalStrategies: '\u00a0' })] } }, ['c1 met']],
  [
    'only concerns of staff',
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
  ['closed today', { pupil: { concerns: [concern({ closedOn: '2025-10-01' })] } }, []],
  ['closed tomorrow', { pupil: { concerns: [concern({ closedOn: '2025-10-02' })] } }, ['c1 missing']],
  ['raised tomorrow', { pupil: { concerns: [concern({ raisedOn: '2025-10-02' })] } }, []],
])
