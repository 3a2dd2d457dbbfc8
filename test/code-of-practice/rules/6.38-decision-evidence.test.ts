import { decision, ruleTable } from '../build.ts'

const written = { teacher: 'Class teacher', senco: 'The SENCO', evidence: 'Language screen' }

ruleTable('6.38-decision-evidence', [
  ['met if teacher, SENCO and evidence are written', { pupil: { decisions: [decision(written)] } }, ['d1 met']],
  ['missing without a teacher', { pupil: { decisions: [decision({ ...written, teacher: null })] } }, ['d1 missing']],
  ['missing without a SENCO', { pupil: { decisions: [decision({ ...written, senco: ' ' })] } }, ['d1 missing']],
  ['missing without evidence', { pupil: { decisions: [decision({ ...written, evidence: '' })] } }, ['d1 missing']],
  [
    'applies only to decisions on core offer and SEN Support, in the order of the list',
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
