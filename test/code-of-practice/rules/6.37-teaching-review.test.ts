import { ruleTable } from '../build.ts'

ruleTable('6.37-teaching-review', [
  ['never reviewed', {}, ['- missing']],
  [
    'met on its last day',
    { asOf: '2026-02-28', school: { teachingReviews: [{ heldOn: '2025-02-28' }] } },
    ['- met 2026-02-28'],
  ],
  [
    'missing the day after',
    { asOf: '2026-03-01', school: { teachingReviews: [{ heldOn: '2025-02-28' }] } },
    ['- missing 2026-02-28'],
  ],
  [
    'the latest counts, wherever it stands',
    { school: { teachingReviews: [{ heldOn: '2025-05-05' }, { heldOn: '2023-01-01' }] } },
    ['- met 2026-05-05'],
  ],
  ['one to come is not there', { school: { teachingReviews: [{ heldOn: '2025-10-02' }] } }, ['- missing']],
  [
    'by the school’s own months, to the month’s last day',
    {
      asOf: '2025-02-01',
      school: { targets: { teachingReviewMonths: 1 }, teachingReviews: [{ heldOn: '2025-01-31' }] },
    },
    ['- met 2025-02-28'],
  ],
])
