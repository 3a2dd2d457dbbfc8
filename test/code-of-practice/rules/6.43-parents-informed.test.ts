import { decision, notice, ruleTable } from '../build.ts'

const decisions = [decision()]
/** Turns 16 in the academic year 2025/26, whose last Friday of June is the 26th: a young person from 27 June 2026. */
const sixteenIn2026 = { dateOfBirth: '2010-08-31', decisions: [decision({ decidedOn: '2026-06-22' })] }

ruleTable('6.43-parents-informed', [
  ['does not apply to a pupil who is not on SEN Support', { pupil: { notices: [notice()] } }, []],
  ['upcoming on the last day', { asOf: '2025-09-08', pupil: { decisions } }, ['d1 upcoming 2025-09-08']],
  ['missing after the last day', { pupil: { decisions } }, ['d1 missing 2025-09-08']],
  [
    'met if the notice was sent on the day of the decision',
    { pupil: { decisions, notices: [notice()] } },
    ['d1 met 2025-09-08'],
  ],
  [
    'does not count a notice sent before the decision',
    { pupil: { decisions, notices: [notice({ sentOn: '2025-08-31' })] } },
    ['d1 missing 2025-09-08'],
  ],
  [
    'met late if the notice was sent a day late',
    { pupil: { decisions, notices: [notice({ sentOn: '2025-09-09' })] } },
    ['d1 met 2025-09-08 late'],
  ],
  [
    'takes the earliest notice',
    { pupil: { decisions, notices: [notice({ sentOn: '2025-09-30' }), notice({ id: 'n2', sentOn: '2025-09-02' })] } },
    ['d1 met 2025-09-08'],
  ],
  [
    'does not count a notice to a pupil who is not a young person',
    { pupil: { decisions, notices: [notice({ addressee: 'youngPerson' })] } },
    ['d1 missing 2025-09-08'],
  ],
  [
    'does not count a notice to the pupil on the last Friday of June',
    {
      asOf: '2026-07-30',
      pupil: { ...sixteenIn2026, notices: [notice({ addressee: 'youngPerson', sentOn: '2026-06-26' })] },
    },
    ['d1 missing 2026-06-29'],
  ],
  [
    'counts a notice to the pupil on the day after the last Friday of June',
    {
      asOf: '2026-07-30',
      pupil: { ...sixteenIn2026, notices: [notice({ addressee: 'youngPerson', sentOn: '2026-06-27' })] },
    },
    ['d1 met 2026-06-29'],
  ],
  [
    'counts a notice to the parent of a young person',
    { asOf: '2026-07-30', pupil: { ...sixteenIn2026, notices: [notice({ sentOn: '2026-06-29' })] } },
    ['d1 met 2026-06-29'],
  ],
  [
    'starts from the first decision since SEN Support last ended',
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
    'does not apply if SEN Support ended on the same day, later in the list',
    { pupil: { decisions: [decision(), decision({ id: 'd2', decision: 'endSenSupport' })] } },
    [],
  ],
])
