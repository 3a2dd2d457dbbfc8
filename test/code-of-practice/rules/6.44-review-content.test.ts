import { decision, plan, review, ruleTable } from '../build.ts'

const decisions = [decision()]

ruleTable('6.44-review-content', [
  ['all there', { pupil: { decisions, plans: [plan({ review: review() })] } }, ['pl1 met']],
  [
    'no parents’ views',
    { pupil: { decisions, plans: [plan({ review: review({ parentViews: '' }) })] } },
    ['pl1 missing'],
  ],
  [
    'no pupil’s views',
    { pupil: { decisions, plans: [plan({ review: review({ pupilViews: null }) })] } },
    ['pl1 missing'],
  ],
  ['no impact', { pupil: { decisions, plans: [plan({ review: review({ impact: ' ' }) })] } }, ['pl1 missing']],
  ['no decision', { pupil: { decisions, plans: [plan({ review: review({ decision: null }) })] } }, ['pl1 missing']],
  ['not reviewed', { pupil: { decisions, plans: [plan()] } }, []],
  ['reviewed tomorrow', { pupil: { decisions, plans: [plan({ review: review({ heldOn: '2025-10-02' }) })] } }, []],
  [
    'agreed before the start',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-08-31', review: review() })] } },
    [],
  ],
  ['not on SEN Support', { pupil: { plans: [plan({ review: review() })] } }, []],
])
