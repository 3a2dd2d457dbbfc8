import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { aPlan } from '../plans/a-plan.ts'

const { school } = await testApp()

const typed = {
  ...dayTyped('heldOn', '2026-11-23'),
  'outcomes.0.progress': 'met',
  'outcomes.0.note': 'Asks daily',
  'outcomes.1.progress': 'some',
  'interventions.0.sessionsHeld': '5',
  'interventions.0.impact': 'Listens longer',
  parentWords: 'He tells us about his day',
  parentInWhoseWords: 'Mrs Khan, in her own words',
  pupilDeclined: 'yes',
  impact: 'He joins in',
  decision: 'change',
  nextSteps: 'A new plan in December',
}

/** The form fields that clear the plan's one intervention. */
const noIntervention = Object.fromEntries(
  ['what', 'serves', 'deliveredBy', 'howOften', 'groupSize', 'sessionsPlanned'].map((field) => [
    `interventions.0.${field}`,
    '',
  ]),
)

async function aReview(fields: Readonly<Record<string, string>> = {}) {
  const found = await aPlan(await school())
  const review = `${found.at}/review`
  await found.senco.submit(`${found.at}/start`, dayTyped('startedOn', '2026-11-16'))
  const answer = await found.senco.submit(review, { ...typed, ...fields })
  return { ...found, review, answer }
}

