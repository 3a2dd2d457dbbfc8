import { expect, test } from 'vitest'
import { prepareSchool } from '../../src/code-of-practice/as-of.ts'
import type { PupilRecord } from '../../src/code-of-practice/record.ts'
import { findingsOfPupil } from '../../src/findings/pupil-findings.ts'
import { reasonsPage } from '../../src/findings/reasons.ts'

const asOf = '2026-11-24'
const school = prepareSchool({ teachingReviews: [], specialistServices: [], targets: { informParents: 1 } }, asOf)
const amir: PupilRecord = {
  upn: 'B801200005001',
  dateOfBirth: '2018-05-03',
  concerns: [{ id: 'worry', raisedOn: '2026-09-14', raisedBy: 'parent' }],
  meetings: [
    {
      id: 'talk',
      kind: 'earlyDiscussion',
      heldOn: '2026-09-28',
      parentTookPart: true,
      pupilTookPart: false,
      outcomes: [],
    },
  ],
  decisions: [{ id: 'start', decidedOn: '2026-11-05', decision: 'senSupport', higherNeed: false }],
  notices: [{ id: 'early', sentOn: '2026-11-04', addressee: 'parent', method: 'letter' }],
  plans: [{ id: 'plan', agreedOn: '2026-11-09' }],
  professionals: [],
  staff: [
    { id: 'doyle', from: '2026-09-01' },
    { id: 'gone', from: '2026-09-01' },
  ],
  briefings: [],
  ehcConsiderations: [],
}

const pageOf = (rule: string, record = amir) => {
  const pupil = findingsOfPupil({ pupilId: 'amir', inSystem: 'N', record }, school)
  const shown = { pupilId: 'amir', asOf, today: asOf, places: pupil.registerEntry, notDone: [] }
  const staffNames = new Map([['doyle', 'Miss Hannah Doyle']])
  return reasonsPage({ rule, pupil, record, school, staffNames, shown })
}

test('the page of reasons shows what the rule asks, its target, the facts that count and why others do not', () => {
  expect(pageOf('6.43-parents-informed')).toMatchObject({
    edition: 'SEND Code of Practice 2015',
    paragraph: '6.43 and 6.48',
    levelWords: 'The law',
    law: 'Children and Families Act 2014, section 68',
    target: 'Your school’s target: 1 school day. Neither the law nor the Code sets a number.',
    whyNone: '',
    reasons: [
      {
        subject: 'Decision of 5 November',
        row: { word: 'Missing since 6 November', action: { href: '/pupils/amir/notices/new' } },
        counted: [{ label: 'SEN Support decided', on: '5 November', why: '' }],
        notCounted: [{ label: 'Notice to the parents', on: '4 November', why: 'Sent before the decision' }],
      },
    ],
  })
})

test.each([
  ['6.39-early-discussion', ['Concern of 14 September']],
  ['6.39-discussion-content', ['Early discussion of 28 September']],
  ['6.48-plan-content', ['Plan of 9 November']],
  ['6.49-staff-aware', ['Miss Hannah Doyle', 'A member of staff']],
  ['6.39-iass', ['']],
])('the page of reasons for the rule %s names each thing that the rule judges: %j', (rule, subjects) => {
  expect(pageOf(rule)?.reasons.map(({ subject }) => subject)).toEqual(subjects)
})

test('the page of reasons says why the rule has no findings for the pupil', () => {
  expect(pageOf('6.47-agreement-before-contact')).toMatchObject({
    whyNone: 'Nothing in the record calls for this step as of this day.',
    reasons: [],
  })
  const withPlan = pageOf('6.43-parents-informed', { ...amir, ehcPlanFrom: '2026-11-20' })
  expect(withPlan?.whyNone).toContain('An Education, Health and Care plan is in force')
})

test('a rule about the whole school, or an unknown rule, has no page of reasons for a pupil', () => {
  expect(pageOf('6.40-core-offer')).toBeNull()
  expect(pageOf('6.99-nothing')).toBeNull()
})
