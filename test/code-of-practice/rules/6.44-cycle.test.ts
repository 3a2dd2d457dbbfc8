import { decision, plan, review, ruleTable } from '../build.ts'

const decisions = [decision()]
const started = { startedOn: '2025-09-02' }

ruleTable('6.44-cycle', [
  ['does not apply to a pupil who is not on SEN Support', { pupil: { plans: [plan(started)] } }, []],
  [
    'upcoming on the last day for the first plan',
    { asOf: '2025-09-29', pupil: { decisions } },
    ['- upcoming 2025-09-29'],
  ],
  [
    'missing after the last day for the first plan',
    { asOf: '2025-09-30', pupil: { decisions } },
    ['- missing 2025-09-29'],
  ],
  [
    'does not count a plan agreed before SEN Support began',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-08-29', ...started })] } },
    ['- missing 2025-09-29'],
  ],
  [
    'missing if the plan was agreed but not started in time',
    { pupil: { decisions, plans: [plan()] } },
    ['- missing 2025-09-08'],
  ],
  [
    'does not count a start tomorrow',
    { pupil: { decisions, plans: [plan({ startedOn: '2025-10-02' })] } },
    ['- missing 2025-09-08'],
  ],
  ['met if the plan is started', { pupil: { decisions, plans: [plan(started)] } }, ['- met']],
  [
    'upcoming for the next plan after a review',
    { pupil: { decisions, plans: [plan({ ...started, review: review({ heldOn: '2025-09-22' }) })] } },
    ['- upcoming 2025-10-20'],
  ],
  [
    'met if the review is held tomorrow',
    { pupil: { decisions, plans: [plan({ ...started, review: review({ heldOn: '2025-10-02' }) })] } },
    ['- met'],
  ],
  [
    'missing if the plan was reviewed but never started',
    { pupil: { decisions, plans: [plan({ review: review() })] } },
    ['- missing 2025-09-08'],
  ],
  [
    'takes the last plan in the list if two share a day',
    { pupil: { decisions, plans: [plan({ id: 'pl1' }), plan({ id: 'pl2', ...started })] } },
    ['- met'],
  ],
])
