import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, type TestSchool, testApp, testNow, testToday } from '../../support/app.ts'
import { concernOf } from '../../support/sen-support-pupil.ts'
import { decided, looked, pupilTakenOn, rowsIn } from './amber-pupils.ts'

const { school, setToday } = await testApp()
const takenOn = (raisedOn?: string) => pupilTakenOn(school, raisedOn)

describe('recording a look at a pupil on the amber list', () => {
  test('a teacher who owns the entry records a look at the pupil, and sets the day of the next look', async () => {
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

  test('a teacher cannot take a pupil off the amber list, and gets 404 for a pupil they do not teach', async () => {
    const { ours, look, looks } = await takenOn()
    const teacher = await ours.as('teacher')
    const answer = await teacher.submit(look, { ...looked, next: 'resolved', exitNote: 'Fine' })
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, ['The SENCO decides what comes next']])
    expect(await looks()).toEqual([])
    expect((await (await ours.as('teachingAssistant')).get(look)).status).toBe(404)
  })

  test.each([
    ['nothing seen', { seen: '' }, 'Say what you saw: an example is enough'],
    [
      'a text that is too long',
      { seen: 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
    ['a day in the future', dayTyped('lookedOn', '2026-11-25'), '25 November 2026 is in the future'],
    ['a day before the entry', dayTyped('lookedOn', '2026-11-20'), 'Amir came on the list on 24 November 2026'],
    ['no next look', dayTyped('nextLookOn', ''), 'Enter the day of the next look'],
    ['a next look on a Sunday', dayTyped('nextLookOn', '2026-12-06'), '6 December 2026 is not a school day'],
    ['a resolved concern without a reason', { next: 'resolved' }, 'Say why the concern is resolved'],
    ['an unknown next step', { next: 'forget' }, 'Choose what happens now'],
  ])('recording a look at a pupil with %s is refused', async (_name, fault, message) => {
    const { senco, look, looks } = await takenOn()
    const answer = await senco.submit(look, { ...looked, ...fault })
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]])
    expect(await looks()).toEqual([])
  })

  test('sending the form of a look twice at the same time records one look', async () => {
    const { senco, look, looks } = await takenOn()
    const fields = { ...(await senco.formAt(look)), ...looked }
    const answers = await Promise.all([senco.post(look, fields), senco.post(look, fields)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await looks()).toHaveLength(1)
  })

  test('of two people who record a look at once, the later gets 409, and saving again keeps both looks', async () => {
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

describe('a pupil leaves the amber list', () => {
  const concernsOf = (ours: TestSchool, pupilId: string) =>
    ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId: ours.schoolId, pupilId } }))

  test('resolving a pupil’s amber list entry also closes the open concerns, with the same reason', async () => {
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
    'choosing %s after a look opens a filled-in decision form, and saving it takes the pupil off the list',
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

  test('resolving an amber list entry after an early discussion opens a decision of no further action', async () => {
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

  test('a backdated decision takes the pupil off the amber list, and withdrawing it puts them back', async () => {
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

  test('a concern logged after a decision puts the pupil on the amber list again, without an owner', async () => {
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

  test('a pupil whose concerns are all closed stays on the amber list until somebody records the next look', async () => {
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

  test('a pupil whose only concern was withdrawn stays on the amber list, but not on the register', async () => {
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
