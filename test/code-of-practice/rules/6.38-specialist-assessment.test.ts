import { decision, professional, ruleTable } from '../build.ts'

const decisions = [decision({ higherNeed: true })]

ruleTable('6.38-specialist-assessment', [
  ['nobody', { pupil: { decisions } }, ['d1 missing']],
  ['somebody known only', { pupil: { decisions, professionals: [professional()] } }, ['d1 missing']],
  [
    'already working with the school',
    { pupil: { decisions, professionals: [professional({ alreadyWorkingWithSchool: true })] } },
    ['d1 met'],
  ],
  [
    'contacted, even before the decision',
    { pupil: { decisions, professionals: [professional({ contactedOn: '2024-01-01' })] } },
    ['d1 met'],
  ],
  [
    'contacted tomorrow',
    { pupil: { decisions, professionals: [professional({ contactedOn: '2025-10-02' })] } },
    ['d1 missing'],
  ],
  [
    'the parents refused',
    {
      pupil: {
        decisions,
        professionals: [professional({ agreement: { answer: 'refused', on: '2025-10-01', by: 'Mother' } })],
      },
    },
    ['d1 met'],
  ],
  [
    'the parents refuse tomorrow',
    {
      pupil: {
        decisions,
        professionals: [professional({ agreement: { answer: 'refused', on: '2025-10-02', by: 'Mother' } })],
      },
    },
    ['d1 missing'],
  ],
  [
    'agreed, but not yet contacted',
    {
      pupil: {
        decisions,
        professionals: [professional({ agreement: { answer: 'agreed', on: '2025-09-10', by: 'Mother' } })],
      },
    },
    ['d1 missing'],
  ],
  [
    'only SEN Support with higher need',
    { pupil: { decisions: [decision(), decision({ id: 'd2', decision: 'coreOffer', higherNeed: true })] } },
    [],
  ],
])