describe('recording the review of a plan', () => {
  test('recording a plan’s review saves progress, impact and views, and offers the next plan', async () => {
    const { ours, senco, answer, at, plans, pupilId } = await aReview()
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(at)
    const [plan] = await plans()
    expect(plan).toMatchObject({
      version: 3,
      review: {
        heldOn: toDate('2026-11-23'),
        impact: 'He joins in',
        decision: 'change',
        version: 1,
        views: [
          { speaker: 'parent', words: typed.parentWords },
          { speaker: 'pupil', declined: true },
        ],
      },
      outcomes: [
        { progress: [{ progress: 'met', note: 'Asks daily' }] },
        { progress: [{ progress: 'some', note: null }] },
      ],
    })
    expect(plan?.provisions.find(({ kind }) => kind === 'intervention')).toMatchObject({
      sessionsHeld: 5,
      impact: 'Listens longer',
      what: 'Talk Boost',
    })
    const next = (await senco.get(at)).text
    expect(mainText(next)).toMatch(
      /The review has been saved Next: agree the plan for the next cycle \(due \d+ December\)/,
    )
    expect(next).toContain(`href="/pupils/${pupilId}/plans/new"`)
    const audit = await ours.inSchool((tx) => tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
    expect(audit.find(({ subject }) => subject === 'Review')).toMatchObject({ actorId: ours.staffIds.senco })
  })

  test('recording a review that ends SEN Support leads to recording that decision', async () => {
    const { senco, at, pupilId } = await aReview({ decision: 'end' })
    expect((await senco.get(at)).text).toContain(`/pupils/${pupilId}/decisions/new?decision=endSenSupport`)
  })

  test('a review that decides nothing is saved and does not offer the next plan', async () => {
    const { senco, at, plans } = await aReview({ decision: '' })
    expect((await plans())[0]?.review?.decision).toBeNull()
    expect(mainText((await senco.get(at)).text)).not.toContain('Agree the next plan')
  })

  test('correcting the review of an earlier plan does not offer the next plan again', async () => {
    const { ours, senco, at, review, pupilId } = await aReview()
    await ours.inSchool((tx) =>
      tx.plan.createMany({
        data: [{ schoolId: ours.schoolId, id: uuidv7(), pupilId, agreedOn: toDate('2026-11-24') }],
      }),
    )
    await senco.get(at)
    await senco.submit(review, { impact: 'He joins in gladly' })
    expect(mainText((await senco.get(at)).text)).not.toContain('Agree the next plan')
  })

  test('the same review form sent twice saves one review', async () => {
    const { senco, at, plans } = await aPlan(await school())
    const fields = { ...(await senco.formAt(`${at}/review`)), ...typed }
    const answers = await Promise.all([senco.post(`${at}/review`, fields), senco.post(`${at}/review`, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect((await plans())[0]?.review).toMatchObject({ version: 1, impact: 'He joins in' })
  })

  test('a second review of the same plan gets 409 with both versions and can be saved as an edit', async () => {
    const { senco, at, plans } = await aPlan(await school())
    const review = `${at}/review`
    const [mine, theirs] = [await senco.formAt(review), await senco.formAt(review)]
    await senco.post(review, { ...theirs, ...typed })
    const answer = await senco.post(review, { ...mine, ...typed, impact: 'Not much' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('He joins in')
    expect(answer.text).toContain('Not much')
    const again = await senco.post(review, {
      ...mine,
      ...typed,
      version: '1',
      impact: 'Some',
      'outcomes.0.progress': 'some',
    })
    expect(again.status).toBe(303)
    expect((await plans())[0]).toMatchObject({
      review: { version: 2, impact: 'Some' },
      outcomes: [{ progress: [{ progress: 'some' }] }, { progress: [{ progress: 'some' }] }],
    })
  })

  test('editing a plan in a form opened before its review gets 409 and cannot delete what the review says', async () => {
    const { senco, at, plans } = await aPlan(await school())
    const changing = await senco.formAt(`${at}/edit`)
    await senco.submit(`${at}/review`, typed)
    const answer = await senco.post(`${at}/edit`, { ...changing, ...noIntervention })
    expect(answer.status).toBe(409)
    expect((await plans())[0]?.provisions.find(({ kind }) => kind === 'intervention')).toMatchObject({
      what: 'Talk Boost',
      impact: 'Listens longer',
    })
  })

  test.each([
    ['no day', dayTyped('heldOn', ''), 'Enter the day on which the review was held'],
    ['a day in the future', dayTyped('heldOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'a day before the plan',
      dayTyped('heldOn', '2026-11-11'),
      'The plan was agreed on 12 November 2026. It cannot be reviewed before that',
    ],
    ['a note without progress', { 'outcomes.1.progress': '', 'outcomes.1.note': 'So so' }, 'Choose how far it has got'],
    [
      'sessions that are not a number',
      { 'interventions.0.sessionsHeld': 'many' },
      'Enter a whole number from 0 to 400',
    ],
    ['a view without an author', { parentInWhoseWords: ' ' }, 'Say in whose words the view is'],
    [
      'an impact that is too long',
      { impact: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
  ])('a review form with %s gets 422 at the field and keeps the typed values', async (_name, fault, message) => {
    const { answer, plans } = await aReview(fault)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(answer.text).toContain('A new plan in December')
    expect(await htmlErrors(answer.text)).toEqual([])
    expect((await plans())[0]?.review).toBeNull()
  })

  test('a review that names another plan’s outcome gets 404 and changes nothing', async () => {
    const ours = await school()
    const { plan: other, plans: others } = await aPlan(ours)
    const { senco, at, plans } = await aPlan(ours)
    const answer = await senco.submit(`${at}/review`, { ...typed, 'outcomes.0.id': other.outcomes[0]?.id ?? '' })
    expect(answer.status).toBe(404)
    expect((await plans())[0]?.review).toBeNull()
    expect((await others())[0]?.outcomes[0]?.progress).toEqual([])
  })

  test('a teacher and the head get 403 for recording a review, and another school’s plan gets 404', async () => {
    const { ours, senco, at } = await aPlan(await school())
    const { pupilId: other } = await ours.pupil()
    expect((await (await ours.as('teacher')).get(`${at}/review`)).status).toBe(403)
    expect((await (await ours.as('head')).get(`${at}/review`)).status).toBe(403)
    expect((await senco.get(`${at.replace(/pupils\/[^/]+/, `pupils/${other}`)}/review`)).status).toBe(404)
    expect((await senco.get(`${at.replace(/plans\/[^/]+/, `plans/${uuidv7()}`)}/review`)).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(`${at}/review`)).status).toBe(404)
  })
})

describe('correcting a review', () => {
  test('correcting a review starts from the saved values and deletes cleared progress', async () => {
    const { senco, review, plans } = await aReview()
    expect(await senco.formAt(review)).toMatchObject({
      version: ['1'],
      'outcomes.0.progress': ['met'],
      'outcomes.0.note': ['Asks daily'],
      'interventions.0.sessionsHeld': ['5'],
      decision: ['change'],
    })
    await senco.submit(review, { 'outcomes.0.progress': '', 'outcomes.0.note': '', decision: 'stepUp' })
    expect((await plans())[0]).toMatchObject({
      review: { decision: 'stepUp', version: 2 },
      outcomes: [{ progress: [] }, { progress: [{ progress: 'some' }] }],
    })
  })

  test('a stale correction of a review gets 409 with both versions', async () => {
    const { senco, review, plans } = await aReview()
    const [mine, theirs] = [await senco.formAt(review), await senco.formAt(review)]
    await senco.post(review, { ...theirs, impact: 'Theirs' })
    const answer = await senco.post(review, { ...mine, impact: 'Mine' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Theirs')
    expect((await plans())[0]?.review).toMatchObject({ impact: 'Theirs', version: 2 })
  })

  test('the page of a plan shows its review', async () => {
    const { senco, at } = await aReview()
    const text = mainText((await senco.get(at)).text)
    for (const said of [
      'Our review on 23 November 2026',
      'We change the support or the outcomes',
      'Met. Asks daily',
      '5 of 30 sessions held',
    ])
      expect(text).toContain(said)
  })
})
