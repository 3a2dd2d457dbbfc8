import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate, toDay } from '../../../src/platform/database/days.ts'
import { type Browser, errorsOf, fieldsOf, mainText, type TestSchool, testApp, testToday } from '../../support/app.ts'

/* The table in which staff note progress. Each row is saved by itself, with or without the page's script. */

const { school, setToday } = await testApp()
const ours = await school()
const { schoolId, staffIds } = ours
const teacher = await ours.as('teacher')

type PlanOf = { pupilId: string; planId: string; outcomeIds: string[] }

/** Puts a pupil on SEN Support with a plan that has this number of outcomes. */
async function withPlan(
  whose: TestSchool,
  pupilId: string,
  { outcomes = 1, agreedOn = '2026-10-08', reviewOn = '2026-12-04' } = {},
): Promise<PlanOf> {
  const of = { schoolId: whose.schoolId, pupilId }
  const planId = uuidv7()
  const outcomeIds = Array.from({ length: outcomes }, () => uuidv7())
  await whose.inSchool(async (tx) => {
    await tx.decision.createMany({
      data: [{ ...of, id: uuidv7(), decision: 'senSupport', decidedOn: toDate('2026-10-01') }],
    })
    await tx.plan.createMany({
      data: [{ ...of, id: planId, agreedOn: toDate(agreedOn), reviewOn: toDate(reviewOn) }],
    })
    await tx.outcome.createMany({
      data: outcomeIds.map((id, position) => ({
        ...of,
        id,
        planId,
        position,
        outcome: `Asks for help (${position + 1})`,
        measure: 'Four times of five',
        byOn: toDate('2026-12-12'),
      })),
    })
  })
  return { pupilId, planId, outcomeIds }
}

async function taught(name: string, more: Parameters<typeof withPlan>[2] = {}): Promise<PlanOf> {
  const { pupilId } = await ours.pupil({ legalForename: name, legalSurname: 'Noted', taughtBy: staffIds.teacher })
  return withPlan(ours, pupilId, more)
}

const cellOf = ({ pupilId, outcomeIds }: PlanOf, place = 0) =>
  `/pupils/${pupilId}/outcomes/${outcomeIds[place]}/progress`
const tableAt = '/my-classes/progress?group=all'

/** The form fields of a pupil's row in the table. */
async function rowOf(browser: Browser, plan: PlanOf): Promise<Record<string, string[]>> {
  return fieldsOf((await browser.get(tableAt)).text, cellOf(plan))
}

const noted = (plan: PlanOf) =>
  ours.inSchool(async (tx) => {
    const rows = await tx.progressInClass.findMany({
      where: { schoolId, pupilId: plan.pupilId },
      orderBy: [{ seenOn: 'asc' }, { staffId: 'asc' }],
      select: { staffId: true, seenOn: true, progress: true, note: true, version: true },
    })
    return rows.map(({ seenOn, ...row }) => ({ ...row, seenOn: toDay(seenOn) }))
  })

const script = { _script: 'yes' }
const longNote = 'a'.repeat(501)

