import { decision, ruleTable } from '../build.ts'

const roles = { parent: 'Reads together', pupil: 'Picks the book', staff: 'Sends the book' }
const complete = { reviewOn: '2025-12-01', roles }

ruleTable('6.43-review-date-and-roles', [
  ['no decision', { pupil: {} }, []],
  ['date and roles', { pupil: { decisions: [decision(complete)] } }, ['d1 met']],
  ['no date', { pupil: { decisions: [decision({ roles })] } }, ['d1 missing']],
  ['the day of the decision', { pupil: { decisions: [decision({ roles, reviewOn: '2025-09-01' })] } }, ['d1 missing']],
  ['no roles', { pupil: { decisions: [decision({ reviewOn: '2025-12-01' })] } }, ['d1 missing']],
  [
    'a blank role',
    { pupil: { decisions: [decision({ ...complete, roles: { ...roles, pupil: ' ' } })] } },
    ['d1 missing'],
  ],
  [
    'of equal days the decision that stands later',
    { pupil: { decisions: [decision({ id: 'd1' }), decision({ id: 'd2', decision: 'coreOffer', ...complete })] } },
    ['d2 met'],
  ],
  [
    'the latest decision by day, which asks for neither',
    {
      pupil: {
        decisions: [decision({ id: 'd1', decision: 'endSenSupport', decidedOn: '2025-09-02' }), decision({ id: 'd2' })],
      },
    },
    [],
  ],
])
