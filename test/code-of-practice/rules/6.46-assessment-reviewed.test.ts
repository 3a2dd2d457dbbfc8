import type { Assessment } from '../../../src/code-of-practice/record.ts'
import { assessment, decision, plan, ruleTable } from '../build.ts'

const assessed = (over: Partial<Assessment>) => ({
  decisions: [decision()],
  plans: [plan({ assessment: assessment(over) })],
})

ruleTable('6.46-assessment-reviewed', [
  ['met on its last day', { asOf: '2026-09-01', pupil: assessed({}) }, ['pl1 met 2026-09-01']],
  ['missing the day after', { asOf: '2026-09-02', pupil: assessed({}) }, ['pl1 missing 2026-09-01']],
  [
    'reviewed later',
    { pupil: assessed({ assessedOn: '2024-01-10', reviewedOn: '2025-02-28' }) },
    ['pl1 met 2026-02-28'],
  ],
  ['reviewed before it was assessed', { pupil: assessed({ reviewedOn: '2020-01-01' }) }, ['pl1 met 2026-09-01']],
  [
    'reviewed tomorrow',
    { pupil: assessed({ assessedOn: '2024-01-10', reviewedOn: '2025-10-02' }) },
    ['pl1 missing 2025-01-10'],
  ],
  ['no assessment', { pupil: { decisions: [decision()], plans: [plan()] } }, ['pl1 missing']],
  ['no current plan', { pupil: { decisions: [decision()] } }, []],
  [
    'by the school’s own months',
    { school: { targets: { assessmentReviewMonths: 0 } }, pupil: assessed({ assessedOn: '2025-10-01' }) },
    ['pl1 met 2025-10-01'],
  ],
])
