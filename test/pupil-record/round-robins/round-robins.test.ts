import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { staffInput } from '../../../src/review-meetings/staff-input.ts'
import { type Browser, dayTyped, errorsOf, fieldsOf, mainText, type TestSchool, testApp } from '../../support/app.ts'
import { faultsOf } from '../../support/sound-html.ts'

const { school, setToday } = await testApp()

/** A pupil with speech and language needs whom a teacher and an assistant work with, and a plan with two outcomes. */
async function amirsSchool() {
  const ours = await school()
  const { schoolId, staffIds } = ours
  const { pupilId } = await ours.pupil({ taughtBy: staffIds.teacher })
  const whose = { schoolId, pupilId }
  const planId = uuidv7()
  const outcomeIds = [uuidv7(), uuidv7()] as const
  await ours.inSchool(async (tx) => {
    await tx.pupilStaff.createMany({
      data: [{ ...whose, id: uuidv7(), staffId: staffIds.teachingAssistant, from: toDate('2026-09-03') }],
    })
    await tx.pupilNeed.createMany({ data: [{ ...whose, id: uuidv7(), rank: 1, type: 'SLCN' }] })
    await tx.plan.createMany({
      data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-17'), reviewOn: toDate('2026-12-11') }],
    })
    await tx.outcome.createMany({
      data: outcomeIds.map((id, position) => ({ ...whose, id, planId, position, outcome: `Outcome ${position + 1}` })),
    })
  })
  const [senco, teacher] = [await ours.as('senco'), await ours.as('teacher')]
  const at = `/pupils/${pupilId}/round-robins`
  return { ours, whose, pupilId, planId, outcomeIds, senco, teacher, at }
}
type Amirs = Awaited<ReturnType<typeof amirsSchool>>

/** Asks with all that the page has filled in. */
async function asked({ senco, at, ours }: Amirs, query = '', fields = {}) {
  const answer = await senco.submit(`${at}/new${query}`, fields)
  expect(answer.status).toBe(303)
  const all = await roundRobins(ours)
  const roundRobinId = all.at(-1)?.id ?? ''
  return { roundRobinId, place: `${at}/${roundRobinId}` }
}

const roundRobins = (ours: TestSchool) =>
  ours.inSchool((tx) =>
    tx.roundRobin.findMany({
      where: { schoolId: ours.schoolId },
      orderBy: { id: 'asc' },
      include: { asked: { orderBy: { id: 'asc' }, include: { ticks: true, progress: true } } },
    }),
  )

const audits = (ours: TestSchool, subject: string) =>
  ours.inSchool((tx) => tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject }, orderBy: { at: 'asc' } }))

