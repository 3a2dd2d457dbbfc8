import type { Assessment } from '../../../src/code-of-practice/record.ts'
import { assessment, decision, plan, ruleTable } from '../build.ts'

const assessed = (over: Partial<Assessment>) => ({
  decisions: [decision()],
  plans: [plan({ assessment: assessment(over) })],
})

ruleTable('6.46-assessment-reviewed', [
  ['met on the last day of the twelve months', { asOf: '2026-09-01', pupil: assessed({}) }, ['pl1 met 2026-09-01']],
  [
    'missing on the day after the twelve months',
    { asOf: '2026-09-02', pupil: assessed({}) },
    ['pl1 missing 2026-09-01'],
  ],
  [
    'counts from the review if it is later than the assessment',
    { pupil: assessed({ assessedOn: '2024-01-10', reviewedOn: '2025-02-28' }) },
    ['pl1 met 2026-02-28'],
  ],
  [
    'counts from the assessment if the review is earlier',
    { pupil: assessed({ reviewedOn: '2020-01-01' }) },
    ['pl1 met 2026-09-01'],
  ],
  [
    'does not count a review tomorrow',
    { pupil: assessed({ assessedOn: '2024-01-10', reviewedOn: '2025-10-02' }) },
    ['pl1 missing 2025-01-10'],
  ],
  ['missing without an assessment', { pupil: { decisions: [decision()], plans: [plan()] } }, ['pl1 missing']],
  ['does not apply without a current plan', { pupil: { decisions: [decision()] } }, []],
  [
    'uses the school’s own number of months',
    { school: { targets: { assessmentReviewMonths: 0 } }, pupil: assessed({ assessedOn: '2025-10-01' }) },
    ['pl1 met 2025-10-01'],
  ],
])
