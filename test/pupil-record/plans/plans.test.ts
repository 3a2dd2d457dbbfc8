import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { aPlan, onSenSupport, plansOf, typed } from './a-plan.ts'

const { school } = await testApp()

describe('recording a new plan', () => {
  test('recording a new plan saves assessment, outcomes and provision, and is in the audit trail', async () => {
    const ours = await school()
    const { pupilId, newPath } = await onSenSupport(ours)
    const answer = await (await ours.as('senco')).submit(newPath, typed)
    const [plan] = await plansOf(ours, pupilId)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}/plans/${plan?.id}`)
    expect(plan).toMatchObject({
      agreedOn: toDate('2026-11-12'),
      reviewOn: toDate('2027-01-29'),
      needsInALine: 'Understands short sentences',
      startedOn: null,
      version: 1,
      assessment: {
        assessedOn: toDate('2026-11-02'),
        teacher: 'Miss Ali',
        externalAdvice: 'Eight words at most',
        views: [
          { speaker: 'parent', words: typed.parentWords, inWhoseWords: typed.parentInWhoseWords, declined: false },
          { speaker: 'pupil', words: null, declined: true },
        ],
      },
      outcomes: [
        {
          outcome: 'Asks for help with his card',
          measure: 'Tally',
          baseline: 'Once a week',
          byOn: toDate('2027-01-29'),
        },
        { outcome: 'Follows two-step instructions', measure: null, byOn: null },
      ],
    })
    expect(plan?.provisions.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'adjustment: Sits at the front',
      'adjustment: Words with pictures',
      'intervention: Talk Boost',
      'support: An adult near him for five minutes',
      'helps: His name first',
      'helps: Show it',
      'helps: Wait ten seconds',
      'avoid: Calling across the room',
    ])
    expect(plan?.provisions[2]).toMatchObject({
      outcomeId: plan?.outcomes[1]?.id,
      deliveredBy: 'Mr Zielinski',
      groupSize: 4,
      sessionsPlanned: 30,
    })
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, actorId: ours.staffIds.senco } }),
    )
    const inserted = audit.filter(({ action }) => action === 'insert').map(({ subject }) => subject)
    expect(new Set(inserted)).toEqual(new Set(['Plan', 'Assessment', 'View', 'Outcome', 'Provision']))
  })

  test('the page after saving a plan shows the next step', async () => {
    const { senco, at } = await aPlan(await school())
    expect(mainText((await senco.get(at)).text)).toContain('The plan has been saved Next:')
  })

  test('the same plan form sent twice creates one plan, with each outcome and provision once', async () => {
    const ours = await school()
    const { pupilId, newPath } = await onSenSupport(ours)
    const senco = await ours.as('senco')
    const fields = { ...(await senco.formAt(newPath)), ...typed }
    const answers = await Promise.all([senco.post(newPath, fields), senco.post(newPath, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const plans = await plansOf(ours, pupilId)
    expect(plans).toHaveLength(1)
    expect(plans[0]?.outcomes).toHaveLength(2)
    expect(plans[0]?.provisions).toHaveLength(8)
  })

  test('sending a saved plan form again with changes leads to its edit form, with the changes filled in', async () => {
    const ours = await school()
    const { pupilId, newPath } = await onSenSupport(ours)
    const senco = await ours.as('senco')
    const fields = { ...(await senco.formAt(newPath)), ...typed }
    await senco.post(newPath, fields)
    const again = await senco.post(newPath, { ...fields, expectedImpact: 'Asks before he walks off' })
    const [plan] = await plansOf(ours, pupilId)
    const edit = `/pupils/${pupilId}/plans/${plan?.id}/edit`
    expect(again.headers.location).toBe(edit)
    expect((await senco.submit(edit, {})).status).toBe(303)
    expect(await plansOf(ours, pupilId)).toMatchObject([{ expectedImpact: 'Asks before he walks off', version: 2 }])
  })

  test.each([
    ['in full', typed],
    ['without an assessment', dayTyped('agreedOn', '2026-11-12')],
  ])('the same plan form sent again %s leads to the saved plan', async (_name, sent) => {
    const ours = await school()
    const { pupilId, newPath } = await onSenSupport(ours)
    const senco = await ours.as('senco')
    const fields = { ...(await senco.formAt(newPath)), ...sent }
    await senco.post(newPath, fields)
    const again = await senco.post(newPath, fields)
    const [plan] = await plansOf(ours, pupilId)
    expect(again.headers.location).toBe(`/pupils/${pupilId}/plans/${plan?.id}`)
  })

  test('a plan drops an empty row between two outcomes and keeps its interventions with their outcomes', async () => {
    const { plan } = await aPlan(await school(), {
      'outcomes.1.outcome': '',
      'outcomes.2.outcome': 'Plays with Rohan',
      'interventions.0.serves': '3',
    })
    expect(plan.outcomes.map(({ outcome }) => outcome)).toEqual(['Asks for help with his card', 'Plays with Rohan'])
    expect(plan.provisions[2]?.outcomeId).toBe(plan.outcomes[1]?.id)
  })

  test('a plan form without assessment fields saves no assessment', async () => {
    const ours = await school()
    const { pupilId, newPath } = await onSenSupport(ours)
    await (await ours.as('senco')).submit(newPath, dayTyped('agreedOn', '2026-11-12'))
    expect(await plansOf(ours, pupilId)).toMatchObject([{ assessment: null, outcomes: [], provisions: [] }])
  })

  test('“save and go on” saves the plan and leads back to its form', async () => {
    const ours = await school()
    const { pupilId, newPath } = await onSenSupport(ours)
    const senco = await ours.as('senco')
    const answer = await senco.post(`${newPath}?then=edit`, { ...(await senco.formAt(newPath)), ...typed })
    const [plan] = await plansOf(ours, pupilId)
    expect(answer.headers.location).toBe(`/pupils/${pupilId}/plans/${plan?.id}/edit`)
  })

  test.each([
    ['no day', dayTyped('agreedOn', ''), 'Enter the day on which the plan was agreed'],
    ['a day in the future', dayTyped('agreedOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'a review on the day it was agreed',
      dayTyped('reviewOn', '2026-11-12'),
      'The review has to be later than the day on which the plan was agreed',
    ],
    [
      'a review on 30 February',
      dayTyped('reviewOn', '2027-02-30'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['an assessment without a day', dayTyped('assessedOn', ''), 'Enter the day on which the assessment was made'],
    [
      'advice without an assessment',
      {
        ...Object.fromEntries(Object.keys(typed).map((name) => [name, ''])),
        ...dayTyped('agreedOn', '2026-11-12'),
        adjustments: typed.adjustments,
        externalAdviceRelevant: 'no',
        externalAdvice: 'Eight words at most',
      },
      'Enter the day on which the assessment was made',
    ],
    [
      'an assessment looked at again before it was made',
      dayTyped('reviewedOn', '2026-11-01'),
      'It cannot have been looked at again before it was made',
    ],
    [
      'an outcome due before the plan',
      dayTyped('outcomes.0.byOn', '2026-11-12'),
      '12 November 2026 is not after the plan was agreed',
    ],
    [
      'a measure without an outcome',
      { 'outcomes.2.measure': 'Tally' },
      'Say what the pupil will be able to do, or clear this outcome',
    ],
    [
      'a deliverer without an intervention',
      { 'interventions.1.deliveredBy': 'Mr Z' },
      'Say what is done, or clear this intervention',
    ],
    [
      'an intervention that serves a missing outcome',
      { 'interventions.0.serves': '3' },
      'Outcome 3 is empty. Write it above, or choose another',
    ],
    ['half a pupil in a group', { 'interventions.0.groupSize': '0.5' }, 'Enter a whole number from 1 to 40'],
    ['four things that help', { helps: 'a\nb\nc\nd' }, 'Enter at most 3 lines'],
    ['a view without an author', { parentInWhoseWords: '' }, 'Say in whose words the view is'],
    [
      'an assessment that is too long',
      { comparison: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
    [
      'an outcome that is too long',
      { 'outcomes.0.outcome': 'x'.repeat(501) },
      'This is 501 characters long. Shorten it to 500 or fewer',
    ],
  ])('a plan form with %s gets 422 at the field and keeps the typed values', async (_name, fault, message) => {
    const ours = await school()
    const { pupilId, newPath } = await onSenSupport(ours)
    const answer = await (await ours.as('senco')).submit(newPath, { ...typed, ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain('Words with pictures')
    expect(await htmlErrors(answer.text)).toEqual([])
    expect(await plansOf(ours, pupilId)).toEqual([])
  })

  test('a teacher and the head get 403 for recording a new plan, and another school’s SENCO gets 404', async () => {
    const ours = await school()
    const { newPath } = await onSenSupport(ours)
    expect((await (await ours.as('teacher')).get(newPath)).status).toBe(403)
    expect((await (await ours.as('head')).get(newPath)).status).toBe(403)
    expect((await (await (await school()).as('senco')).get(newPath)).status).toBe(404)
  })
})

describe('what the form of a new plan is filled in with', () => {
  test('a new plan’s form is filled in with the last plan’s open outcomes, what helps and who agreed it', async () => {
    const { ours, pupilId, plan, senco, newPath } = await aPlan(await school())
    const { schoolId } = ours
    await ours.inSchool(async (tx) => {
      const reviewId = uuidv7()
      await tx.review.createMany({
        data: [{ schoolId, id: reviewId, pupilId, planId: plan.id, heldOn: toDate(testToday) }],
      })
      const [first, second] = plan.outcomes.map(({ id }) => id)
      if (!first || !second) throw new Error('the plan has two outcomes')
      const told = { schoolId, pupilId, reviewId }
      await tx.outcomeProgress.createMany({
        data: [
          { ...told, id: uuidv7(), outcomeId: first, progress: 'met' },
          { ...told, id: uuidv7(), outcomeId: second, progress: 'some' },
        ],
      })
    })
    expect(await senco.formAt(newPath)).toMatchObject({
      'outcomes.0.outcome': ['Follows two-step instructions'],
      'outcomes.1.outcome': [''],
      helps: ['His name first\nShow it\nWait ten seconds'],
      avoid: ['Calling across the room'],
      teacher: ['Miss Ali'],
      senco: ['SENCO Example'],
      teacherAssessment: [''],
      'agreedOn-day': ['24'],
    })
  })

  test('a first plan’s form is filled in from the decision and the last meeting’s outcomes', async () => {
    const ours = await school()
    const { schoolId } = ours
    const { pupilId, newPath } = await onSenSupport(ours)
    await ours.inSchool(async (tx) => {
      const meetingId = uuidv7()
      const told = { schoolId, pupilId, parentTookPart: true, pupilTookPart: true }
      await tx.meeting.createMany({
        data: [{ ...told, id: meetingId, kind: 'planning', heldOn: toDate('2026-11-10') }],
      })
      await tx.outcome.createMany({
        data: [{ schoolId, pupilId, id: uuidv7(), meetingId, position: 0, outcome: 'Eats lunch in the hall' }],
      })
    })
    expect(await (await ours.as('senco')).formAt(newPath)).toMatchObject({
      'outcomes.0.outcome': ['Eats lunch in the hall'],
      teacher: ['Miss Ali'],
    })
  })
})

describe('reading a plan', () => {
  test('SENCO and head can read a plan, but only the SENCO sees “Change the plan”', async () => {
    const { ours, at } = await aPlan(await school())
    const answer = await (await ours.as('head')).get(at)
    expect(answer.status).toBe(200)
    expect(await htmlErrors(answer.text)).toEqual([])
    const text = mainText(answer.text)
    for (const said of [
      'Asks for help with his card',
      'Talk Boost',
      'in a group of 4',
      'Mrs Khan, in her own words',
      'The pupil declined to give a view.',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain('Change the plan')
    expect(mainText((await (await ours.as('senco')).get(at)).text)).toContain('Change the plan')
  })

  test('the title of a plan’s page does not name the child', async () => {
    const { senco, at } = await aPlan(await school())
    expect((await senco.get(at)).text).toContain('<title>Plan – SEN Support Register</title>')
  })

  test('a teacher gets 403 for a plan’s page, and another pupil’s or school’s plan gets 404', async () => {
    const { ours, at, senco } = await aPlan(await school())
    const { pupilId: other } = await ours.pupil()
    expect((await (await ours.as('teacher')).get(at)).status).toBe(403)
    expect((await senco.get(at.replace(/pupils\/[^/]+/, `pupils/${other}`))).status).toBe(404)
    expect((await senco.get(at.replace(/plans\/[^/]+/, `plans/${uuidv7()}`))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(at)).status).toBe(404)
  })
})
