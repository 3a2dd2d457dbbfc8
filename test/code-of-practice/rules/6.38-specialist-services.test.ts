import { ruleTable } from '../build.ts'

ruleTable('6.38-specialist-services', [
  ['no service', {}, ['- missing']],
  [
    'only blank routes',
    {
      school: {
        specialistServices: [
          { service: 'A' },
          { service: 'B', referralRoute: null },
          { service: 'C', referralRoute: ' \t\r\n' },
        ],
      },
    },
    ['- missing'],
  ],
  [
    'one route among them',
    { school: { specialistServices: [{ service: 'A' }, { service: '', referralRoute: 'By form' }] } },
    ['- met'],
  ],
])
