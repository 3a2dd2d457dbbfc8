import { decision, plan, review, ruleTable } from '../build.ts'

const decisions = [decision()]

ruleTable('6.44-review-content', [
  ['met if all parts are written', { pupil: { decisions, plans: [plan({ review: review() })] } }, ['pl1 met']],
  [
    'missing without the parents’ views',
    { pupil: { decisions, plans: [plan({ review: review({ parentViews: '' }) })] } },
    ['pl1 missing'],
  ],
  [
    'missing without the pupil’s views',
    { pupil: { decisions, plans: [plan({ review: review({ pupilViews: null }) })] } },
    ['pl1 missing'],
  ],
  [
    'missing without the impact',
    { pupil: { decisions, plans: [plan({ review: review({ impact: ' ' }) })] } },
    ['pl1 missing'],
  ],
  [
    'missing without a decision',
    { pupil: { decisions, plans: [plan({ review: review({ decision: null }) })] } },
    ['pl1 missing'],
  ],
  ['does not apply to a plan without a review', { pupil: { decisions, plans: [plan()] } }, []],
  [
    'does not apply to a review tomorrow',
    { pupil: { decisions, plans: [plan({ review: review({ heldOn: '2025-10-02' }) })] } },
    [],
  ],
  [
    'does not apply to a plan agreed before SEN Support began',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-08-31', review: review() })] } },
    [],
  ],
  ['does not apply to a pupil who is not on SEN Support', { pupil: { plans: [plan({ review: review() })] } }, []],
])
