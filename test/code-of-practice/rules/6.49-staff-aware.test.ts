import { decision, plan, ruleTable, staffMember } from '../build.ts'

const onSupport = { decisions: [decision()], plans: [plan()], staff: [staffMember()] }
const briefing = { planId: 'pl1', staffId: 's1' }

ruleTable('6.49-staff-aware', [
  ['upcoming on the last day', { asOf: '2025-09-08', pupil: onSupport }, ['s1 upcoming 2025-09-08']],
  [
    'missing if the plan was shared but not acknowledged',
    { pupil: { ...onSupport, briefings: [{ ...briefing, sharedOn: '2025-09-02' }] } },
    ['s1 missing 2025-09-08'],
  ],
  [
    'met if acknowledged on the last day',
    { pupil: { ...onSupport, briefings: [{ ...briefing, acknowledgedOn: '2025-09-08' }] } },
    ['s1 met 2025-09-08'],
  ],
  [
    'met late if acknowledged a day late',
    { pupil: { ...onSupport, briefings: [{ ...briefing, acknowledgedOn: '2025-09-09' }] } },
    ['s1 met 2025-09-08 late'],
  ],
  [
    'missing if acknowledged tomorrow',
    { pupil: { ...onSupport, briefings: [{ ...briefing, acknowledgedOn: '2025-10-02' }] } },
    ['s1 missing 2025-09-08'],
  ],
  [
    'takes the earliest acknowledgement',
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
    'does not count another plan or another person',
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
    'counts from the day a member of staff began, if later than the plan',
    { pupil: { ...onSupport, staff: [staffMember({ from: '2025-09-22' })] } },
    ['s1 missing 2025-09-29'],
  ],
  [
    'applies only to staff who work with the pupil today',
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
  ['does not apply without a current plan', { pupil: { decisions: [decision()], staff: [staffMember()] } }, []],
])
