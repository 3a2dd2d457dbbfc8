import { decision, notice, ruleTable } from '../build.ts'

const decisions = [decision()]
/** Sixteen in the academic year 2025/26, whose last Friday of June is the 26th: a young person from 27 June 2026. */
const sixteenIn2026 = { dateOfBirth: '2010-08-31', decisions: [decision({ decidedOn: '2026-06-22' })] }

ruleTable('6.43-parents-informed', [
  ['not on SEN Support', { pupil: { notices: [notice()] } }, []],
  ['not yet', { asOf: '2025-09-08', pupil: { decisions } }, ['d1 upcoming 2025-09-08']],
  ['not, and late', { pupil: { decisions } }, ['d1 missing 2025-09-08']],
  ['the same day', { pupil: { decisions, notices: [notice()] } }, ['d1 met 2025-09-08']],
  [
    'before the decision',
    { pupil: { decisions, notices: [notice({ sentOn: '2025-08-31' })] } },
    ['d1 missing 2025-09-08'],
  ],
  ['a day late', { pupil: { decisions, notices: [notice({ sentOn: '2025-09-09' })] } }, ['d1 met 2025-09-08 late']],
  [
    'the earliest notice counts',
    { pupil: { decisions, notices: [notice({ sentOn: '2025-09-30' }), notice({ id: 'n2', sentOn: '2025-09-02' })] } },
    ['d1 met 2025-09-08'],
  ],
  [
    'to a pupil too young',
    { pupil: { decisions, notices: [notice({ addressee: 'youngPerson' })] } },
    ['d1 missing 2025-09-08'],
  ],
  [
    'to the pupil on the last Friday of June',
    {
      asOf: '2026-07-30',
      pupil: { ...sixteenIn2026, notices: [notice({ addressee: 'youngPerson', sentOn: '2026-06-26' })] },
    },
    ['d1 missing 2026-06-29'],
  ],
  [
    'to the young person a day later',
    {
      asOf: '2026-07-30',
      pupil: { ...sixteenIn2026, notices: [notice({ addressee: 'youngPerson', sentOn: '2026-06-27' })] },
    },
    ['d1 met 2026-06-29'],
  ],
  [
    'to the parent of a young person is enough',
    { asOf: '2026-07-30', pupil: { ...sixteenIn2026, notices: [notice({ sentOn: '2026-06-29' })] } },
    ['d1 met 2026-06-29'],
  ],
  [
    'from the first decision of this time on SEN Support',
    {
      pupil: {
        decisions: [
          decision({ id: 'd1', decidedOn: '2024-01-01' }),
          decision({ id: 'd2', decision: 'endSenSupport', decidedOn: '2025-09-01' }),
          decision({ id: 'd3', decidedOn: '2025-09-01' }),
          decision({ id: 'd4', decidedOn: '2025-09-15' }),
        ],
        notices: [notice()],
      },
    },
    ['d3 met 2025-09-08'],
  ],
  [
    'ended on the same day, further down the list',
    { pupil: { decisions: [decision(), decision({ id: 'd2', decision: 'endSenSupport' })] } },
    [],
  ],
])
