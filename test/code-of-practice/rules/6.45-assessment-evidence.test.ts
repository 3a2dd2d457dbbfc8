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
  ['all sources', assessed({}), ['pl1 met']],
  ...needed.map((field): Row => [`no ${field}`, assessed({ [field]: ' ' }), ['pl1 missing']]),
  ['advice from outside is relevant and missing', assessed({ externalAdviceRelevant: true }), ['pl1 missing']],
  [
    'advice from outside is relevant and there',
    assessed({ externalAdviceRelevant: true, externalAdvice: 'Frames' }),
    ['pl1 met'],
  ],
  ['assessed tomorrow', assessed({ assessedOn: '2025-10-02' }), ['pl1 missing']],
  ['no assessment', { pupil: { decisions: [decision()], plans: [plan()] } }, ['pl1 missing']],
  ['no current plan', { pupil: { decisions: [decision()] } }, []],
  ['a plan of a pupil who is not on SEN Support', { pupil: { plans: [plan()] } }, []],
])
