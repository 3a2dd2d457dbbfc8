import { decision, plan, review, ruleTable } from '../build.ts'

const decisions = [decision()]
const started = { startedOn: '2025-09-02' }

ruleTable('6.44-cycle', [
  ['not on SEN Support', { pupil: { plans: [plan(started)] } }, []],
  ['no plan yet', { asOf: '2025-09-29', pupil: { decisions } }, ['- upcoming 2025-09-29']],
  ['no plan, and late', { asOf: '2025-09-30', pupil: { decisions } }, ['- missing 2025-09-29']],
  [
    'a plan from before the start is none',
    { pupil: { decisions, plans: [plan({ agreedOn: '2025-08-29', ...started })] } },
    ['- missing 2025-09-29'],
  ],
  ['agreed, not started', { pupil: { decisions, plans: [plan()] } }, ['- missing 2025-09-08']],
  ['starts tomorrow', { pupil: { decisions, plans: [plan({ startedOn: '2025-10-02' })] } }, ['- missing 2025-09-08']],
  ['started', { pupil: { decisions, plans: [plan(started)] } }, ['- met']],
  [
    'reviewed',
    { pupil: { decisions, plans: [plan({ ...started, review: review({ heldOn: '2025-09-22' }) })] } },
    ['- upcoming 2025-10-20'],
  ],
  [
    'reviewed tomorrow',
    { pupil: { decisions, plans: [plan({ ...started, review: review({ heldOn: '2025-10-02' }) })] } },
    ['- met'],
  ],
  [
    'reviewed though never started',
    { pupil: { decisions, plans: [plan({ review: review() })] } },
    ['- missing 2025-09-08'],
  ],
  [
    'of equal days the plan that stands later',
    { pupil: { decisions, plans: [plan({ id: 'pl1' }), plan({ id: 'pl2', ...started })] } },
    ['- met'],
  ],
])
