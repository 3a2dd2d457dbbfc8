import { decision, ruleTable } from '../build.ts'

const roles = { parent: 'Reads together', pupil: 'Picks the book', staff: 'Sends the book' }
const complete = { reviewOn: '2025-12-01', roles }

ruleTable('6.43-review-date-and-roles', [
  ['does not apply without a decision', { pupil: {} }, []],
  ['met with a review date and all roles', { pupil: { decisions: [decision(complete)] } }, ['d1 met']],
  ['missing without a review date', { pupil: { decisions: [decision({ roles })] } }, ['d1 missing']],
  [
    'missing if the review date is the day of the decision',
    { pupil: { decisions: [decision({ roles, reviewOn: '2025-09-01' })] } },
    ['d1 missing'],
  ],
  ['missing without roles', { pupil: { decisions: [decision({ reviewOn: '2025-12-01' })] } }, ['d1 missing']],
  [
    'missing if one role is blank',
    { pupil: { decisions: [decision({ ...complete, roles: { ...roles, pupil: ' ' } })] } },
    ['d1 missing'],
  ],
  [
    'takes the last decision in the list if two share a day',
    { pupil: { decisions: [decision({ id: 'd1' }), decision({ id: 'd2', decision: 'coreOffer', ...complete })] } },
    ['d2 met'],
  ],
  [
    'does not apply if the latest decision ended SEN Support',
    {
      pupil: {
        decisions: [decision({ id: 'd1', decision: 'endSenSupport', decidedOn: '2025-09-02' }), decision({ id: 'd2' })],
      },
    },
    [],
  ],
])