describe('the table in which staff note pupils’ progress', () => {
  test('the progress table shows each current outcome with its last entries, and opening it is audited', async () => {
    const amir = await taught('Amir', { outcomes: 2 })
    const said = (staffId: string, seenOn: string, note: string | null) => ({
      schoolId,
      id: uuidv7(),
      pupilId: amir.pupilId,
      outcomeId: amir.outcomeIds[0] ?? '',
      staffId,
      seenOn: toDate(seenOn),
      progress: 'some' as const,
      note,
    })
    await ours.inSchool(async (tx) => {
      await tx.progressInClass.createMany({
        data: [
          said(staffIds.teachingAssistant, '2026-11-03', 'uses the card when it is loud'),
          said(staffIds.teachingAssistant, '2026-11-02', 'an older word'),
          said(staffIds.teacher, '2026-11-10', null),
        ],
      })
    })
    const text = mainText((await teacher.get(tableAt)).text)
    expect(text).toContain('Asks for help (1) By 12 December · Four times of five')
    expect(text).toContain('Asks for help (2)')
    expect(text).toContain(
      'Teaching assistant Example, 3 November: some progress – “uses the card when it is loud” You, 10 November: some progress',
    )
    expect(text).not.toContain('an older word')
    expect(text).toContain('Review on 4 December: what you note is read then')
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId, action: 'open', pupilId: amir.pupilId } }),
    )
    expect(opened).toMatchObject([{ actorId: staffIds.teacher }])
    const history = mainText((await teacher.get(cellOf(amir))).text)
    expect(history).toContain('2 November, Teaching assistant Example Some progress – “an older word”')
  })

  test('the progress table shows the teacher’s first class of today, or the class that is asked for', async () => {
    const theirs = await school()
    const group = async (name: string, weekdays: number[], forename: string) => {
      const { pupilId } = await theirs.pupil({ legalForename: forename })
      await withPlan(theirs, pupilId)
      const [classId, from] = [uuidv7(), toDate('2026-09-03')]
      const member = { schoolId: theirs.schoolId, id: uuidv7(), classId, from }
      await theirs.inSchool(async (tx) => {
        await tx.class.createMany({ data: [{ schoolId: theirs.schoolId, id: classId, name, weekdays }] })
        await tx.classStaff.createMany({ data: [{ ...member, staffId: theirs.staffIds.teacher }] })
        await tx.classMember.createMany({ data: [{ ...member, pupilId }] })
      })
    }
    await group('7A Maths', [1], 'Monday')
    await group('9C Maths', [2, 4], 'Tuesday')
    const browser = await theirs.as('teacher')
    const shown = async (path: string) => mainText((await browser.get(path)).text)
    const first = await shown('/my-classes/progress')
    expect(first).toContain('Tuesday Khan')
    expect(first).not.toContain('Monday Khan')
    expect(await shown('/my-classes/progress?group=7A+Maths')).toContain('Monday Khan')
    expect(await shown(tableAt)).toContain('Tuesday Khan')
    expect((await browser.get('/my-classes/progress?group=Nobody')).status).toBe(404)
    const empty = await (await theirs.as('head')).get('/my-classes/progress')
    expect(mainText(empty.text)).toContain('There is nothing to note here')
  })

  test('the progress table links to a round-robin that waits for the reader’s answer', async () => {
    const plan = await taught('Robin')
    const of = { schoolId, pupilId: plan.pupilId, roundRobinId: uuidv7() }
    await ours.inSchool(async (tx) => {
      await tx.roundRobin.createMany({
        data: [
          {
            schoolId,
            pupilId: plan.pupilId,
            id: of.roundRobinId,
            planId: plan.planId,
            areas: [],
            askedOn: toDate('2026-11-23'),
            askedBy: staffIds.senco,
            answerBy: toDate('2026-11-27'),
          },
        ],
      })
      await tx.roundRobinAsked.createMany({ data: [{ ...of, id: uuidv7(), staffId: staffIds.teacher }] })
    })
    const answer = await teacher.get(tableAt)
    expect(mainText(answer.text)).toContain('Review on 4 December: you are asked what you see, by Friday 27 November')
    expect(answer.text).toContain(`/pupils/${plan.pupilId}/round-robins/${of.roundRobinId}/answer`)
  })
})