describe('asking', () => {
  test('is filled in: who works with the pupil, the areas of their needs, five school days', async () => {
    const { senco, at, ours } = await amirsSchool()
    const page = await senco.get(`${at}/new`)
    expect(page.status).toBe(200)
    expect(await faultsOf(page.text)).toEqual([])
    const fields = await senco.formAt(`${at}/new`)
    expect(fields.staff?.toSorted()).toEqual([ours.staffIds.teacher, ours.staffIds.teachingAssistant].toSorted())
    expect(fields.areas).toEqual(['communication'])
    expect([fields['answerBy-day'], fields['answerBy-month']]).toEqual([['1'], ['12']])
  })

  test('sent as it is, asks them all, once however often it is sent, and begins the school’s lists', async () => {
    const amirs = await amirsSchool()
    const { senco, at, ours } = amirs
    const fields = await senco.formAt(`${at}/new`)
    for (const _time of [1, 2]) {
      const answer = await senco.post(`${at}/new`, fields)
      expect([answer.status, answer.headers.location]).toEqual([303, at.replace('/round-robins', '')])
    }
    const [only, ...others] = await roundRobins(ours)
    expect(others).toEqual([])
    expect(only?.asked).toHaveLength(2)
    expect(only?.askedBy).toBe(ours.staffIds.senco)
    const events = await audits(ours, 'RoundRobin')
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([['insert', ours.staffIds.senco]])
    const statements = await ours.inSchool((tx) => tx.roundRobinStatement.count({ where: { schoolId: ours.schoolId } }))
    expect(statements).toBe(40)
    // Gone back to, changed and sent again: nothing is lost, it waits in the form that changes it.
    const again = await senco.post(`${at}/new`, { ...fields, question: 'How is he at lunch?' })
    expect(again.headers.location).toBe(`${at}/${only?.id}/edit`)
    expect((await senco.get(`${at}/${only?.id}/edit`)).text).toContain('How is he at lunch?')
  })

  test.each([
    ['nobody', { staff: [] }, 'Tick at least one member of staff'],
    ['about nothing', { areas: [], question: '' }, 'Tick an area, or write a question'],
    ['too much', { question: 'x'.repeat(501) }, 'This is 501 characters long. Shorten it to 500 or fewer'],
    ['without a day', dayTyped('answerBy', ''), 'Enter the day by which you need the answers'],
    ['by yesterday', dayTyped('answerBy', '2026-11-23'), '23 November 2026 is in the past'],
    [
      'by a day that is none',
      dayTyped('answerBy', '2026-11-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['in two years', dayTyped('answerBy', '2028-11-24'), '24 November 2028 is more than a year away'],
  ])('%s is refused', async (_name, fields, message) => {
    const { senco, at, ours } = await amirsSchool()
    const answer = await senco.submit(`${at}/new`, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]])
    expect(await roundRobins(ours)).toEqual([])
  })

  test('whoever does not work with the pupil, another’s plan and another school’s staff cannot be named', async () => {
    const amirs = await amirsSchool()
    const other = await amirsSchool()
    const { senco, at } = amirs
    expect((await senco.submit(`${at}/new`, { staff: [amirs.ours.staffIds.head] })).status).toBe(404)
    expect((await senco.submit(`${at}/new`, { staff: [other.ours.staffIds.teacher] })).status).toBe(404)
    expect((await senco.get(`${at}/new?plan=${other.planId}`)).status).toBe(404)
    expect((await senco.get(`${at}/new?plan=soon`)).status).toBe(404)
    expect((await amirs.teacher.get(`${at}/new`)).status).toBe(403)
    expect((await senco.get(`${other.at}/new`)).status).toBe(404)
  })

  test('where nobody works with the pupil says so', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    const page = await (await ours.as('senco')).get(`/pupils/${pupilId}/round-robins/new`)
    expect(mainText(page.text)).toContain('Nobody is on record as working with Amir today')
  })
})

