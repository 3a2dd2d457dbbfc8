import { professional, ruleTable } from '../build.ts'

const contactedOn = '2025-09-10'
const agreed = (on: string) => ({ answer: 'agreed', on, by: 'Mother' }) as const

ruleTable('6.47-agreement-before-contact', [
  ['does not apply to a professional who was not contacted', { pupil: { professionals: [professional()] } }, []],
  [
    'does not apply to a professional who is contacted tomorrow',
    { pupil: { professionals: [professional({ contactedOn: '2025-10-02' })] } },
    [],
  ],
  [
    'breached if contacted without agreement',
    { pupil: { professionals: [professional({ contactedOn })] } },
    ['p1 breached'],
  ],
  [
    'met if the parents agreed before the contact',
    { pupil: { professionals: [professional({ contactedOn, agreement: agreed('2025-09-09') })] } },
    ['p1 met'],
  ],
  [
    'met if the parents agreed on the day of the contact',
    { pupil: { professionals: [professional({ contactedOn, agreement: agreed('2025-09-10') })] } },
    ['p1 met'],
  ],
  [
    'breached if the parents agreed a day after the contact',
    { pupil: { professionals: [professional({ contactedOn, agreement: agreed('2025-09-11') })] } },
    ['p1 breached'],
  ],
  [
    'breached if contacted although the parents refused',
    {
      pupil: {
        professionals: [professional({ contactedOn, agreement: { ...agreed('2025-09-09'), answer: 'refused' } })],
      },
    },
    ['p1 breached'],
  ],
  [
    'does not apply to a professional who already works with the school',
    { pupil: { professionals: [professional({ contactedOn, alreadyWorkingWithSchool: true })] } },
    [],
  ],
])