describe('a progress row sent without JavaScript', () => {
  test('a progress row sent without JavaScript is saved, leads back to the row, and is audited', async () => {
    const plan = await taught('Saved')
    const typed = { ...(await rowOf(teacher, plan)), progress: 'some', note: 'Asked twice' }
    const answer = await teacher.post(cellOf(plan), typed)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe(`/my-classes/progress?group=all#outcome-${plan.outcomeIds[0]}`)
    expect(await noted(plan)).toEqual([
      { staffId: staffIds.teacher, seenOn: testToday, progress: 'some', note: 'Asked twice', version: 1 },
    ])
    const page = await teacher.get(tableAt)
    expect(mainText(page.text)).toContain('Saved: some progress')
    expect(await rowOf(teacher, plan)).toMatchObject({ progress: ['some'], note: ['Asked twice'], version: ['1'] })
    const audited = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId, subject: 'ProgressInClass', pupilId: plan.pupilId } }),
    )
    expect(audited).toMatchObject([{ action: 'insert', actorId: staffIds.teacher }])
  })

  test('a progress row sent twice or changed on one day makes one entry, and on another day a second', async () => {
    const plan = await taught('Twice')
    const typed = { ...(await rowOf(teacher, plan)), progress: 'notYet', note: '' }
    expect((await teacher.post(cellOf(plan), typed)).status).toBe(303)
    expect((await teacher.post(cellOf(plan), typed)).status).toBe(303)
    expect(await noted(plan)).toHaveLength(1)
    await teacher.post(cellOf(plan), { ...(await rowOf(teacher, plan)), progress: 'some' })
    expect(await noted(plan)).toMatchObject([{ progress: 'some', version: 2 }])
    setToday('2026-11-25')
    await teacher.post(cellOf(plan), { ...(await rowOf(teacher, plan)), progress: 'met' })
    setToday(testToday)
    expect(await noted(plan)).toMatchObject([
      { seenOn: testToday, progress: 'some' },
      { seenOn: '2026-11-25', progress: 'met', version: 1 },
    ])
  })

  test('an invalid progress row gets 422 at its field and keeps the typed values', async () => {
    const plan = await taught('Refused')
    const send = async (fields: Record<string, string>) => {
      const answer = await teacher.post(cellOf(plan), { ...(await rowOf(teacher, plan)), ...fields })
      return { status: answer.status, errors: errorsOf(answer.text), text: answer.text }
    }
    const alone = await send({ note: 'No choice made' })
    expect(alone).toMatchObject({ status: 422, errors: ['Choose how far it has got: the note is saved with it'] })
    expect(alone.text).toContain('No choice made')
    const long = await send({ progress: 'some', note: longNote })
    expect(long.errors).toEqual(['This is 501 characters long. Shorten it to 500 or fewer'])
    for (const seenOn of ['2026-11-25', '2026-11-16', '2026-02-30', '']) {
      const { errors } = await send({ progress: 'some', seenOn })
      expect(errors).toEqual(['This page is of an earlier day. Open it again, and enter it there'])
    }
    expect(await noted(plan)).toEqual([])
    expect((await send({})).status).toBe(303)
    expect(await noted(plan)).toEqual([])
  })

  test('clearing the choice in a progress row deletes the entry that its author made today', async () => {
    const plan = await taught('Back')
    await teacher.post(cellOf(plan), { ...(await rowOf(teacher, plan)), progress: 'met', note: 'A mistake' })
    const answer = await teacher.post(cellOf(plan), { ...(await rowOf(teacher, plan)), progress: '' })
    expect(answer.status).toBe(303)
    expect(await noted(plan)).toEqual([])
  })

  test('a stale progress row gets 409 with both versions and overwrites nothing', async () => {
    const plan = await taught('Stale')
    const [first, second] = [await rowOf(teacher, plan), await rowOf(teacher, plan)]
    await teacher.post(cellOf(plan), { ...first, progress: 'met', note: 'From the first' })
    const answer = await teacher.post(cellOf(plan), { ...second, progress: 'some', note: 'From the second' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('What you wroteSome progress What was saved meanwhileMet')
    expect(mainText(answer.text)).toContain('From the first')
    expect(await noted(plan)).toMatchObject([{ progress: 'met', note: 'From the first' }])
    const nothing = await teacher.post(cellOf(plan), { ...second, progress: '', note: '' })
    expect(nothing.status).toBe(409)
  })
})

