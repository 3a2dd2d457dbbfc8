import { decision, meeting, ruleTable } from '../build.ts'

const decisions = [decision()]
const heldOn = (...days: string[]) => days.map((day, index) => meeting({ id: `m${index}`, kind: 'other', heldOn: day }))

ruleTable('6.65-parent-meetings', [
  [
    'does not apply to a pupil who is not on SEN Support',
    { pupil: { meetings: heldOn('2025-09-01', '2025-09-02', '2025-09-03') } },
    [],
  ],
  [
    'met with three meetings in twelve months',
    { pupil: { decisions, meetings: heldOn('2025-09-01', '2025-09-02', '2025-10-01') } },
    ['- met'],
  ],
  [
    'upcoming with two meetings in the first year',
    { asOf: '2026-09-01', pupil: { decisions, meetings: heldOn('2026-01-01', '2026-02-02') } },
    ['- upcoming 2026-09-01'],
  ],
  [
    'missing with two meetings after the first year',
    { asOf: '2026-09-02', pupil: { decisions, meetings: heldOn('2026-01-01', '2026-02-02') } },
    ['- missing 2026-09-01'],
  ],
  [
    'does not count a meeting exactly twelve months ago',
    { pupil: { decisions, meetings: heldOn('2024-10-01', '2025-09-01', '2025-09-02') } },
    ['- upcoming 2026-09-01'],
  ],
  [
    'counts a meeting twelve months less a day ago',
    { pupil: { decisions, meetings: heldOn('2024-10-02', '2025-09-01', '2025-09-02') } },
    ['- met'],
  ],
  [
    'does not count a meeting without a parent',
    {
      pupil: {
        decisions,
        meetings: [...heldOn('2025-09-01', '2025-09-02'), meeting({ id: 'x', parentTookPart: false })],
      },
    },
    ['- upcoming 2026-09-01'],
  ],
  [
    'met without meetings if the target is 0',
    { school: { targets: { parentMeetingsPerYear: 0 } }, pupil: { decisions } },
    ['- met'],
  ],
])
