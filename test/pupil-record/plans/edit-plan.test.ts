import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, type TestSchool, testApp, testNow, testToday } from '../../support/app.ts'
import { aPlan, typed } from './a-plan.ts'

const { school } = await testApp()

/** Saves a review of the plan with the progress and impact that an edit must not lose. */
const reviewed = (ours: TestSchool, pupilId: string, planId: string, outcomeId: string) =>
  ours.inSchool(async (tx) => {
    const told = { schoolId: ours.schoolId, pupilId }
    const reviewId = uuidv7()
    await tx.review.createMany({ data: [{ ...told, id: reviewId, planId, heldOn: toDate('2026-11-20') }] })
    await tx.outcomeProgress.createMany({ data: [{ ...told, id: uuidv7(), reviewId, outcomeId, progress: 'some' }] })
    await tx.provision.updateMany({ where: { ...told, planId, kind: 'intervention' }, data: { sessionsHeld: 12 } })
  })

describe('editing a plan', () => {
  test('editing a plan keeps the database rows of what stays and deletes what was cleared', async () => {
    const { senco, at, plan, plans } = await aPlan(await school())
    const answer = await senco.submit(`${at}/edit`, {
      'outcomes.0.outcome': '',
      'outcomes.0.measure': '',
      'outcomes.0.baseline': '',
      ...dayTyped('outcomes.0.byOn', ''),
      'outcomes.1.outcome': 'Follows three-step instructions',
      'outcomes.2.outcome': 'Plays with Rohan',
      'interventions.0.howOften': 'daily',
      adjustments: 'Words with pictures\nSits at the back',
      helps: 'Show it',
    })
    expect(answer.status).toBe(303)
    const [now] = await plans()
    expect(now?.version).toBe(2)
    expect(now?.outcomes.map(({ outcome }) => outcome)).toEqual(['Follows three-step instructions', 'Plays with Rohan'])
    expect(now?.outcomes[0]?.id).toBe(plan.outcomes[1]?.id)
    const before = new Map(plan.provisions.map(({ what, id }) => [what, id]))
    const after = new Map(now?.provisions.map(({ what, id }) => [what, id]))
    expect([...after.keys()]).toEqual([
      'Words with pictures',
      'Sits at the back',
      'Talk Boost',
      'An adult near him for five minutes',
      'Show it',
      'Calling across the room',
    ])
    for (const what of ['Words with pictures', 'Talk Boost', 'Show it']) expect(after.get(what)).toBe(before.get(what))
    expect(after.get('Sits at the back')).toBe(before.get('Sits at the front'))
    expect(now?.provisions[2]).toMatchObject({ howOften: 'daily', outcomeId: plan.outcomes[1]?.id })
  })

  test('the edit form of a plan shows its outcomes and two empty rows for more', async () => {
    const { senco, at } = await aPlan(await school())
    const fields = await senco.formAt(`${at}/edit`)
    expect(fields).toMatchObject({
      'interventions.0.serves': ['2'],
      pupilDeclined: ['yes'],
      adjustments: ['Sits at the front\nWords with pictures'],
      'outcomes.3.outcome': [''],
    })
    expect(fields['outcomes.4.outcome']).toBeUndefined()
  })

  test('a plan form that sends the id of another plan’s outcome adds a new one and leaves that unchanged', async () => {
    const ours = await school()
    const { plan: other, plans: others } = await aPlan(ours)
    const { senco, at, plans } = await aPlan(ours)
    const stolen = other.outcomes[0]?.id ?? ''
    await senco.submit(`${at}/edit`, { 'outcomes.2.id': stolen, 'outcomes.2.outcome': 'Mine' })
    expect((await others())[0]?.outcomes[0]).toMatchObject({ id: stolen, outcome: 'Asks for help with his card' })
    const mine = (await plans())[0]?.outcomes[2]
    expect(mine?.outcome).toBe('Mine')
    expect(mine?.id).not.toBe(stolen)
  })

  test('a stale edit of a plan gets 409 with both versions, from where it can be saved', async () => {
    const { senco, at, plans } = await aPlan(await school())
    const edit = `${at}/edit`
    const [mine, theirs] = [await senco.formAt(edit), await senco.formAt(edit)]
    await senco.post(edit, { ...theirs, 'outcomes.0.outcome': 'Their outcome' })
    const answer = await senco.post(edit, { ...mine, 'outcomes.0.outcome': 'My outcome', helps: 'My help' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('What the pupil will be able to do (1)')
    expect(mainText(answer.text)).toContain('Their outcome')
    expect(answer.text).toContain('My outcome')
    expect((await plans())[0]?.outcomes[0]?.outcome).toBe('Their outcome')
    expect((await senco.post(edit, { ...mine, version: '2', 'outcomes.0.outcome': 'Both' })).status).toBe(303)
    expect((await plans())[0]).toMatchObject({ version: 3, outcomes: [{ outcome: 'Both' }, {}] })
  })

  test('the same plan edit sent twice saves once, even with an empty row and a day typed as “02”', async () => {
    const { senco, at, plans } = await aPlan(await school())
    const edit = `${at}/edit`
    const fields = { ...(await senco.formAt(edit)), 'outcomes.3.outcome': 'New', 'assessedOn-day': '02' }
    const answers = [await senco.post(edit, fields), await senco.post(edit, fields)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await plans())[0]).toMatchObject({ version: 2, outcomes: [{}, {}, { outcome: 'New' }] })
  })

  test.each([
    [
      'a removed assessment',
      {
        ...dayTyped('assessedOn', ''),
        teacherAssessment: '',
        progressAndAttainment: '',
        comparison: '',
        parentWords: '',
        parentInWhoseWords: '',
        pupilDeclined: [],
        externalAdviceRelevant: 'no',
        externalAdvice: '',
      },
      'The assessment is on record. Enter the day on which it was made',
    ],
    [
      'an agreement day after the start',
      dayTyped('agreedOn', '2026-11-17'),
      'The plan started on 16 November 2026, before this day',
    ],
  ])('editing a started plan refuses %s', async (_name, fault, message) => {
    const { senco, at } = await aPlan(await school())
    await senco.submit(`${at}/start`, dayTyped('startedOn', '2026-11-16'))
    const answer = await senco.submit(`${at}/edit`, fault)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
  })

  test.each([
    [
      'a removed outcome',
      { 'outcomes.1.outcome': '', 'interventions.0.serves': '' },
      'This outcome was reviewed, so it stays. Its words can be put right',
    ],
    [
      'a removed intervention',
      {
        'interventions.0.what': '',
        'interventions.0.serves': '',
        'interventions.0.deliveredBy': '',
        'interventions.0.howOften': '',
        'interventions.0.groupSize': '',
        'interventions.0.sessionsPlanned': '',
      },
      'This intervention was reviewed, so it stays. Its words can be put right',
    ],
    [
      'an agreement day after the review',
      dayTyped('agreedOn', '2026-11-21'),
      'The plan was reviewed on 20 November 2026, before this day',
    ],
  ])('editing a reviewed plan refuses %s', async (_name, fault, message) => {
    const { ours, senco, at, pupilId, plan } = await aPlan(await school())
    await reviewed(ours, pupilId, plan.id, plan.outcomes[1]?.id ?? '')
    const answer = await senco.submit(`${at}/edit`, fault)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
  })

  test('a plan’s outcome cannot be removed if a review noted progress on it, even a withdrawn review', async () => {
    const { ours, senco, at, pupilId, plan } = await aPlan(await school())
    const { schoolId } = ours
    await reviewed(ours, pupilId, plan.id, plan.outcomes[1]?.id ?? '')
    await ours.inSchool((tx) =>
      tx.review.updateMany({
        where: { schoolId, planId: plan.id },
        data: { withdrawnAt: testNow, withdrawnBecause: 'Typed into the wrong plan' },
      }),
    )
    const lost = await senco.submit(`${at}/edit`, { 'outcomes.1.outcome': '', 'interventions.0.serves': '' })
    expect(lost.status).toBe(422)
    expect(errorsOf(lost.text)).toEqual(['This outcome was reviewed, so it stays. Its words can be put right'])
    // The withdrawn review's day no longer limits the plan's agreement day.
    expect((await senco.submit(`${at}/edit`, dayTyped('agreedOn', '2026-11-21'))).status).toBe(303)
  })

  test('a teacher and the head get 403 for editing a plan, and an unknown plan gets 404', async () => {
    const { ours, senco, at } = await aPlan(await school())
    expect((await (await ours.as('teacher')).get(`${at}/edit`)).status).toBe(403)
    expect((await (await ours.as('head')).get(`${at}/edit`)).status).toBe(403)
    expect((await senco.get(`${at.replace(/plans\/[^/]+/, `plans/${uuidv7()}`)}/edit`)).status).toBe(404)
  })
})

describe('recording when a plan started', () => {
  test('recording that a plan has started saves the day, which is today by default', async () => {
    const { senco, at, plans } = await aPlan(await school())
    const answer = await senco.submit(`${at}/start`, {})
    expect(answer.headers.location).toBe(at)
    expect((await plans())[0]).toMatchObject({ startedOn: toDate(testToday), version: 2, teacher: typed.teacher })
  })

  test.each([
    ['no day', '', 'Enter the day on which the plan started'],
    [
      'a day before the plan was agreed',
      '2026-11-11',
      'The plan was agreed on 12 November 2026. It cannot start before that',
    ],
    ['a day in the future', '2026-11-25', '25 November 2026 is in the future'],
  ])('recording that a plan has started refuses %s', async (_name, day, message) => {
    const { senco, at, plans } = await aPlan(await school())
    const answer = await senco.submit(`${at}/start`, dayTyped('startedOn', day))
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect((await plans())[0]?.startedOn).toBeNull()
  })

  test('a plan’s start day sent twice is saved once, and a stale edit with another day gets 409', async () => {
    const { senco, at, plans } = await aPlan(await school())
    const fields = await senco.formAt(`${at}/start`)
    await senco.post(`${at}/start`, fields)
    expect((await senco.post(`${at}/start`, fields)).status).toBe(303)
    expect((await senco.post(`${at}/start`, { ...fields, 'startedOn-day': '20' })).status).toBe(409)
    expect((await plans())[0]).toMatchObject({ version: 2, startedOn: toDate(testToday) })
  })

  test('a teacher gets 403 for recording that a plan has started', async () => {
    const { ours, at } = await aPlan(await school())
    expect((await (await ours.as('teacher')).get(`${at}/start`)).status).toBe(403)
  })
})