describe('a progress row sent by JavaScript', () => {
  test('a progress row sent by JavaScript gets JSON with the saved version', async () => {
    const plan = await taught('Told')
    const row = await rowOf(teacher, plan)
    const answer = await teacher.post(cellOf(plan), { ...row, ...script, progress: 'exceeded', note: 'All week' })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ version: 1, progress: 'exceeded', note: 'All week', said: 'Saved 12:00' })
    const back = await teacher.post(cellOf(plan), { ...row, ...script, version: '1', progress: '', note: 'All week' })
    expect(back.body).toEqual({ version: 0, progress: '', note: '', said: 'Nothing is noted for today' })
  })

  test('a progress row sent by JavaScript gets 422 if it is invalid, and 409 with the saved entry if stale', async () => {
    const plan = await taught('Fault')
    const row = { ...(await rowOf(teacher, plan)), ...script }
    const long = await teacher.post(cellOf(plan), { ...row, progress: 'some', note: longNote })
    expect([long.status, long.body]).toEqual([
      422,
      { said: 'This is 501 characters long. Shorten it to 500 or fewer', field: 'note' },
    ])
    await teacher.post(cellOf(plan), { ...row, progress: 'some', note: 'First' })
    const stale = await teacher.post(cellOf(plan), { ...row, progress: 'met', note: 'Second' })
    expect(stale.status).toBe(409)
    expect(stale.body).toEqual({
      version: 1,
      progress: 'some',
      note: 'First',
      said: 'Not saved: on another page you have said: some progress – “First”',
    })
    const again = await teacher.post(cellOf(plan), { ...row, version: '1', progress: 'met', note: 'Second' })
    expect(again.body).toMatchObject({ version: 2, said: 'Saved 12:00' })
  })

  test('JavaScript that got no answer can send a progress row again and overwrite its own entry', async () => {
    const plan = await taught('Doubtful')
    const row = { ...(await rowOf(teacher, plan)), ...script }
    await teacher.post(cellOf(plan), { ...row, progress: 'some', note: 'One\nTwo' })
    const next = { ...row, progress: 'met', note: 'Three' }
    const answer = await teacher.post(cellOf(plan), { ...next, _sent: ['notYet', 'some One\r\nTwo'] })
    expect(answer.body).toMatchObject({ version: 2, progress: 'met' })
    expect((await teacher.post(cellOf(plan), { ...row, progress: 'notYet', _sent: ['some One'] })).status).toBe(409)
  })

  test('a progress row on a page left open overnight is saved for the day on which the page was opened', async () => {
    const plan = await taught('Night')
    const row = { ...(await rowOf(teacher, plan)), ...script }
    setToday('2026-11-25')
    const browser = await ours.as('teacher')
    const { _csrf } = await rowOf(browser, plan)
    const answer = await browser.post(cellOf(plan), { ...row, _csrf: _csrf ?? '', progress: 'some', note: '' })
    setToday(testToday)
    expect(answer.body).toMatchObject({ said: 'Saved 12:00, as seen on 24 November' })
    expect(await noted(plan)).toMatchObject([{ seenOn: testToday }])
  })

  test('a progress row with an old CSRF token gets 403 with a new token, and 401 after sign-out', async () => {
    const plan = await taught('Session')
    const row = { ...(await rowOf(teacher, plan)), ...script, progress: 'some' }
    const other = await ours.as('teacher')
    const renewed = await other.post(cellOf(plan), row)
    expect([renewed.status, typeof renewed.body.token]).toEqual([403, 'string'])
    const mine = await rowOf(other, plan)
    await other.post('/sign-out', { _csrf: mine._csrf ?? '' })
    expect((await other.post(cellOf(plan), row)).status).toBe(401)
    expect(await noted(plan)).toEqual([])
  })

  test('a progress note without a choice is kept as a draft, and My classes links to it', async () => {
    const plan = await taught('Draft')
    const row = await rowOf(teacher, plan)
    const typed = { ...row, note: 'A word before the choice', _draft: 'typed', _page: 'one', _turn: '1' }
    expect((await teacher.post(cellOf(plan), typed)).status).toBe(200)
    expect(mainText((await teacher.get('/my-classes')).text)).toContain('Draft NotedHow far an outcome has got')
    expect(await rowOf(teacher, plan)).toMatchObject({ progress: [''], note: ['A word before the choice'] })
    expect(mainText((await teacher.get(tableAt)).text)).toContain('Until then your note is kept as a draft')
    expect((await teacher.get(cellOf(plan))).text).toContain('A word before the choice')
    await teacher.post(cellOf(plan), { ...row, ...script, progress: 'some', note: 'A word before the choice' })
    expect(mainText((await teacher.get(tableAt)).text)).not.toContain('kept as a draft')
    expect(await rowOf(teacher, plan)).toMatchObject({ progress: ['some'], note: ['A word before the choice'] })
  })
})

