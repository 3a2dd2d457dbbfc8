import { decision, meeting, ruleTable } from '../build.ts'

const decisions = [decision()]
const heldOn = (...days: string[]) => days.map((day, index) => meeting({ id: `m${index}`, kind: 'other', heldOn: day }))

ruleTable('6.65-parent-meetings', [
  ['not on SEN Support', { pupil: { meetings: heldOn('2025-09-01', '2025-09-02', '2025-09-03') } }, []],
  ['three', { pupil: { decisions, meetings: heldOn('2025-09-01', '2025-09-02', '2025-10-01') } }, ['- met']],
  [
    'two, in the first year',
    { asOf: '2026-09-01', pupil: { decisions, meetings: heldOn('2026-01-01', '2026-02-02') } },
    ['- upcoming 2026-09-01'],
  ],
  [
    'two, after the first year',
    { asOf: '2026-09-02', pupil: { decisions, meetings: heldOn('2026-01-01', '2026-02-02') } },
    ['- missing 2026-09-01'],
  ],
  [
    'twelve months ago to the day is too long ago',
    { pupil: { decisions, meetings: heldOn('2024-10-01', '2025-09-01', '2025-09-02') } },
    ['- upcoming 2026-09-01'],
  ],
  [
    'a day less is not',
    { pupil: { decisions, meetings: heldOn('2024-10-02', '2025-09-01', '2025-09-02') } },
    ['- met'],
  ],
  [
    'only with a parent',
    {
      pupil: {
        decisions,
        meetings: [...heldOn('2025-09-01', '2025-09-02'), meeting({ id: 'x', parentTookPart: false })],
      },
    },
    ['- upcoming 2026-09-01'],
  ],
  ['a target of none', { school: { targets: { parentMeetingsPerYear: 0 } }, pupil: { decisions } }, ['- met']],
])
