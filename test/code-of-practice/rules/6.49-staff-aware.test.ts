import { decision, plan, ruleTable, staffMember } from '../build.ts'

const onSupport = { decisions: [decision()], plans: [plan()], staff: [staffMember()] }
const briefing = { planId: 'pl1', staffId: 's1' }

ruleTable('6.49-staff-aware', [
  ['not yet', { asOf: '2025-09-08', pupil: onSupport }, ['s1 upcoming 2025-09-08']],
  [
    'shared is not read',
    { pupil: { ...onSupport, briefings: [{ ...briefing, sharedOn: '2025-09-02' }] } },
    ['s1 missing 2025-09-08'],
  ],
  [
    'read',
    { pupil: { ...onSupport, briefings: [{ ...briefing, acknowledgedOn: '2025-09-08' }] } },
    ['s1 met 2025-09-08'],
  ],
  [
    'read late',
    { pupil: { ...onSupport, briefings: [{ ...briefing, acknowledgedOn: '2025-09-09' }] } },
    ['s1 met 2025-09-08 late'],
  ],
  [
    'read tomorrow',
    { pupil: { ...onSupport, briefings: [{ ...briefing, acknowledgedOn: '2025-10-02' }] } },
    ['s1 missing 2025-09-08'],
  ],
  [
    'the earliest reading counts',
    {
      pupil: {
        ...onSupport,
        briefings: [
          { ...briefing, acknowledgedOn: '2025-09-30' },
          { ...briefing, acknowledgedOn: '2025-09-02' },
        ],
      },
    },
    ['s1 met 2025-09-08'],
  ],
  [
    'another plan or another person does not count',
    {
      pupil: {
        ...onSupport,
        briefings: [
          { planId: 'pl0', staffId: 's1', acknowledgedOn: '2025-09-02' },
          { planId: 'pl1', staffId: 's2', acknowledgedOn: '2025-09-02' },
        ],
      },
    },
    ['s1 missing 2025-09-08'],
  ],
  [
    'from the day they began, where that is later',
    { pupil: { ...onSupport, staff: [staffMember({ from: '2025-09-22' })] } },
    ['s1 missing 2025-09-29'],
  ],
  [
    'only who works with the pupil today',
    {
      pupil: {
        ...onSupport,
        staff: [
          staffMember({ id: 's1', until: '2025-09-30' }),
          staffMember({ id: 's2', until: '2025-10-01' }),
          staffMember({ id: 's3', from: '2025-10-02' }),
        ],
      },
    },
    ['s2 missing 2025-09-08'],
  ],
  ['no current plan', { pupil: { decisions: [decision()], staff: [staffMember()] } }, []],
])
