import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { aPlan } from '../pupil-record/plans/a-plan.ts'
import { dayTyped, errorsOf, mainText, testApp } from '../support/app.ts'
import { htmlErrors } from '../support/valid-html.ts'

const { school } = await testApp(undefined, { canMail: true })

/** The fields typed in the meeting. The others keep the values that the page proposes. */
const said = {
  'outcomes.0.progress': 'met',
  'outcomes.0.note': 'Asks daily',
  'outcomes.1.progress': 'some',
  'outcomes.1.note': 'Two steps when it is quiet',
  'interventions.0.sessionsHeld': '5',
  'interventions.0.impact': 'Listens longer',
  parentWords: 'He tells us about his day',
  parentInWhoseWords: 'Mrs Khan, in her own words',
  pupilDeclined: 'yes',
  impact: 'He joins in',
  decision: 'change',
  nextSteps: 'Mr Zielinski begins on Monday',
  'nextOutcomes.2.outcome': 'Tells a friend what he did',
}

async function begun() {
  const ours = await school()
  const found = await aPlan(ours)
  const { schoolId } = ours
  await found.senco.submit(`${found.at}/start`, dayTyped('startedOn', '2026-11-16'))
  await ours.inSchool((tx) =>
    tx.contact.createMany({
      data: [
        {
          schoolId,
          pupilId: found.pupilId,
          id: uuidv7(),
          name: 'Mrs Khan',
          relationship: 'Mother',
          email: 'k@home.example',
          language: 'Urdu',
        },
        { schoolId, pupilId: found.pupilId, id: uuidv7(), name: 'Mr Khan', relationship: 'Father', priority: 2 },
        {
          schoolId,
          pupilId: found.pupilId,
          id: uuidv7(),
          name: 'Gran',
          relationship: 'Gran',
          parentalResponsibility: false,
        },
      ],
    }),
  )
  const lettersOf = () =>
    ours.inSchool((tx) =>
      tx.letter.findMany({
        where: { schoolId, pupilId: found.pupilId },
        orderBy: { sentTo: 'asc' },
        include: { deliveries: true },
      }),
    )
  return { ...found, meeting: `${found.at}/meeting`, lettersOf }
}

