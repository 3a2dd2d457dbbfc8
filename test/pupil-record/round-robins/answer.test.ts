import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { staffInput } from '../../../src/review-meetings/staff-input.ts'
import { errorsOf, fieldsOf, mainText, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { asked, audits, roundRobins, schoolOfAmir, tickedForm } from './asked-staff.ts'

const { school } = await testApp()
const amirsSchool = () => schoolOfAmir(school)

describe('answering the SENCO’s questions about a pupil', () => {
  test('staff’s answer about a pupil keeps the ticked statements, and can be changed until questions close', async () => {
    const amirs = await amirsSchool()
    const { ours, teacher, planId, senco } = amirs
    const { place } = await asked(amirs, `?plan=${planId}`)
    const page = await teacher.get(`${place}/answer`)
    expect(await htmlErrors(page.text)).toEqual([])
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

  test('the answer form leaves out a plan’s outcomes if the plan was withdrawn after staff were asked', async () => {
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

  test('an answer to a statement that was reworded meanwhile is refused, and the new words are shown', async () => {
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

  test('opening the form to answer about a pupil is in the audit trail', async () => {
    const amirs = await amirsSchool()
    const { ours, teacher, pupilId } = amirs
    const { place } = await asked(amirs)
    await teacher.get(`${place}/answer`)
    const opened = (await audits(ours, 'Pupil')).filter(({ actorId }) => actorId === ours.staffIds.teacher)
    expect(opened.map(({ action, rowId }) => [action, rowId])).toEqual([['open', pupilId]])
  })

  test('answering about a pupil in two browser tabs gets 409 with both versions', async () => {
    const amirs = await amirsSchool()
    const { place } = await asked(amirs)
    const fields = await amirs.teacher.formAt(`${place}/answer`)
    await amirs.teacher.post(`${place}/answer`, { ...fields, comment: 'First' })
    const stale = await amirs.teacher.post(`${place}/answer`, { ...fields, comment: 'Second' })
    expect(stale.status).toBe(409)
    expect(mainText(stale.text)).toContain('First')
  })

  test.each([
    ['nothing filled in', {}, 'Tick a statement or write a line: nothing is answered yet'],
    ['a note without progress', { 'outcomes.0.note': 'Slowly' }, 'Choose how far it has got'],
    [
      'a comment that is too long',
      { comment: 'x'.repeat(1501) },
      'This is 1,501 characters long. Shorten it to 1,500 or fewer',
    ],
  ])('an answer about a pupil with %s is refused', async (_name, fields, message) => {
    const amirs = await amirsSchool()
    const { place } = await asked(amirs, `?plan=${amirs.planId}`)
    const answer = await amirs.teacher.submit(`${place}/answer`, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]])
  })

  test('only staff who were asked about a pupil and still work with them can answer', async () => {
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

  test('the SENCO enters for a colleague an answer that was given on paper', async () => {
    const amirs = await amirsSchool()
    const { senco, ours } = amirs
    const { place } = await asked(amirs)
    const sheet = await senco.get(`${place}/sheet`)
    expect(sheet.status).toBe(200)
    expect(await htmlErrors(sheet.text)).toEqual([])
    expect(mainText(sheet.text)).toContain('Please give this back to the SENCO by Tuesday 1 December')
    const askedId = (await roundRobins(ours))[0]?.asked[0]?.id ?? ''
    const answer = await senco.submit(`${place}/asked/${askedId}/answer`, { comment: 'Sits at the front now' })
    expect([answer.status, answer.headers.location]).toEqual([303, place])
    expect((await amirs.teacher.get(`${place}/asked/${askedId}/answer`)).status).toBe(403)
    expect((await senco.get(`${place}/asked/${uuidv7()}/answer`)).status).toBe(404)
  })
})

describe('the answers of all staff about a pupil', () => {
  test('the SENCO sees all answers side by side and who has not answered, with or without names', async () => {
    const amirs = await amirsSchool()
    const { senco, teacher, planId, ours } = amirs
    const { place } = await asked(amirs, `?plan=${planId}`)
    expect(mainText((await senco.get(place)).text)).toContain('Nobody has answered yet')
    await teacher.post(`${place}/answer`, await tickedForm(teacher, place))
    const page = await senco.get(place)
    expect(await htmlErrors(page.text)).toEqual([])
    const text = mainText(page.text)
    expect(text).toContain('1 of 2 answered, answer by Tuesday 1 December')
    expect(text).toMatch(/Not answered yet Teaching assistant Example/)
    expect(text).toMatch(/Looks to others .* Often/)
    expect(text).toMatch(/Outcome 1 Some progress: 1 Teacher Example Some progress: With a picture/)
    const screen = await senco.get(`${place}?names=off`)
    expect(await htmlErrors(screen.text)).toEqual([])
    expect(mainText(screen.text)).not.toMatch(/Teacher Example|Teaching assistant Example/)
    expect(mainText(screen.text)).toContain('He helps others')
    expect((await (await ours.as('head')).get(place)).status).toBe(200)
    expect((await teacher.get(place)).status).toBe(403)
  })

  test('if more than five staff answer a round-robin, each statement names the staff by how often they see it', async () => {
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
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).toMatch(
      /What is seen Often Sometimes Never Looks to others .*instruction Teacher Example – –/,
    )
  })

  test('the form of a plan’s review shows the latest answer of each member of staff, by outcome', async () => {
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

describe('questions that are not answered yet', () => {
  test('a question about a pupil is on the teacher’s first page until it is answered', async () => {
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
