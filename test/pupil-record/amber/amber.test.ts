import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp, testToday } from '../../support/app.ts'
import { concernOf, pupilOnSenSupport } from '../../support/sen-support-pupil.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { decided, pupilOfConcern, pupilTakenOn, rowsIn, taking } from './amber-pupils.ts'

const { school } = await testApp()
const ofConcern = () => pupilOfConcern(school)
const takenOn = () => pupilTakenOn(school)

describe('the amber list', () => {
  test('the amber list shows each pupil’s concern, wait, owner, next look and next step of the Code', async () => {
    const { ours, senco } = await takenOn()
    const { pupilId: seren } = await ours.pupil({ legalForename: 'Seren', legalSurname: 'Jones', yearGroup: '2' })
    await concernOf(ours, seren, '2026-11-23')
    const { status, text } = await senco.get('/amber')
    expect(status).toBe(200)
    const [first, second] = rowsIn(text)
    expect(first).toContain('Seren Jones')
    expect(first).toContain('No owner yet')
    expect(first).toContain('1 school day')
    expect(second).toContain('Amir Khan')
    expect(second).toContain('Reads with her finger under each word')
    expect(second).toContain('Raised 6 November by Teacher Example')
    expect(second).toContain('12 school days')
    expect(second).toContain('since the first concern')
    expect(second).toContain('Teacher Example')
    expect(second).toContain('Next look 4 December')
    expect(second).toContain('Early discussion held, due 27 November')
    expect(mainText(text)).toContain('2 pupils · 1 without an owner · the longest wait 12 school days')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('the amber list puts the pupil whose next look is overdue first and names the day it was due', async () => {
    const { ours, senco, monitoringId } = await takenOn()
    const { pupilId } = await ours.pupil({ legalForename: 'Seren' })
    await concernOf(ours, pupilId, '2026-11-23')
    await senco.submit(`/pupils/${pupilId}/amber/new`, {
      ...taking(ours),
      ownerId: ours.staffIds.senco,
      ...dayTyped('nextLookOn', '2026-11-30'),
    })
    await ours.inSchool((tx) =>
      tx.monitoring.updateMany({
        where: { schoolId: ours.schoolId, id: monitoringId },
        data: { nextLookOn: toDate('2026-11-20') },
      }),
    )
    const { text } = await senco.get('/amber')
    expect(rowsIn(text)[0]).toContain('Look overdue since 20 November')
    expect(mainText(text)).toContain('1 look overdue')
  })

  test('the amber list can be filtered by owner, by no owner and by year group', async () => {
    const { ours, senco } = await takenOn()
    const { pupilId } = await ours.pupil({ legalForename: 'Seren', yearGroup: '2' })
    await concernOf(ours, pupilId, '2026-11-23')
    const names = async (query: string) =>
      rowsIn((await senco.get(`/amber?${query}`)).text).map((row) => row.split(' ')[0])
    expect(await names('owner=none')).toEqual(['Seren'])
    expect(await names(`owner=${ours.staffIds.teacher}`)).toEqual(['Amir'])
    expect(await names('year=4')).toEqual(['Amir'])
    expect(mainText((await senco.get('/amber?year=6')).text)).toContain('No pupil fits')
  })

  test('the amber list says so when no pupil is on it', async () => {
    const ours = await school()
    await pupilOnSenSupport(ours)
    await ours.pupil({ ehcPlanFrom: '2025-01-01' })
    expect(mainText((await (await ours.as('senco')).get('/amber')).text)).toContain('Nobody waits')
  })

  test('the amber list downloads as CSV, without what staff saw at their looks', async () => {
    const { senco } = await takenOn()
    const { status, text } = await senco.get('/amber.csv')
    expect(status).toBe(200)
    expect(text).toMatch(
      /,Khan,Amir,4,4B,2026-11-06,12,Teacher Example,2026-12-04,no,,Early discussion held,2026-11-27/,
    )
    expect(text).not.toContain('finger')
  })

  test('the head can read the amber list but gets 403 for changing it', async () => {
    const { ours, place, look } = await takenOn()
    const head = await ours.as('head')
    const { text } = await head.get('/amber')
    expect(rowsIn(text)[0]).toContain('12 school days')
    expect(text).not.toContain('Record a look')
    for (const path of [`${place}/new`, look]) expect((await head.get(path)).status).toBe(403)
  })

  test('opening the amber list adds each pupil shown to the audit trail', async () => {
    const { ours, pupilId } = await takenOn()
    const openings = () =>
      ours.inSchool((tx) =>
        tx.auditEvent.count({
          where: { schoolId: ours.schoolId, pupilId, action: 'open', actorId: ours.staffIds.head },
        }),
      )
    await (await ours.as('head')).get('/amber')
    expect(await openings()).toBe(1)
  })
})

describe('adding a pupil to the amber list', () => {
  test('adding a pupil to the amber list saves owner, day and reason, and the pupil’s page shows them', async () => {
    const { ours, pupilId, entries, senco } = await takenOn()
    expect(await entries()).toMatchObject([
      {
        ownerId: ours.staffIds.teacher,
        openedOn: toDate(testToday),
        nextLookOn: toDate('2026-12-04'),
        why: 'Does the ruler help?',
        closedOn: null,
      },
    ])
    const { text } = await senco.get(`/pupils/${pupilId}`)
    expect(mainText(text)).toContain('On the amber list: Teacher Example looks again on 4 December')
  })

  test('the amber list’s form suggests the user as owner, and a next look in two school weeks', async () => {
    const { ours, place, senco } = await ofConcern()
    const fields = await senco.formAt(`${place}/new`)
    expect(fields).toMatchObject({
      ownerId: [ours.staffIds.senco],
      'nextLookOn-day': ['8'],
      'nextLookOn-month': ['12'],
    })
    const options = parse((await senco.get(`${place}/new`)).text).querySelectorAll('#ownerId option')
    expect(options.map(({ text }) => text.trim())).toEqual(['SENCO Example', 'Teacher Example'])
  })

  test.each([
    ['no owner', { ownerId: '' }, 'Choose who looks after this'],
    ['no day', dayTyped('nextLookOn', ''), 'Enter the day of the next look'],
    ['a day that has passed', dayTyped('nextLookOn', '2026-11-23'), '23 November 2026 is in the past'],
    ['a Saturday', dayTyped('nextLookOn', '2026-12-05'), '5 December 2026 is not a school day'],
    ['a day more than a year away', dayTyped('nextLookOn', '2031-12-05'), '5 December 2031 is more than a year away'],
    [
      'an impossible day',
      dayTyped('nextLookOn', '2026-11-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    [
      'a reason that is too long',
      { why: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
    [
      'an unknown owner',
      { ownerId: uuidv7() },
      'Choose the SENCO, or somebody who teaches or supports the pupil today',
    ],
  ])(
    'adding a pupil to the amber list with %s is refused, and the form keeps what was typed',
    async (_name, fault, message) => {
      const { ours, place, senco, entries } = await ofConcern()
      const answer = await senco.submit(`${place}/new`, { ...taking(ours), why: 'Watch the ruler', ...fault })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual([message])
      expect(await entries()).toEqual([])
    },
  )

  test('a pupil is added to the amber list once, even if the form is sent twice or by two people', async () => {
    const { ours, place, senco, entries } = await ofConcern()
    const mine = { ...(await senco.formAt(`${place}/new`)), ...taking(ours) }
    const theirs = { ...(await senco.formAt(`${place}/new`)), ...taking(ours) }
    const answers = await Promise.all([senco.post(`${place}/new`, mine), senco.post(`${place}/new`, mine)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const late = await senco.post(`${place}/new`, theirs)
    expect([late.status, errorsOf(late.text)]).toEqual([422, ['Teacher Example looks after this already']])
    expect(await entries()).toHaveLength(1)
  })

  test('a pupil on SEN Support or without a concern cannot be added to the amber list', async () => {
    const { ours, senco } = await ofConcern()
    const { pupilId } = await pupilOnSenSupport(ours)
    const { pupilId: nobody } = await ours.pupil()
    expect((await senco.get(`/pupils/${pupilId}/amber/new`)).status).toBe(404)
    expect((await senco.get(`/pupils/${nobody}/amber/new`)).status).toBe(404)
  })

  test('a pupil cannot be added to the amber list once a colleague has recorded a decision for them', async () => {
    const { ours, pupilId, place, senco, entries } = await ofConcern()
    const fields = { ...(await senco.formAt(`${place}/new`)), ...taking(ours) }
    await decided(ours, pupilId, 'senSupport')
    const answer = await senco.post(`${place}/new`, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, ['Amir does not wait for a decision any more']])
    expect(await entries()).toEqual([])
  })
})

describe('changing a pupil’s entry on the amber list', () => {
  test('a pupil’s entry on the amber list can be given to another owner', async () => {
    const { ours, senco, edit, entries } = await takenOn()
    expect((await senco.submit(edit, { ownerId: ours.staffIds.senco })).status).toBe(303)
    expect(await entries()).toMatchObject([{ ownerId: ours.staffIds.senco, version: 2 }])
  })

  test('a stale edit of an amber list entry gets 409, and both versions name their owner', async () => {
    const { ours, senco, edit, entries } = await takenOn()
    const [mine, theirs] = [await senco.formAt(edit), await senco.formAt(edit)]
    await senco.post(edit, { ...theirs, ownerId: ours.staffIds.senco })
    const answer = await senco.post(edit, { ...mine, why: 'And spelling' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('SENCO Example')
    expect(mainText(answer.text)).not.toContain(ours.staffIds.senco)
    expect(await entries()).toMatchObject([{ why: 'Does the ruler help?', version: 2 }])
  })

  test('changing an amber list entry that is closed, or of another pupil or school, gets 404', async () => {
    const { ours, senco, edit, pupilId } = await takenOn()
    const { pupilId: other } = await ours.pupil()
    expect((await senco.get(edit.replace(pupilId, other))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(edit)).status).toBe(404)
    await decided(ours, pupilId, 'coreOffer')
    expect((await senco.get(edit)).status).toBe(404)
  })
})
