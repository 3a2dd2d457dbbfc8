import { expect, test } from 'vitest'
import type { PupilRecord } from '../../src/code-of-practice/record.ts'
import { type MisSenStatus, registerEntryOf } from '../../src/findings/register-status.ts'

const asOf = '2026-03-02'
const nobody: PupilRecord = {
  upn: 'B801200005001',
  dateOfBirth: '2018-05-03',
  concerns: [],
  meetings: [],
  decisions: [],
  notices: [],
  plans: [],
  professionals: [],
  staff: [],
  briefings: [],
  ehcConsiderations: [],
}

type Decided = PupilRecord['decisions'][number]['decision']
const concern = (raisedOn: string, closedOn?: string) => ({
  id: raisedOn,
  raisedOn,
  raisedBy: 'staff' as const,
  closedOn,
})
const talk = (heldOn: string) => ({
  id: `talk of ${heldOn}`,
  kind: 'earlyDiscussion' as const,
  heldOn,
  parentTookPart: true,
  pupilTookPart: true,
  outcomes: [],
})
const decided = (decision: Decided, decidedOn: string, reviewOn?: string) => ({
  id: decidedOn,
  decidedOn,
  decision,
  higherNeed: false,
  reviewOn,
})
const plan = (agreedOn: string, reviewOn?: string, heldOn?: string) => ({
  id: `plan of ${agreedOn}`,
  agreedOn,
  reviewOn,
  review: heldOn === undefined ? null : { heldOn },
})

interface Case {
  readonly name: string
  readonly record: Partial<PupilRecord>
  readonly inSystem?: MisSenStatus
  readonly expected: Partial<ReturnType<typeof registerEntryOf>>
}

const cases: readonly Case[] = [
  { name: 'nothing recorded', record: {}, expected: { status: 'none', since: null, nextReviewOn: null } },
  {
    name: 'an EHC plan in force, with a decision for SEN Support',
    record: { ehcPlanFrom: '2026-01-05', decisions: [decided('senSupport', '2025-09-01')] },
    expected: { status: 'ehcPlan', since: '2026-01-05', flag: '' },
  },
  {
    name: 'an EHC plan in force here, SEN Support in the school’s system',
    record: { ehcPlanFrom: '2026-01-05' },
    inSystem: 'K',
    expected: { status: 'ehcPlan', flag: 'EHC plan recorded here; your school’s system says SEN Support' },
  },
  {
    name: 'an EHC plan that starts later',
    record: { ehcPlanFrom: '2026-03-03' },
    inSystem: 'E',
    expected: { status: 'none' },
  },
  {
    name: 'an EHC plan in the school’s system only',
    record: {},
    inSystem: 'E',
    expected: { status: 'ehcPlan', since: null, flag: 'In your school’s system; the plan’s first day not recorded' },
  },
  {
    name: 'SEN Support in the school’s system only',
    record: { concerns: [concern('2026-02-23')] },
    inSystem: 'K',
    expected: { status: 'senSupport', since: null, flag: 'In your school’s system; decision not recorded' },
  },
  {
    name: 'SEN Support in the school’s system and another decision here',
    record: { decisions: [decided('noFurtherAction', '2026-02-23')] },
    inSystem: 'K',
    expected: { status: 'none' },
  },
  {
    name: 'SEN Support decided',
    record: { decisions: [decided('senSupport', '2026-01-05', '2026-04-20')], concerns: [concern('2026-02-23')] },
    expected: { status: 'senSupport', since: '2026-01-05', nextReviewOn: '2026-04-20', currentPlanId: null },
  },
  {
    name: 'SEN Support with a current plan',
    record: {
      decisions: [decided('senSupport', '2026-01-05', '2026-04-20')],
      plans: [plan('2025-09-01', '2025-12-01'), plan('2026-01-12', '2026-03-30')],
    },
    expected: { status: 'senSupport', nextReviewOn: '2026-03-30', currentPlanId: 'plan of 2026-01-12' },
  },
  {
    name: 'SEN Support with the plan reviewed and no new plan',
    record: {
      decisions: [decided('senSupport', '2026-01-05', '2026-04-20')],
      plans: [plan('2026-01-12', '2026-02-27', '2026-03-02')],
    },
    expected: { status: 'senSupport', nextReviewOn: null },
  },
  {
    name: 'SEN Support ended',
    record: { decisions: [decided('senSupport', '2025-09-01'), decided('endSenSupport', '2026-01-05')] },
    expected: { status: 'none' },
  },
  {
    name: 'SEN Support decided on a later day',
    record: { decisions: [decided('senSupport', '2026-03-03')], concerns: [concern('2026-02-23')] },
    expected: { status: 'lookedAt', since: '2026-02-23' },
  },
  {
    name: 'two open concerns',
    record: { concerns: [concern('2026-02-24'), concern('2026-02-23')] },
    expected: { status: 'lookedAt', since: '2026-02-23' },
  },
  {
    name: 'a concern closed',
    record: { concerns: [concern('2026-02-23', '2026-03-02')] },
    expected: { status: 'none' },
  },
  {
    name: 'a concern closed on a later day',
    record: { concerns: [concern('2026-02-23', '2026-03-03')] },
    expected: { status: 'lookedAt' },
  },
  {
    name: 'an early discussion without a decision',
    record: { concerns: [concern('2026-01-05', '2026-01-06')], meetings: [talk('2026-01-12'), talk('2026-02-23')] },
    expected: { status: 'lookedAt', since: '2026-01-12', earlyDiscussionId: 'talk of 2026-02-23' },
  },
  {
    name: 'no further action, on the day of the discussion',
    record: {
      concerns: [concern('2026-01-05')],
      meetings: [talk('2026-01-12')],
      decisions: [decided('noFurtherAction', '2026-01-12')],
    },
    expected: { status: 'none' },
  },
  {
    name: 'the core offer with a review day',
    record: { concerns: [concern('2026-01-05')], decisions: [decided('coreOffer', '2026-01-12', '2026-04-20')] },
    expected: { status: 'coreOffer', since: '2026-01-12', nextReviewOn: '2026-04-20' },
  },
  {
    name: 'a new concern after the core offer',
    record: { concerns: [concern('2026-02-23')], decisions: [decided('coreOffer', '2026-01-12', '2026-04-20')] },
    expected: { status: 'lookedAt', since: '2026-02-23', nextReviewOn: null },
  },
]

test.each(cases)('a pupil’s status on the register is right for: $name', ({ record, inSystem = 'N', expected }) => {
  expect(registerEntryOf({ ...nobody, ...record }, inSystem, asOf)).toMatchObject(expected)
})