describe('changing what was asked', () => {
  test('somebody is taken off and put back until they answer; it is closed and opened again', async () => {
    const amirs = await amirsSchool()
    const { senco, ours, teacher } = amirs
    const { staffIds } = ours
    const { place } = await asked(amirs)
    await teacher.submit(`${place}/answer`, { goesWell: 'He reads to his sister' })
    expect((await senco.submit(`${place}/edit`, { staff: [staffIds.head] })).status).toBe(404)
    // Who has answered stays, ticked or not.
    const off = await senco.submit(`${place}/edit`, { staff: [staffIds.senco].slice(1) })
    expect(errorsOf(off.text)).toEqual(['Tick at least one member of staff'])
    expect((await senco.submit(`${place}/edit`, { staff: [staffIds.teacher] })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.asked.map(({ staffId }) => staffId)).toEqual([staffIds.teacher])
    expect((await senco.submit(`${place}/edit`, { staff: [staffIds.teachingAssistant] })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.asked).toHaveLength(2)
    expect((await audits(ours, 'RoundRobinAsked')).filter(({ action }) => action === 'delete')).toHaveLength(1)

    expect((await senco.submit(`${place}/edit`, { closed: 'yes' })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.closedOn).toEqual(toDate('2026-11-24'))
    expect(mainText((await teacher.get(`${place}/answer`)).text)).toContain('No answer is needed any more')
    expect((await senco.submit(`${place}/edit`, { closed: [] })).status).toBe(303)
    expect((await roundRobins(ours))[0]?.closedOn).toBeNull()
  })

  test('a day in the past is refused, an earlier one that passed meanwhile stays', async () => {
    const amirs = await amirsSchool()
    const { place } = await asked(amirs)
    const past = await amirs.senco.submit(`${place}/edit`, dayTyped('answerBy', '2026-11-23'))
    expect(errorsOf(past.text)).toEqual(['They were asked later than this day'])
    setToday('2026-12-03')
    const passed = await amirs.senco.submit(`${place}/edit`, { question: 'And now?' })
    const moved = await amirs.senco.submit(`${place}/edit`, dayTyped('answerBy', '2026-12-02'))
    setToday('2026-11-24')
    expect(passed.status).toBe(303)
    expect(errorsOf(moved.text)).toEqual(['This day is in the past'])
  })

  test('two who change it at once see each other', async () => {
    const amirs = await amirsSchool()
    const { senco } = amirs
    const { place } = await asked(amirs)
    const fields = await senco.formAt(`${place}/edit`)
    expect((await senco.post(`${place}/edit`, { ...fields, question: 'One' })).status).toBe(303)
    const stale = await senco.post(`${place}/edit`, { ...fields, question: 'Other' })
    expect(stale.status).toBe(409)
    expect(mainText(stale.text)).toMatch(/One.*Other|Other.*One/)
    expect((await senco.post(`${place}/edit`, { ...fields, question: 'One' })).status).toBe(303)
  })
})

/** The teacher's form with the first statements ticked, and progress on both outcomes. */
async function tickedForm(teacher: Browser, place: string) {
  const fields = await teacher.formAt(`${place}/answer`)
  return {
    ...fields,
    'communication.0.seen': 'often',
    'communication.1.seen': 'never',
    'outcomes.0.progress': 'some',
    'outcomes.0.note': 'With a picture',
    'outcomes.1.progress': 'met',
    goesWell: 'He helps others',
    comment: 'Tired on Mondays',
  }
}

describe('answering', () => {
  test('keeps what was ticked in the words in which it was asked, and can be changed until it is closed', async () => {
    const amirs = await amirsSchool()
    const { ours, teacher, planId, senco } = amirs
    const { place } = await asked(amirs, `?plan=${planId}`)
    const page = await teacher.get(`${place}/answer`)
    expect(await faultsOf(page.text)).toEqual([])
    const fields = await tickedForm(teacher, place)
    for (const _time of [1, 2]) {
      const answer = await teacher.post(`${place}/answer`, fields)
      expect([answer.status, answer.headers.location]).toEqual([303, '/my-classes'])
    }
    const mine = async () =>
      (await roundRobins(ours))[0]?.asked.find(({ staffId }) => staffId === ours.staffIds.teacher)
    const given = await mine()
    expect(given).toMatchObject({ goesWell: 'He helps others', comment: 'Tired on Mondays', version: 2 })
    expect(given?.answeredOn).toEqual(toDate('2026-11-24'))
    expect(given?.ticks.map(({ seen }) => seen).toSorted()).toEqual(['never', 'often'])
    expect(given?.progress).toHaveLength(2)

    await ours.inSchool((tx) =>
      tx.roundRobinStatement.updateMany({
        where: { schoolId: ours.schoolId, area: 'communication', position: 0 },
        data: { offSince: toDate('2026-11-24') },
      }),
    )
    const changed = await teacher.submit(`${place}/answer`, { 'outcomes.1.progress': 'exceeded', comment: '' })
    expect(changed.status).toBe(303)
    expect((await mine())?.ticks).toHaveLength(2)
    expect((await mine())?.comment).toBeNull()

    await senco.submit(`${place}/edit`, { closed: 'yes' })
    const late = await teacher.post(`${place}/answer`, { ...fields, version: '3' })
    expect([late.status, errorsOf(late.text)]).toEqual([
      422,
      ['This has been closed meanwhile. Tell the SENCO, who can open it again'],
    ])
    expect(late.text).toContain('Tired on Mondays')
  })

  test('asks nothing about the outcomes of a plan that was withdrawn since', async () => {
    const amirs = await amirsSchool()
    const { senco, teacher, planId, pupilId, ours } = amirs
    const { place } = await asked(amirs, `?plan=${planId}`)
    await senco.submit(`/pupils/${pupilId}/withdraw/plan/${planId}`, { because: 'Another pupil’s plan' })
    expect(mainText((await teacher.get(`${place}/answer`)).text)).not.toContain('Outcome 1')
    expect((await teacher.submit(`${place}/answer`, { goesWell: 'He helps others' })).status).toBe(303)
    const answers = (await roundRobins(ours))[0]?.asked
    expect(answers?.find(({ staffId }) => staffId === ours.staffIds.teacher)).toMatchObject({
      goesWell: 'He helps others',
      progress: [],
    })
  })

  test('of a statement that was reworded meanwhile is asked again, in the new words', async () => {
    const amirs = await amirsSchool()
    const { ours, teacher, planId } = amirs
    const { place } = await asked(amirs, `?plan=${planId}`)
    const fields = await tickedForm(teacher, place)
    await ours.inSchool((tx) =>
      tx.roundRobinStatement.updateMany({
        where: { schoolId: ours.schoolId, area: 'communication', position: 0 },
        data: { statement: 'Waits for others to start' },
      }),
    )
    const answer = await teacher.post(`${place}/answer`, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([
      422,
      ['The school has reworded this meanwhile. Read it again'],
    ])
    const again = fieldsOf(answer.text, `${place}/answer`)
    expect(again['communication.0.asked']).toEqual(['Waits for others to start'])
    expect((await teacher.post(`${place}/answer`, again)).status).toBe(303)
  })

  test('opens the pupil’s record, which is in the audit trail', async () => {
    const amirs = await amirsSchool()
    const { ours, teacher, pupilId } = amirs
    const { place } = await asked(amirs)
    await teacher.get(`${place}/answer`)
    const opened = (await audits(ours, 'Pupil')).filter(({ actorId }) => actorId === ours.staffIds.teacher)
    expect(opened.map(({ action, rowId }) => [action, rowId])).toEqual([['open', pupilId]])
  })

  test('in two tabs at once shows both', async () => {
    const amirs = await amirsSchool()
    const { place } = await asked(amirs)
    const fields = await amirs.teacher.formAt(`${place}/answer`)
    await amirs.teacher.post(`${place}/answer`, { ...fields, comment: 'First' })
    const stale = await amirs.teacher.post(`${place}/answer`, { ...fields, comment: 'Second' })
    expect(stale.status).toBe(409)
    expect(mainText(stale.text)).toContain('First')
  })

  test.each([
    ['nothing at all', {}, 'Tick a statement or write a line: nothing is answered yet'],
    ['a note without progress', { 'outcomes.0.note': 'Slowly' }, 'Choose how far it has got'],
    ['too much', { comment: 'x'.repeat(1501) }, 'This is 1,501 characters long. Shorten it to 1,500 or fewer'],
  ])('%s is refused', async (_name, fields, message) => {
    const amirs = await amirsSchool()
    const { place } = await asked(amirs, `?plan=${amirs.planId}`)
    const answer = await amirs.teacher.submit(`${place}/answer`, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]])
  })

  test('is for who was asked, of pupils whom they teach that day, about what they were asked', async () => {
    const amirs = await amirsSchool()
    const { ours, teacher, at } = amirs
    const { place } = await asked(amirs, '', { staff: [ours.staffIds.teacher] })
    const assistant = await ours.as('teachingAssistant')
    expect((await assistant.get(`${place}/answer`)).status).toBe(404)
    expect((await (await ours.as('head')).get(`${place}/answer`)).status).toBe(404)
    expect((await teacher.get(`${at}/${uuidv7()}/answer`)).status).toBe(404)
    expect((await teacher.submit(`${place}/answer`, { 'communication.0.id': uuidv7(), comment: 'x' })).status).toBe(404)
    await ours.inSchool((tx) =>
      tx.pupilStaff.updateMany({
        where: { schoolId: ours.schoolId, staffId: ours.staffIds.teacher },
        data: { until: toDate('2026-11-23') },
      }),
    )
    expect((await teacher.get(`${place}/answer`)).status).toBe(404)
    expect(mainText((await amirs.senco.get(place)).text)).toContain('does not work with Amir any more')
  })

  test('on paper is typed in by the SENCO', async () => {
    const amirs = await amirsSchool()
    const { senco, ours } = amirs
    const { place } = await asked(amirs)
    const sheet = await senco.get(`${place}/sheet`)
    expect(sheet.status).toBe(200)
    expect(await faultsOf(sheet.text)).toEqual([])
    expect(mainText(sheet.text)).toContain('Please give this back to the SENCO by Tuesday 1 December')
    const askedId = (await roundRobins(ours))[0]?.asked[0]?.id ?? ''
    const answer = await senco.submit(`${place}/asked/${askedId}/answer`, { comment: 'Sits at the front now' })
    expect([answer.status, answer.headers.location]).toEqual([303, place])
    expect((await amirs.teacher.get(`${place}/asked/${askedId}/answer`)).status).toBe(403)
    expect((await senco.get(`${place}/asked/${uuidv7()}/answer`)).status).toBe(404)
  })
})

describe('the answers', () => {
  test('stand side by side, with who has not answered; without names for a screen that others see', async () => {
    const amirs = await amirsSchool()
    const { senco, teacher, planId, ours } = amirs
    const { place } = await asked(amirs, `?plan=${planId}`)
    expect(mainText((await senco.get(place)).text)).toContain('Nobody has answered yet')
    await teacher.post(`${place}/answer`, await tickedForm(teacher, place))
    const page = await senco.get(place)
    expect(await faultsOf(page.text)).toEqual([])
    const text = mainText(page.text)
    expect(text).toContain('1 of 2 answered, answer by Tuesday 1 December')
    expect(text).toMatch(/Not answered yet Teaching assistant Example/)
    expect(text).toMatch(/Looks to others .* Often/)
    expect(text).toMatch(/Outcome 1 Some progress: 1 Teacher Example Some progress: With a picture/)
    const screen = await senco.get(`${place}?names=off`)
    expect(await faultsOf(screen.text)).toEqual([])
    expect(mainText(screen.text)).not.toMatch(/Teacher Example|Teaching assistant Example/)
    expect(mainText(screen.text)).toContain('He helps others')
    expect((await (await ours.as('head')).get(place)).status).toBe(200)
    expect((await teacher.get(place)).status).toBe(403)
  })

  test('of more than five stand by how often, with the names under it', async () => {
    const amirs = await amirsSchool()
    const { ours, senco, teacher, whose, planId } = amirs
    const { place, roundRobinId } = await asked(amirs, `?plan=${planId}`)
    await teacher.post(`${place}/answer`, await tickedForm(teacher, place))
    await ours.inSchool(async (tx) => {
      const staff = ['Ash', 'Bell', 'Cole', 'Dean', 'Ede'].map((name) => ({
        schoolId: ours.schoolId,
        id: uuidv7(),
        role: 'teacher' as const,
        startedOn: toDate('2026-09-01'),
        name: `Ms ${name}`,
      }))
      await tx.staffMember.createMany({ data: staff })
      await tx.roundRobinAsked.createMany({
        data: staff.map(({ id: staffId }) => ({
          ...{ ...whose, id: uuidv7(), roundRobinId, staffId },
          answeredOn: toDate('2026-11-24'),
        })),
      })
    })
    const page = await senco.get(place)
    expect(await faultsOf(page.text)).toEqual([])
    expect(mainText(page.text)).toMatch(
      /What is seen Often Sometimes Never Looks to others .*instruction Teacher Example – –/,
    )
  })

  test('are there for the review: by outcome, the latest of each', async () => {
    const amirs = await amirsSchool()
    const { ours, teacher, planId, whose, outcomeIds } = amirs
    const first = await asked(amirs, `?plan=${planId}`)
    await teacher.post(`${first.place}/answer`, await tickedForm(teacher, first.place))
    const input = await ours.inSchool((tx) => staffInput(tx, { ...whose, planId }))
    expect(input).toMatchObject({ asked: 2, answered: 1, answerBy: '2026-12-01' })
    expect(input.waitingFor).toEqual(['Teaching assistant Example'])
    expect(input.outcomes.get(outcomeIds[0])).toEqual([
      { staffId: ours.staffIds.teacher, who: 'Teacher Example', progress: 'some', note: 'With a picture' },
    ])
    expect(input.comments).toMatchObject([{ who: 'Teacher Example', goesWell: 'He helps others' }])
    const second = await asked(amirs, `?plan=${planId}`)
    await teacher.submit(`${second.place}/answer`, { 'outcomes.0.progress': 'met' })
    const later = await ours.inSchool((tx) => staffInput(tx, { ...whose, planId }))
    expect(later.outcomes.get(outcomeIds[0])?.map(({ progress }) => progress)).toEqual(['met'])
    expect(later).toMatchObject({ asked: 2, answered: 1 })
  })
})

describe('where the questions wait', () => {
  test('on the teacher’s first page until they are answered, and on the pupil’s page for the SENCO', async () => {
    const amirs = await amirsSchool()
    const { senco, teacher, pupilId } = amirs
    expect((await senco.get(`/pupils/${pupilId}`)).text).toContain(`/pupils/${pupilId}/round-robins/new`)
    const { place } = await asked(amirs)
    const first = await teacher.get('/my-classes')
    expect(mainText(first.text)).toContain('1 question about a pupil you teach · answer by Tuesday 1 December')
    expect(first.text).toContain(`${place}/answer`)
    expect(mainText((await senco.get(`/pupils/${pupilId}`)).text)).toContain(
      '0 of 2 answered, answer by Tuesday 1 December',
    )
    await teacher.submit(`${place}/answer`, { comment: 'All well' })
    expect(mainText((await teacher.get('/my-classes')).text)).not.toContain('1 question')
    expect(mainText((await senco.get(`/pupils/${pupilId}`)).text)).toContain('1 of 2 answered')
  })
})

describe('before reviews', () => {
  const path = '/round-robins/for-reviews'

  async function withReview(on: string) {
    const amirs = await amirsSchool()
    const plannedId = uuidv7()
    await amirs.ours.inSchool((tx) =>
      tx.plannedReview.createMany({
        data: [{ ...amirs.whose, id: plannedId, planId: amirs.planId, on: toDate(on), at: '09:00' }],
      }),
    )
    return { ...amirs, plannedId }
  }

  test('asks the staff of all in one save, once, and not after the review', async () => {
    const { ours, senco, planId } = await withReview('2026-11-27')
    const page = await senco.get(path)
    expect(await faultsOf(page.text)).toEqual([])
    expect(mainText(page.text)).toContain('Amir Khan, 4B Review on 27 November. Asks')
    const fields = fieldsOf(page.text, path)
    for (const _time of [1, 2]) {
      const answer = await senco.post(path, fields)
      expect([answer.status, answer.headers.location]).toEqual([303, '/reviews'])
    }
    const all = await roundRobins(ours)
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ planId, areas: ['communication'], answerBy: toDate('2026-11-26') })
    expect(all[0]?.asked).toHaveLength(2)
    expect(mainText((await senco.get(path)).text)).toContain('The staff of every planned review have been asked')
    const late = await senco.post(path, { ...fields, id: uuidv7() })
    expect(errorsOf(late.text)).toEqual([
      'The staff of some of these have been asked meanwhile. See who is left, and send it again',
    ])
  })

  test('nobody ticked, another’s review and other roles are refused', async () => {
    const { ours, senco } = await withReview('2026-12-04')
    const other = await withReview('2026-12-04')
    expect(errorsOf((await senco.submit(path, { planned: [] })).text)).toEqual(['Tick at least one review'])
    expect((await senco.submit(path, { planned: [other.plannedId] })).status).toBe(404)
    expect((await (await ours.as('head')).get(path)).status).toBe(403)
  })
})