describe('a review meeting: one form for the review and the next plan', () => {
  test('the review meeting’s form shows the last plan’s outcomes and fills in the next plan from them', async () => {
    const { senco, meeting } = await begun()
    const page = await senco.get(meeting)
    expect(page.status).toBe(200)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).toContain('1. Asks for help with his card')
    expect(parse(page.text).querySelector('title')?.text).not.toContain('Amir')
    expect(await senco.formAt(meeting)).toMatchObject({
      'nextOutcomes.0.outcome': ['Asks for help with his card'],
      'nextOutcomes.0.carryOn': ['yes'],
      'nextInterventions.0.what': ['Talk Boost'],
      'nextInterventions.0.serves': ['2'],
      helps: ['His name first\nShow it\nWait ten seconds'],
      teacher: ['Miss Ali'],
      'reviewOn-year': ['2027'],
      noteWay: ['handedOver'],
    })
  })

  test('the review meeting’s form collapses rarely changed fields, and opens those with an error', async () => {
    const { senco, meeting } = await begun()
    const folded = (html: string) =>
      parse(html)
        .querySelectorAll('details')
        .filter((one) => one.hasAttribute('open'))
        .map((one) => one.querySelector('summary')?.text.trim().replace(/:.*/, ''))
    const page = await senco.get(meeting)
    expect(folded(page.text)).toEqual([])
    expect(mainText(page.text)).toContain('How it is measured: ')
    expect(page.text).toContain('href="#parts"')
    const wrong = {
      ...dayTyped('nextOutcomes.1.byOn', '2027-02-31'),
      'nextInterventions.0.groupSize': 'x',
      noteText: 'Ours',
    }
    const answer = await senco.submit(meeting, { ...said, ...wrong })
    expect(answer.status).toBe(422)
    expect(folded(answer.text)).toEqual(['How it is measured', 'Who, how often, how many', 'Write the note yourself'])
    expect(await htmlErrors(answer.text)).toEqual([])
  })

  test('saving a review meeting saves the review, the next plan, the note to parents and the briefing', async () => {
    const { ours, senco, meeting, plans, pupilId, lettersOf } = await begun()
    const answer = await senco.submit(meeting, said)
    expect(answer.status).toBe(303)
    const [last, next] = await plans()
    expect(last).toMatchObject({
      review: {
        heldOn: toDate('2026-11-24'),
        decision: 'change',
        impact: 'He joins in',
        views: [
          { speaker: 'parent', words: said.parentWords },
          { speaker: 'pupil', declined: true },
        ],
      },
      outcomes: [{ progress: [{ progress: 'met' }] }, { progress: [{ progress: 'some' }] }],
    })
    expect(last?.provisions.find(({ kind }) => kind === 'intervention')).toMatchObject({
      sessionsHeld: 5,
      impact: 'Listens longer',
    })
    expect(next).toMatchObject({
      agreedOn: toDate('2026-11-24'),
      startedOn: toDate('2026-11-24'),
      parentConsultedOn: toDate('2026-11-24'),
      teacher: 'Miss Ali',
      needsInALine: 'Understands short sentences',
      reviewOn: toDate('2027-02-16'),
      assessment: {
        assessedOn: toDate('2026-11-24'),
        teacherAssessment: 'Retells a story one to one',
        views: [
          { speaker: 'parent', words: said.parentWords },
          { speaker: 'pupil', declined: true },
        ],
      },
      outcomes: [
        { outcome: 'Follows two-step instructions', baseline: 'Two steps when it is quiet' },
        { outcome: 'Tells a friend what he did' },
      ],
    })
    const intervention = next?.provisions.find(({ kind }) => kind === 'intervention')
    expect(intervention).toMatchObject({ what: 'Talk Boost', outcomeId: next?.outcomes[0]?.id, sessionsHeld: null })
    expect(next?.briefings.map(({ staffId }) => staffId).toSorted()).toEqual(
      [ours.staffIds.teacher, ours.staffIds.teachingAssistant].toSorted(),
    )
    const letters = await lettersOf()
    expect(letters.map(({ sentTo, kind, needs, aboutId }) => ({ sentTo, kind, needs, aboutId }))).toEqual([
      { sentTo: 'Mr Khan', kind: 'reviewNote', needs: null, aboutId: last?.review?.id },
      { sentTo: 'Mrs Khan', kind: 'reviewNote', needs: 'in Urdu', aboutId: last?.review?.id },
    ])
    expect(letters[0]?.body).toContain('Asks for help with his card: met. Asks daily')
    expect(letters[0]?.body).toContain('He tells us about his day')
    expect(letters[0]?.deliveries).toMatchObject([{ method: 'letter handed over', status: 'recorded' }])
    // Both letters are printed now, because both are recorded as handed over.
    expect(answer.headers.location).toBe(`/pupils/${pupilId}/letters/print?letters=${letters[1]?.id}.${letters[0]?.id}`)
    expect(mainText((await senco.get(answer.headers.location ?? '')).text)).toContain(
      'Saved: the review, the next plan, a briefing to 2 members of staff, a note to 2 parents. Open the next plan',
    )
    const meetings = await ours.inSchool((tx) => tx.meeting.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
    expect(meetings).toMatchObject([{ kind: 'review', parentTookPart: true, pupilTookPart: true }])
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, action: 'insert' } }),
    )
    for (const subject of ['Review', 'Plan', 'Letter', 'Briefing', 'Meeting'])
      expect(audit.find((event) => event.subject === subject)).toMatchObject({ actorId: ours.staffIds.senco })
  })

  test('a review meeting that ends SEN Support creates no plan, and leads to recording that decision', async () => {
    const { senco, meeting, plans, at } = await begun()
    const answer = await senco.submit(meeting, { ...said, decision: 'end', noteWay: 'later' })
    expect(answer.headers.location).toBe(at)
    expect(await plans()).toHaveLength(1)
    expect((await senco.get(at)).text).toContain('decisions/new?decision=endSenSupport')
  })

  test('a review meeting’s note is e-mailed to parents with an e-mail address and posted to others', async () => {
    const { senco, meeting, lettersOf, pupilId } = await begun()
    const answer = await senco.submit(meeting, { ...said, noteWay: 'email', noteText: 'It went well.' })
    const [father, mother] = await lettersOf()
    expect(mother?.deliveries).toMatchObject([{ status: 'queued', address: 'k@home.example' }])
    expect(father?.deliveries).toMatchObject([{ status: 'recorded', method: 'letter by post' }])
    expect(answer.headers.location).toBe(`/pupils/${pupilId}/letters/${father?.id}`)
    expect(mainText((await senco.get(answer.headers.location ?? '')).text)).toContain(
      'Print this for whoever has no e-mail address, and post it.',
    )
    expect(mother?.body).toBe('24 November 2026\n\nDear Mrs Khan\n\nIt went well.\n\nYours sincerely')
  })

  test('a review meeting’s form sent several times, even at the same time, saves once', async () => {
    const { senco, meeting, plans, lettersOf } = await begun()
    const fields = { ...(await senco.formAt(meeting)), ...said }
    const answers = await Promise.all([senco.post(meeting, fields), senco.post(meeting, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const again = await senco.post(meeting, fields)
    const [, next] = await plans()
    expect(again.headers.location).toContain(`/plans/${next?.id}`)
    expect(again.headers.location).not.toContain('edit')
    expect(await plans()).toHaveLength(2)
    expect(await lettersOf()).toHaveLength(2)
    expect(mainText((await senco.get(meeting)).text)).toContain('The review was held on 24 November 2026.')
  })

  test('sending a saved review meeting again with changes leads to the filled-in form of review or plan', async () => {
    const { senco, meeting, at, plans } = await begun()
    const fields = { ...(await senco.formAt(meeting)), ...said }
    await senco.post(meeting, fields)
    const review = await senco.post(meeting, { ...fields, impact: 'He joins in gladly' })
    expect(review.headers.location).toBe(`${at}/review`)
    expect((await senco.formAt(`${at}/review`)).impact).toEqual(['He joins in gladly'])
    const plan = await senco.post(meeting, { ...fields, needsInALine: 'Needs time' })
    const [, next] = await plans()
    expect(plan.headers.location).toContain(`/plans/${next?.id}/edit`)
    expect((await senco.formAt(plan.headers.location ?? '')).needsInALine).toEqual(['Needs time'])
    expect(next?.needsInALine).toBe('Understands short sentences')
  })

  test('saving a review meeting gets 409 with both versions if somebody saved a review meanwhile', async () => {
    const { senco, meeting, at, plans, lettersOf } = await begun()
    const fields = { ...(await senco.formAt(meeting)), ...said }
    await senco.submit(`${at}/review`, { impact: 'Theirs', decision: 'continue' })
    const answer = await senco.post(meeting, fields)
    expect(answer.status).toBe(409)
    expect(await htmlErrors(answer.text)).toEqual([])
    expect(mainText(answer.text)).toContain('Theirs')
    expect(mainText(answer.text)).toContain('He joins in')
    expect(await plans()).toHaveLength(1)
    expect(await lettersOf()).toEqual([])
    const together = await senco.post(meeting, { ...fields, version: '1', impact: 'Both' })
    expect(together.status).toBe(303)
    expect(await plans()).toMatchObject([
      { review: { impact: 'Both', version: 2 } },
      { agreedOn: toDate('2026-11-24') },
    ])
  })

  test.each([
    ['no day', dayTyped('heldOn', ''), ['Enter the day on which the review was held']],
    ['a day in the future', dayTyped('heldOn', '2026-11-25'), ['25 November 2026 is in the future']],
    [
      'a day before the plan',
      dayTyped('heldOn', '2026-11-11'),
      ['The plan was agreed on 12 November 2026. It cannot be reviewed before that'],
    ],
    ['no decision', { decision: '' }, ['Choose how you go on']],
    ['no way for the note', { noteWay: '' }, ['Choose how the parents get the note']],
    ['a view without an author', { parentInWhoseWords: '' }, ['Say in whose words the view is']],
    [
      'an impact that is too long',
      { impact: 'x'.repeat(4001) },
      ['This is 4,001 characters long. Shorten it to 4,000 or fewer'],
    ],
    [
      'a next review before the plan',
      dayTyped('reviewOn', '2026-11-20'),
      ['The review has to be later than the day on which the plan was agreed'],
    ],
    [
      'an outcome without words',
      { 'nextOutcomes.3.measure': 'Tally', 'nextOutcomes.2.outcome': '' },
      ['Say what the pupil will be able to do, or clear this outcome'],
    ],
    ['four things that help', { helps: 'a\nb\nc\nd' }, ['Enter at most 3 lines']],
  ])('a review meeting with %s gets 422 at the field and keeps the typed values', async (_name, fault, messages) => {
    const { senco, meeting, plans, lettersOf } = await begun()
    const answer = await senco.submit(meeting, { ...said, ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual(messages)
    const page = parse(answer.text)
    const ids = page.querySelectorAll('[id]').map(({ id }) => `#${id}`)
    for (const link of page.querySelectorAll('.govuk-error-summary__list a'))
      expect(ids).toContain(link.getAttribute('href'))
    expect(answer.text).toContain('Mr Zielinski begins on Monday')
    expect((await plans())[0]?.review).toBeNull()
    expect(await lettersOf()).toEqual([])
  })

  test('a review meeting that names another plan’s outcome, or unknown staff to brief, gets 404', async () => {
    const { senco, meeting, plans } = await begun()
    const other = await begun()
    const strange = { ...said, 'outcomes.0.id': other.plan.outcomes[0]?.id ?? '' }
    expect((await senco.submit(meeting, strange)).status).toBe(404)
    expect((await senco.submit(meeting, { ...said, briefed: other.ours.staffIds.teacher })).status).toBe(404)
    expect((await plans())[0]?.review).toBeNull()
  })

  test('teacher and head get 403 for a review meeting, and another pupil’s or school’s plan gets 404', async () => {
    const { ours, senco, meeting } = await begun()
    const { pupilId: other } = await ours.pupil()
    for (const role of ['teacher', 'head'] as const) expect((await (await ours.as(role)).get(meeting)).status).toBe(403)
    expect((await senco.get(meeting.replace(/pupils\/[^/]+/, `pupils/${other}`))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(meeting)).status).toBe(404)
  })

  test('a review meeting offers and accepts no note to parents if the pupil has no parent on record', async () => {
    const { ours, senco, meeting, pupilId } = await begun()
    await ours.inSchool((tx) => tx.contact.deleteMany({ where: { schoolId: ours.schoolId, pupilId } }))
    expect(mainText((await senco.get(meeting)).text)).toContain('No parent or carer is on record')
    const answer = await senco.submit(meeting, { ...said, noteWay: 'email' })
    expect(errorsOf(answer.text)).toEqual(['The note cannot go this way to the parents on record. Choose another'])
  })

  test('the review meeting’s form shows what staff answered about each outcome', async () => {
    const { ours, senco, meeting, plan, pupilId } = await begun()
    const { schoolId, staffIds } = ours
    const [roundRobinId, askedId] = [uuidv7(), uuidv7()]
    const whose = { schoolId, pupilId }
    await ours.inSchool(async (tx) => {
      await tx.roundRobin.createMany({
        data: [
          {
            ...whose,
            id: roundRobinId,
            planId: plan.id,
            askedOn: toDate('2026-11-16'),
            answerBy: toDate('2026-11-20'),
          },
        ],
      })
      await tx.roundRobinAsked.createMany({
        data: [
          {
            ...whose,
            id: askedId,
            roundRobinId,
            staffId: staffIds.teacher,
            answeredOn: toDate('2026-11-18'),
            comment: 'Happier on Mondays',
          },
        ],
      })
      await tx.roundRobinProgress.createMany({
        data: [
          {
            ...whose,
            id: uuidv7(),
            askedId,
            outcomeId: plan.outcomes[0]?.id ?? '',
            progress: 'some',
            note: 'In maths',
          },
        ],
      })
    })
    const text = mainText((await senco.get(meeting)).text)
    expect(text).toContain('1 of 1 staff have said what they see.')
    expect(text).toContain('Teacher Example: some progress. In maths')
    expect(text).toContain('Happier on Mondays')
  })
})
