import { professional, ruleTable } from '../build.ts'

const contactedOn = '2025-09-10'
const agreed = (on: string) => ({ answer: 'agreed', on, by: 'Mother' }) as const

ruleTable('6.47-agreement-before-contact', [
  ['not contacted', { pupil: { professionals: [professional()] } }, []],
  ['contacted tomorrow', { pupil: { professionals: [professional({ contactedOn: '2025-10-02' })] } }, []],
  ['no agreement', { pupil: { professionals: [professional({ contactedOn })] } }, ['p1 breached']],
  [
    'agreed before',
    { pupil: { professionals: [professional({ contactedOn, agreement: agreed('2025-09-09') })] } },
    ['p1 met'],
  ],
  [
    'agreed the same day',
    { pupil: { professionals: [professional({ contactedOn, agreement: agreed('2025-09-10') })] } },
    ['p1 met'],
  ],
  [
    'agreed a day later',
    { pupil: { professionals: [professional({ contactedOn, agreement: agreed('2025-09-11') })] } },
    ['p1 breached'],
  ],
  [
    'refused',
    {
      pupil: {
        professionals: [professional({ contactedOn, agreement: { ...agreed('2025-09-09'), answer: 'refused' } })],
      },
    },
    ['p1 breached'],
  ],
  [
    'already working with the school',
    { pupil: { professionals: [professional({ contactedOn, alreadyWorkingWithSchool: true })] } },
    [],
  ],
])
