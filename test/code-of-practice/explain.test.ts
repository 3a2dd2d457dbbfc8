import { describe, expect, test } from 'vitest'
import { prepareSchool } from '../../src/code-of-practice/as-of.ts'
import { explain } from '../../src/code-of-practice/evaluate.ts'
import type { PupilRecord } from '../../src/code-of-practice/record.ts'
import { concern, decision, meeting, notice, plan, professional, pupil, review, school } from './build.ts'

const TODAY = '2025-10-01'
const explained = (rule: string, subject: string | null, facts: Partial<PupilRecord>) =>
  explain(rule, subject, pupil(facts), prepareSchool(school(), TODAY))

describe('the facts behind a finding', () => {
  test('explain says for each early discussion why it does not count', () => {
    const found = explained('6.39-early-discussion', 'c1', {
      concerns: [concern()],
      meetings: [
        meeting({ id: 'm1', heldOn: '2025-08-29' }),
        meeting({ id: 'm2', heldOn: '2025-09-02', pupilTookPart: false }),
        meeting({ id: 'm3', heldOn: '2025-09-03', parentTookPart: false }),
        meeting({ id: 'm4', heldOn: '2025-09-04', parentTookPart: false, pupilTookPart: false }),
        meeting({ id: 'm5', heldOn: '2025-09-05' }),
      ],
    })
    expect(found?.facts).toEqual([
      { label: 'Concern raised', on: '2025-09-01', counts: true },
      { label: 'Early discussion', on: '2025-08-29', counts: false, why: 'Held before the concern was raised' },
      {
        label: 'Early discussion',
        on: '2025-09-02',
        counts: false,
        why: 'The pupil did not take part, and no reason is given',
      },
      {
        label: 'Early discussion',
        on: '2025-09-03',
        counts: false,
        why: 'The parent did not take part, and no reason is given',
      },
      {
        label: 'Early discussion',
        on: '2025-09-04',
        counts: false,
        why: 'Parent and pupil did not take part, and no reason is given',
      },
      { label: 'Early discussion', on: '2025-09-05', counts: true },
    ])
  })

  test('explain says for each notice why it does not count', () => {
    const found = explained('6.43-parents-informed', 'd1', {
      decisions: [decision()],
      notices: [
        notice({ sentOn: '2025-08-29' }),
        notice({ id: 'n2', addressee: 'youngPerson', sentOn: '2025-09-02' }),
        notice({ id: 'n3', sentOn: '2025-10-02' }),
      ],
    })
    expect(found?.facts).toEqual([
      { label: 'SEN Support decided', on: '2025-09-01', counts: true },
      { label: 'Notice to the parents', on: '2025-08-29', counts: false, why: 'Sent before the decision' },
      {
        label: 'Notice to the young person',
        on: '2025-09-02',
        counts: false,
        why: 'Sent to the pupil before they were a young person in law',
      },
    ])
  })

  test('explain says that the parents agreed only after the contact had been made', () => {
    const found = explained('6.47-agreement-before-contact', 'p1', {
      professionals: [
        professional({ contactedOn: '2025-09-01', agreement: { answer: 'agreed', on: '2025-09-02', by: 'Mother' } }),
      ],
    })
    expect(found?.facts[0]).toEqual({
      label: 'The parents’ agreement',
      on: '2025-09-02',
      counts: false,
      why: 'Given after the contact',
    })
  })

  test('explain says what the law says about a recorded reason that is unlawful', () => {
    const ehcConsiderations = [
      { id: 'e1', consideredOn: '2025-09-01', outcome: 'noRequest' as const, reasons: ['notEnoughCycles' as const] },
    ]
    expect(explained('ehc-request-ground', 'e1', { ehcConsiderations })?.facts[1]?.why).toBe(
      'No number of cycles has to come before a request',
    )
  })
})

describe('the step that puts a finding right', () => {
  const decisions = [decision()]

  test.each([
    ['without a plan', [], 'agreePlan'],
    ['with a plan that is not started', [plan()], 'startPlan'],
    ['with a reviewed plan', [plan({ startedOn: '2025-09-02', review: review() })], 'agreePlan'],
  ])('explain chooses the step of the rule 6.44-cycle by the pupil’s plan: %s', (_about, plans, step) => {
    expect(explained('6.44-cycle', null, { decisions, plans })?.step).toBe(step)
  })

  test('explain gives rules other than 6.44-cycle one fixed step', () => {
    expect(explained('6.43-parents-informed', 'd1', { decisions })?.step).toBe('informParents')
  })
})

describe('explain returns null', () => {
  test.each([
    ['for an unknown rule', '6.99-unheard-of', 'c1', {}],
    ['for an unknown subject', '6.39-early-discussion', 'c2', { concerns: [concern()] }],
    [
      'for a pupil with an EHC plan in force',
      '6.39-early-discussion',
      'c1',
      { concerns: [concern()], ehcPlanFrom: TODAY },
    ],
  ])('explain returns null %s', (_about, rule, subject, facts) => expect(explained(rule, subject, facts)).toBeNull())
})
