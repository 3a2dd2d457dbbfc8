import { decision, ruleTable } from '../build.ts'

const written = { teacher: 'Class teacher', senco: 'The SENCO', evidence: 'Language screen' }

ruleTable('6.38-decision-evidence', [
  ['all three', { pupil: { decisions: [decision(written)] } }, ['d1 met']],
  ['no teacher', { pupil: { decisions: [decision({ ...written, teacher: null })] } }, ['d1 missing']],
  ['no SENCO', { pupil: { decisions: [decision({ ...written, senco: ' ' })] } }, ['d1 missing']],
  ['no evidence', { pupil: { decisions: [decision({ ...written, evidence: '' })] } }, ['d1 missing']],
  [
    'only decisions on core offer and SEN Support, in their list’s order',
    {
      pupil: {
        decisions: [
          decision({ id: 'd1', decidedOn: '2025-09-05' }),
          decision({ id: 'd2', decision: 'noFurtherAction' }),
          decision({ id: 'd3', decision: 'coreOffer', ...written }),
          decision({ id: 'd4', decision: 'endSenSupport' }),
        ],
      },
    },
    ['d1 missing', 'd3 met'],
  ],
])
