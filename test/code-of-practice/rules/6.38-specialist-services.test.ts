import { ruleTable } from '../build.ts'

ruleTable('6.38-specialist-services', [
  ['missing if no service is listed', {}, ['- missing']],
  [
    'missing if all referral routes are blank',
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
    'met if at least one service has a referral route',
    { school: { specialistServices: [{ service: 'A' }, { service: '', referralRoute: 'By form' }] } },
    ['- met'],
  ],
])
