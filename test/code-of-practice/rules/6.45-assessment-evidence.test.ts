import type { Assessment } from '../../../src/code-of-practice/record.ts'
import { assessment, decision, plan, type Row, ruleTable } from '../build.ts'

const assessed = (over: Partial<Assessment>) => ({
  pupil: { decisions: [decision()], plans: [plan({ assessment: assessment(over) })] },
})

const needed = [
  'teacher',
  'senco',
  'teacherAssessment',
  'progressAndAttainment',
  'comparison',
  'parentViews',
  'pupilViews',
] as const

ruleTable('6.45-assessment-evidence', [
  ['met if all sources are written', assessed({}), ['pl1 met']],
  ...needed.map((field): Row => [`missing without ${field}`, assessed({ [field]: ' ' }), ['pl1 missing']]),
  [
    'missing if advice from outside is relevant but not written',
    assessed({ externalAdviceRelevant: true }),
    ['pl1 missing'],
  ],
  [
    'met if advice from outside is relevant and written',
    assessed({ externalAdviceRelevant: true, externalAdvice: 'Frames' }),
    ['pl1 met'],
  ],
  ['does not count an assessment tomorrow', assessed({ assessedOn: '2025-10-02' }), ['pl1 missing']],
  ['missing without an assessment', { pupil: { decisions: [decision()], plans: [plan()] } }, ['pl1 missing']],
  ['does not apply without a current plan', { pupil: { decisions: [decision()] } }, []],
  ['does not apply to a pupil who is not on SEN Support', { pupil: { plans: [plan()] } }, []],
])
