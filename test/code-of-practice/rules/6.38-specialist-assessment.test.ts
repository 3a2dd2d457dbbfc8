import { decision, professional, ruleTable } from '../build.ts'

const decisions = [decision({ higherNeed: true })]

ruleTable('6.38-specialist-assessment', [
  ['missing without any professional', { pupil: { decisions } }, ['d1 missing']],
  [
    'missing if a professional is only listed',
    { pupil: { decisions, professionals: [professional()] } },
    ['d1 missing'],
  ],
  [
    'met if a professional already works with the school',
    { pupil: { decisions, professionals: [professional({ alreadyWorkingWithSchool: true })] } },
    ['d1 met'],
  ],
  [
    'met if a professional was contacted, even before the decision',
    { pupil: { decisions, professionals: [professional({ contactedOn: '2024-01-01' })] } },
    ['d1 met'],
  ],
  [
    'missing if a professional is contacted tomorrow',
    { pupil: { decisions, professionals: [professional({ contactedOn: '2025-10-02' })] } },
    ['d1 missing'],
  ],
  [
    'met if the parents refused the contact',
    {
      pupil: {
        decisions,
        professionals: [professional({ agreement: { answer: 'refused', on: '2025-10-01', by: 'Mother' } })],
      },
    },
    ['d1 met'],
  ],
  [
    'missing if the parents refuse the contact tomorrow',
    {
      pupil: {
        decisions,
        professionals: [professional({ agreement: { answer: 'refused', on: '2025-10-02', by: 'Mother' } })],
      },
    },
    ['d1 missing'],
  ],
  [
    'missing if the parents agreed but nobody was contacted',
    {
      pupil: {
        decisions,
        professionals: [professional({ agreement: { answer: 'agreed', on: '2025-09-10', by: 'Mother' } })],
      },
    },
    ['d1 missing'],
  ],
  [
    'applies only to decisions on SEN Support with higher need',
    { pupil: { decisions: [decision(), decision({ id: 'd2', decision: 'coreOffer', higherNeed: true })] } },
    [],
  ],
])
