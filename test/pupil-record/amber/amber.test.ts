import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, type TestSchool, testApp, testNow, testToday } from '../../support/app.ts'
import { concernOf, onSenSupport } from '../../support/on-the-way.ts'
import { faultsOf } from '../../support/sound-html.ts'

const { school, setToday } = await testApp()

/** A pupil of concern, whom the teacher teaches. */
async function ofConcern(raisedOn = '2026-11-06') {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const concernId = await concernOf(ours, pupilId, raisedOn)
  await ours.inSchool((tx) =>
    tx.concern.updateMany({
      where: { schoolId: ours.schoolId, id: concernId },
      data: { universalStrategies: 'A ruler' },
    }),
  )
  const place = `/pupils/${pupilId}/amber`
  const entries = () => ours.inSchool((tx) => tx.monitoring.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  const looks = () => ours.inSchool((tx) => tx.monitoringLook.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
  return { ours, pupilId, concernId, place, entries, looks, senco: await ours.as('senco') }
}

/** Taken on by the teacher, to be looked at on 4 December. */
async function takenOn(raisedOn?: string) {
  const found = await ofConcern(raisedOn)
  const { ours, senco, place, entries } = found
  const answer = await senco.submit(`${place}/new`, { ...taking(ours), why: 'Does the ruler help?' })
  expect(answer.status).toBe(303)
  const [entry] = await entries()
  return {
    ...found,
    monitoringId: entry?.id ?? '',
    look: `${place}/${entry?.id}/look`,
    edit: `${place}/${entry?.id}/edit`,
  }
}

const taking = (ours: TestSchool) => ({ ownerId: ours.staffIds.teacher, ...dayTyped('nextLookOn', '2026-12-04') })

const looked = { seen: 'Reads on without the ruler', ...dayTyped('nextLookOn', '2026-12-11') }

const decided = (
  ours: TestSchool,
  pupilId: string,
  decision: 'coreOffer' | 'senSupport' | 'noFurtherAction',
  on = testToday,
) => {
  const id = uuidv7()
  return ours.inSchool(async (tx) => {
    await tx.decision.createMany({ data: [{ schoolId: ours.schoolId, pupilId, id, decision, decidedOn: toDate(on) }] })
    return id
  })
}

/** The rows of the list, each in one line. */
const rowsIn = (html: string): string[] =>
  parse(html)
    .querySelectorAll('main tbody tr')
    .map((row) => row.text.replace(/\s+/g, ' ').trim())

describe('the amber list', () => {
  test('shows who waits, for how long, what was seen and by whom, who looks next and what the Code expects', async () => {
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
    expect(await faultsOf(text)).toEqual([])
  })

  test('says that a look is overdue, and puts it before those that are still to come', async () => {
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

  test('can be narrowed to an owner, to those without one, and to a year; a filter that fits nobody says so', async () => {
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

  test('of a school where nobody waits', async () => {
    const ours = await school()
    await onSenSupport(ours)
    await ours.pupil({ ehcPlanFrom: '2025-01-01' })
    expect(mainText((await (await ours.as('senco')).get('/amber')).text)).toContain('Nobody waits')
  })

  test('is to be had as CSV, without what was seen', async () => {
    const { senco } = await takenOn()
    const { status, text } = await senco.get('/amber.csv')
    expect(status).toBe(200)
    expect(text).toMatch(
      /,Khan,Amir,4,4B,2026-11-06,12,Teacher Example,2026-12-04,no,,Early discussion held,2026-11-27/,
    )
    expect(text).not.toContain('finger')
  })

  test('is the head’s to read, not to change', async () => {
    const { ours, place, look } = await takenOn()
    const head = await ours.as('head')
    const { text } = await head.get('/amber')
    expect(rowsIn(text)[0]).toContain('12 school days')
    expect(text).not.toContain('Record a look')
    for (const path of [`${place}/new`, look]) expect((await head.get(path)).status).toBe(403)
  })

  test('leaves in the audit trail whose concerns were shown', async () => {
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

describe('taking a pupil on', () => {
  test('names an owner, a day and what for, and says so on the pupil’s page', async () => {
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

  test('offers two school weeks from today, me, and only who can look: no head, and no teacher who does not teach the pupil', async () => {
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
    ['nobody', { ownerId: '' }, 'Choose who looks after this'],
    ['no day', dayTyped('nextLookOn', ''), 'Enter the day of the next look'],
    ['a day that has passed', dayTyped('nextLookOn', '2026-11-23'), '23 November 2026 is in the past'],
    ['a Saturday', dayTyped('nextLookOn', '2026-12-05'), '5 December 2026 is not a school day'],
    ['a day in years', dayTyped('nextLookOn', '2031-12-05'), '5 December 2031 is more than a year away'],
    [
      'an impossible day',
      dayTyped('nextLookOn', '2026-11-31'),
      'This is not a day of the calendar. Check the day and the month',
    ],
    ['too long', { why: 'x'.repeat(4001) }, 'This is 4,001 characters long. Shorten it to 4,000 or fewer'],
    [
      'somebody unknown',
      { ownerId: uuidv7() },
      'Choose the SENCO, or somebody who teaches or supports the pupil today',
    ],
  ])('%s is refused, and what was typed is kept', async (_name, fault, message) => {
    const { ours, place, senco, entries } = await ofConcern()
    const answer = await senco.submit(`${place}/new`, { ...taking(ours), why: 'Watch the ruler', ...fault })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await entries()).toEqual([])
  })

  test('sent twice at once, it is done once; by two people at once, the second is told who has', async () => {
    const { ours, place, senco, entries } = await ofConcern()
    const mine = { ...(await senco.formAt(`${place}/new`)), ...taking(ours) }
    const theirs = { ...(await senco.formAt(`${place}/new`)), ...taking(ours) }
    const answers = await Promise.all([senco.post(`${place}/new`, mine), senco.post(`${place}/new`, mine)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const late = await senco.post(`${place}/new`, theirs)
    expect([late.status, errorsOf(late.text)]).toEqual([422, ['Teacher Example looks after this already']])
    expect(await entries()).toHaveLength(1)
  })

  test('is not for a pupil who waits for nothing, on SEN Support or never of concern', async () => {
    const { ours, senco } = await ofConcern()
    const { pupilId } = await onSenSupport(ours)
    const { pupilId: nobody } = await ours.pupil()
    expect((await senco.get(`/pupils/${pupilId}/amber/new`)).status).toBe(404)
    expect((await senco.get(`/pupils/${nobody}/amber/new`)).status).toBe(404)
  })

  test('decided meanwhile by a colleague, it says so', async () => {
    const { ours, pupilId, place, senco, entries } = await ofConcern()
    const fields = { ...(await senco.formAt(`${place}/new`)), ...taking(ours) }
    await decided(ours, pupilId, 'senSupport')
    const answer = await senco.post(`${place}/new`, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, ['Amir does not wait for a decision any more']])
    expect(await entries()).toEqual([])
  })
})

describe('changing an entry', () => {
  test('gives it to somebody else', async () => {
    const { ours, senco, edit, entries } = await takenOn()
    expect((await senco.submit(edit, { ownerId: ours.staffIds.senco })).status).toBe(303)
    expect(await entries()).toMatchObject([{ ownerId: ours.staffIds.senco, version: 2 }])
  })

  test('a stale one shows both, names and not ids', async () => {
    const { ours, senco, edit, entries } = await takenOn()
    const [mine, theirs] = [await senco.formAt(edit), await senco.formAt(edit)]
    await senco.post(edit, { ...theirs, ownerId: ours.staffIds.senco })
    const answer = await senco.post(edit, { ...mine, why: 'And spelling' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('SENCO Example')
    expect(mainText(answer.text)).not.toContain(ours.staffIds.senco)
    expect(await entries()).toMatchObject([{ why: 'Does the ruler help?', version: 2 }])
  })

  test('another pupil’s, another school’s and a closed one are not found', async () => {
    const { ours, senco, edit, pupilId } = await takenOn()
    const { pupilId: other } = await ours.pupil()
    expect((await senco.get(edit.replace(pupilId, other))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(edit)).status).toBe(404)
    await decided(ours, pupilId, 'coreOffer')
    expect((await senco.get(edit)).status).toBe(404)
  })
})

describe('a look', () => {
  test('is recorded by the owner who teaches the pupil, and moves the next one', async () => {
    const { ours, look, entries, looks } = await takenOn()
    const teacher = await ours.as('teacher')
    const classes = mainText((await teacher.get('/my-classes')).text)
    expect(classes).toContain('Amir Khan')
    expect(classes).toContain('look again on 4 December')
    const answer = await teacher.submit(look, looked)
    expect([answer.status, answer.headers.location]).toEqual([303, '/my-classes'])
    expect(await looks()).toMatchObject([
      { seen: looked.seen, lookedBy: ours.staffIds.teacher, lookedOn: toDate(testToday) },
    ])
    expect(await entries()).toMatchObject([{ nextLookOn: toDate('2026-12-11'), version: 2 }])
    expect(rowsIn((await (await ours.as('senco')).get('/amber')).text)[0]).toContain(
      'Looked 24 November: Reads on without the ruler',
    )
  })

  test('a teacher does not end it, and whoever does not teach the pupil does not see it', async () => {
    const { ours, look, looks } = await takenOn()
    const teacher = await ours.as('teacher')
    const answer = await teacher.submit(look, { ...looked, next: 'resolved', exitNote: 'Fine' })
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, ['The SENCO decides what comes next']])
    expect(await looks()).toEqual([])
    expect((await (await ours.as('teachingAssistant')).get(look)).status).toBe(404)
  })

  test.each([
    ['nothing seen', { seen: '' }, 'Say what you saw: an example is enough'],
    ['too long', { seen: 'x'.repeat(4001) }, 'This is 4,001 characters long. Shorten it to 4,000 or fewer'],
    ['tomorrow', dayTyped('lookedOn', '2026-11-25'), '25 November 2026 is in the future'],
    ['before the entry', dayTyped('lookedOn', '2026-11-20'), 'Amir came on the list on 24 November 2026'],
    ['no next look', dayTyped('nextLookOn', ''), 'Enter the day of the next look'],
    ['a next look on a Sunday', dayTyped('nextLookOn', '2026-12-06'), '6 December 2026 is not a school day'],
    ['resolved without a reason', { next: 'resolved' }, 'Say why the concern is resolved'],
    ['no next thing', { next: 'forget' }, 'Choose what happens now'],
  ])('%s is refused', async (_name, fault, message) => {
    const { senco, look, looks } = await takenOn()
    const answer = await senco.submit(look, { ...looked, ...fault })
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]])
    expect(await looks()).toEqual([])
  })

  test('sent twice at once, it is recorded once', async () => {
    const { senco, look, looks } = await takenOn()
    const fields = { ...(await senco.formAt(look)), ...looked }
    const answers = await Promise.all([senco.post(look, fields), senco.post(look, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await looks()).toHaveLength(1)
  })

  test('of two at the same time the second sees the first, and both are kept once saved again', async () => {
    const { senco, look, looks } = await takenOn()
    const [mine, theirs] = [await senco.formAt(look), await senco.formAt(look)]
    await senco.post(look, { ...theirs, ...looked })
    const answer = await senco.post(look, { ...mine, ...looked, seen: 'Guesses the ends of words' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Reads on without the ruler')
    expect(
      (await senco.post(look, { ...mine, ...looked, seen: 'Guesses the ends of words', version: '2' })).status,
    ).toBe(303)
    expect(await looks()).toHaveLength(2)
  })
})

describe('off the list', () => {
  const concernsOf = (ours: TestSchool, pupilId: string) =>
    ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId: ours.schoolId, pupilId } }))

  test('resolved: the entry and the open concerns are closed in one save, with the reason', async () => {
    const { ours, pupilId, senco, look, entries } = await takenOn()
    const answer = await senco.submit(look, { ...looked, next: 'resolved', exitNote: 'Glasses were all he needed' })
    expect([answer.status, answer.headers.location]).toEqual([303, '/amber'])
    expect(await entries()).toMatchObject([
      { exit: 'resolved', exitNote: 'Glasses were all he needed', closedOn: toDate(testToday) },
    ])
    expect(await concernsOf(ours, pupilId)).toMatchObject([
      { closedBecause: 'Glasses were all he needed', closedOn: toDate(testToday), version: 2 },
    ])
    expect(mainText((await senco.get('/amber')).text)).toContain('Nobody waits')
  })

  test.each(['coreOffer', 'senSupport'] as const)(
    '%s leads to the decision, filled in, and the entry ends when that is saved',
    async (next) => {
      const { pupilId, senco, look, entries } = await takenOn()
      const answer = await senco.submit(look, { ...looked, next })
      const form = answer.headers.location ?? ''
      expect(form).toBe(`/pupils/${pupilId}/decisions/new?decision=${next}&from=amber`)
      expect(rowsIn((await senco.get('/amber')).text)).toHaveLength(1)
      const fields = await senco.formAt(form)
      expect(fields).toMatchObject({
        decision: [next],
        senco: ['SENCO Example'],
        evidence: [
          '6 November 2026: Reads with her finger under each word\n24 November 2026: Reads on without the ruler',
        ],
      })
      expect((await senco.post(form.split('?')[0] ?? '', fields)).status).toBe(303)
      expect(mainText((await senco.get('/amber')).text)).toContain('Nobody waits')
      expect(await entries()).toMatchObject([{ closedOn: null, exit: null }])
    },
  )

  test('after an early discussion "resolved" is a decision, too: no further action', async () => {
    const { ours, pupilId, senco, look } = await takenOn()
    await ours.inSchool((tx) =>
      tx.meeting.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            pupilId,
            id: uuidv7(),
            kind: 'earlyDiscussion',
            heldOn: toDate('2026-11-20'),
            parentTookPart: true,
            pupilTookPart: true,
          },
        ],
      }),
    )
    const answer = await senco.submit(look, { ...looked, next: 'resolved', exitNote: 'Glasses' })
    expect(answer.headers.location).toBe(`/pupils/${pupilId}/decisions/new?decision=noFurtherAction&from=amber`)
    expect(await concernsOf(ours, pupilId)).toMatchObject([{ closedOn: null }])
  })

  test('a decision that is withdrawn puts the pupil back, with their owner; one with an earlier day ends the entry, too', async () => {
    const { ours, pupilId, senco } = await takenOn('2026-11-20')
    const id = await decided(ours, pupilId, 'noFurtherAction', '2026-11-23')
    expect(mainText((await senco.get('/amber')).text)).toContain('Nobody waits')
    await ours.inSchool((tx) =>
      tx.decision.updateMany({
        where: { schoolId: ours.schoolId, id },
        data: { withdrawnAt: testNow, withdrawnBy: ours.staffIds.senco, withdrawnBecause: 'Wrong pupil' },
      }),
    )
    expect(rowsIn((await senco.get('/amber')).text)[0]).toContain('Teacher Example')
  })

  test('an old entry is not taken for a new concern’s: it has no owner yet', async () => {
    const { ours, pupilId, senco } = await takenOn()
    await decided(ours, pupilId, 'coreOffer')
    setToday('2026-12-08')
    try {
      await concernOf(ours, pupilId, '2026-12-07')
      expect(rowsIn((await (await ours.as('senco')).get('/amber')).text)[0]).toContain('No owner yet')
    } finally {
      setToday(testToday)
    }
    expect((await senco.get('/amber')).status).toBe(200)
  })

  test('a pupil all of whose concerns were closed elsewhere stays until somebody has looked once more', async () => {
    const { ours, pupilId, concernId, senco, look } = await takenOn()
    await ours.inSchool((tx) =>
      tx.concern.updateMany({
        where: { schoolId: ours.schoolId, id: concernId, pupilId },
        data: { closedOn: toDate(testToday), closedBecause: 'New glasses' },
      }),
    )
    expect(rowsIn((await senco.get('/amber')).text)[0]).toContain('No concern stands any more')
    expect((await senco.submit(look, { ...looked, next: 'resolved', exitNote: 'Glasses' })).status).toBe(303)
    expect(mainText((await senco.get('/amber')).text)).toContain('Nobody waits')
  })

  test('and so does one whose only concern was withdrawn as a mistake', async () => {
    const { ours, concernId, senco } = await takenOn()
    await ours.inSchool((tx) =>
      tx.concern.updateMany({
        where: { schoolId: ours.schoolId, id: concernId },
        data: { withdrawnAt: testNow, withdrawnBy: ours.staffIds.senco, withdrawnBecause: 'Another pupil' },
      }),
    )
    expect(rowsIn((await senco.get('/amber')).text)[0]).toContain('No concern stands any more')
    expect(mainText((await senco.get('/register')).text)).toContain('Nobody is on the register')
  })
})
