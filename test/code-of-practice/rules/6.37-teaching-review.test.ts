import { ruleTable } from '../build.ts'

ruleTable('6.37-teaching-review', [
  ['missing if teaching was never reviewed', {}, ['- missing']],
  [
    'met on the last day of the twelve months',
    { asOf: '2026-02-28', school: { teachingReviews: [{ heldOn: '2025-02-28' }] } },
    ['- met 2026-02-28'],
  ],
  [
    'missing on the day after the twelve months',
    { asOf: '2026-03-01', school: { teachingReviews: [{ heldOn: '2025-02-28' }] } },
    ['- missing 2026-02-28'],
  ],
  [
    'counts the latest review, whatever its place in the list',
    { school: { teachingReviews: [{ heldOn: '2025-05-05' }, { heldOn: '2023-01-01' }] } },
    ['- met 2026-05-05'],
  ],
  ['does not count a future review', { school: { teachingReviews: [{ heldOn: '2025-10-02' }] } }, ['- missing']],
  [
    'uses the school’s own number of months, up to the last day of a shorter month',
    {
      asOf: '2025-02-01',
      school: { targets: { teachingReviewMonths: 1 }, teachingReviews: [{ heldOn: '2025-01-31' }] },
    },
    ['- met 2025-02-28'],
  ],
])