describe('access to the progress form', () => {
  test('noting progress gets 404 for an outcome of a pupil whom one does not teach, or of a replaced plan', async () => {
    const plan = await taught('Mine')
    const past = await taught('Past', { agreedOn: '2026-10-08' })
    await ours.inSchool((tx) =>
      tx.plan.createMany({
        data: [{ schoolId, pupilId: past.pupilId, id: uuidv7(), agreedOn: toDate('2026-11-16') }],
      }),
    )
    const { pupilId } = await ours.pupil()
    const untaught = await withPlan(ours, pupilId)
    const row = { ...(await rowOf(teacher, plan)), progress: 'some' }
    const mixed = { ...plan, outcomeIds: untaught.outcomeIds }
    expect((await teacher.get(cellOf(past))).status).toBe(404)
    for (const one of [untaught, mixed, { ...plan, outcomeIds: [uuidv7()] }]) {
      expect((await teacher.get(cellOf(one))).status).toBe(404)
      expect((await teacher.post(cellOf(one), row)).status).toBe(404)
      expect((await teacher.post(cellOf(one), { ...row, ...script })).status).toBe(404)
      expect(await noted(one)).toEqual([])
    }
    // A SENCO may read every record, but cannot note progress of pupils whom they do not teach.
    const senco = await ours.as('senco')
    expect((await senco.get(cellOf(plan))).status).toBe(404)
    expect((await (await ours.as('administrator')).get(tableAt)).status).toBe(403)
  })
})

describe('noting progress on an outcome whose plan has ended meanwhile', () => {
  const over =
    'This outcome is of a plan that is over, so it is not noted any more. Copy what you want to keep, and note it at the plan of today'
  const renew = ({ pupilId }: PlanOf) =>
    ours.inSchool((tx) =>
      tx.plan.createMany({ data: [{ schoolId, pupilId, id: uuidv7(), agreedOn: toDate('2026-11-24') }] }),
    )

  test('a progress row for a plan that has ended gets 422 with the reason and keeps the typed values', async () => {
    const plan = await taught('Renewed')
    const typed = { ...(await rowOf(teacher, plan)), progress: 'some', note: 'Asked by himself' }
    await renew(plan)
    const answer = await teacher.post(cellOf(plan), typed)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [over]])
    expect(answer.text).toContain('Asked by himself')
    expect((await teacher.post(cellOf(plan), { ...typed, ...script })).body).toEqual({ said: over, field: 'note' })
    expect(await noted(plan)).toEqual([])
  })

  test('a progress note’s draft can still be read by its author after the plan has ended', async () => {
    const plan = await taught('Overnight')
    const row = await rowOf(teacher, plan)
    await teacher.post(cellOf(plan), { ...row, note: 'Kept over night', _draft: 'typed', _page: 'one', _turn: '1' })
    await renew(plan)
    for (let times = 0; times < 2; times++) {
      const { status, text } = await teacher.get(cellOf(plan))
      expect(status).toBe(200)
      expect(text).toContain('Kept over night')
      expect(mainText(text)).toContain(over)
    }
    expect((await (await ours.as('senco')).get(cellOf(plan))).status).toBe(404)
  })
})

describe('where noted progress is shown', () => {
  test('progress that staff noted is shown in review meeting, plan and case file', async () => {
    const plan = await taught('Shown')
    await teacher.post(cellOf(plan), { ...(await rowOf(teacher, plan)), progress: 'some', note: 'With the card' })
    const senco = await ours.as('senco')
    const planAt = `/pupils/${plan.pupilId}/plans/${plan.planId}`
    const seen = 'Seen in class Teacher Example, 24 November: some progress – “With the card”'
    expect(mainText((await senco.get(`${planAt}/meeting`)).text)).toContain(seen)
    expect(mainText((await senco.get(planAt)).text)).toContain(seen)
    const file = await senco.get(`/report/case-files?pupil=${plan.pupilId}`)
    expect(mainText(file.text)).toContain('Teacher Example, 24 November 2026: some progress – “With the card”')
    const edited = await senco.submit(`${planAt}/edit`, { 'outcomes.0.id': uuidv7() })
    expect(errorsOf(edited.text)).toEqual([
      'Staff have said how far this outcome has got, so it stays. Its words can be put right',
    ])
  })
})
