import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { dayInLondon } from '../../../src/days/clock.ts'
import { readersOn } from '../../../src/lists/digests/queries.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import { selectWordingChangedOn } from '../../../src/pupil-record/briefings/reading-sql.ts'
import { dayTyped, errorsOf, fieldsOf, mainText, type TestSchool, testApp, testToday } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { aPlan } from '../plans/a-plan.ts'

const { school, setToday } = await testApp()

async function aBriefing() {
  const found = await aPlan(await school())
  const briefing = `${found.at}/briefing`
  const briefings = async () => (await found.plans())[0]?.briefings ?? []
  const { _csrf = [] } = await found.senco.formAt(briefing)
  const share = () => found.senco.post(`${briefing}/share`, { _csrf })
  return { ...found, briefing, briefings, share, _csrf }
}

/** A signed-in browser of this role, and the CSRF token of its session. */
async function reader(ours: TestSchool, role: 'teacher' | 'teachingAssistant' | 'head', pupilId: string) {
  const browser = await ours.as(role)
  const { _csrf = [] } = await browser.formAt(`/pupils/${pupilId}/concerns/new`)
  return { browser, _csrf }
}

describe('the briefing page, on who has read a plan', () => {
  test('the briefing page lists the staff who work with the pupil, and whether they have read the plan', async () => {
    const { senco, briefing } = await aBriefing()
    const answer = await senco.get(briefing)
    expect(await htmlErrors(answer.text)).toEqual([])
    const text = mainText(answer.text)
    expect(text).toContain('2 members of staff work with Amir today, 0 of them have read it')
    expect(text).toContain('Teacher Example')
    expect(text).toContain('Teaching assistant Example')
    expect(text).not.toContain('Head Example')
    expect(text).toContain('Missing since 19 November')
  })

  test('the briefing page says for whom a member of staff stands in, and until when', async () => {
    const { ours, senco, briefing, pupilId } = await aBriefing()
    const { schoolId, staffIds } = ours
    const cover = { schoolId, id: uuidv7(), staffId: staffIds.head, awayStaffId: staffIds.teacher }
    const days = { from: toDate(testToday), until: toDate('2026-11-27') }
    await ours.inSchool(async (tx) => {
      await tx.cover.createMany({ data: [{ ...cover, ...days }] })
      const spell = { schoolId, id: uuidv7(), pupilId, staffId: staffIds.head, coverId: cover.id }
      await tx.pupilStaff.createMany({ data: [{ ...spell, ...days }] })
    })
    const text = mainText((await senco.get(briefing)).text)
    expect(text).toContain('3 members of staff work with Amir today')
    expect(text).toContain('Head Example Head Stands in for Teacher Example until 27 November')
    expect(text.match(/Stands in/g)).toHaveLength(1)
  })

  test('the briefing page says who read the plan before it was changed, and when it was changed', async () => {
    const { ours, senco, briefing, at, pupilId } = await aBriefing()
    const { browser, _csrf } = await reader(ours, 'teacher', pupilId)
    await browser.post(`${at}/acknowledge`, { _csrf })
    const changed = async () => mainText((await senco.get(briefing)).text)
    await senco.submit(`${at}/edit`, { 'outcomes.0.baseline': 'Twice a week' })
    expect(await changed()).toContain('1 of them has read it. Who')
    await senco.submit(`${at}/edit`, { helps: 'His name first\nShow it\nA seat by the wall' })
    const { schoolId } = ours
    expect(await changed()).toContain('1 of them has read it, 1 in an earlier wording.')
    expect(await changed()).toContain('Has read an earlier wording; changed on')
    const today = async () => mainText((await senco.get('/today')).text)
    expect(await today()).toContain('Plan changed since it was read by Teacher Example')
    await browser.post(`${at}/acknowledge`, { _csrf })
    expect(await today()).not.toContain('Plan changed since')
    const ofProvision = { where: { schoolId, pupilId, subject: 'Provision' }, orderBy: { at: 'desc' } } as const
    const lastChange = await ours.inSchool((tx) => tx.auditEvent.findFirstOrThrow(ofProvision))
    expect(
      await ours.inSchool((tx) =>
        selectWordingChangedOn(tx, { schoolId, pupilId, planId: at.split('/').at(-1) ?? '' }),
      ),
    ).toBe(dayInLondon(lastChange.at))
  })

  test('briefing page, Today and morning e-mail all name the same people who read a plan before it changed', async () => {
    const { ours, senco, briefing, at, pupilId } = await aBriefing()
    const { schoolId, staffIds } = ours
    const cover = { schoolId, staffId: staffIds.head, from: toDate(testToday), until: toDate('2026-11-26') }
    const coverId = uuidv7()
    await ours.inSchool(async (tx) => {
      await tx.cover.createMany({ data: [{ ...cover, id: coverId, awayStaffId: staffIds.teacher }] })
      await tx.pupilStaff.createMany({ data: [{ ...cover, id: uuidv7(), coverId, pupilId }] })
    })
    for (const role of ['teacher', 'head'] as const) {
      const { browser, _csrf } = await reader(ours, role, pupilId)
      await browser.post(`${at}/acknowledge`, { _csrf })
    }
    await senco.submit(`${at}/edit`, { helps: 'Show it\nA seat by the wall' })
    const told = async (day: string) => {
      setToday(day)
      const readers = await ours.inSchool((tx) => readersOn(tx, schoolId, day))
      return {
        today: /since it was read by (.*?)Only what/.exec(mainText((await senco.get('/today')).text))?.[1],
        page: /read it, (\d) in an earlier/.exec(mainText((await senco.get(briefing)).text))?.[1],
        mailed: readers.filter(({ waiting }) => waiting.plansChanged === 1).map(({ staffId }) => staffId),
      }
    }
    const both = {
      today: 'Head Example, Teacher Example',
      page: '2',
      mailed: [staffIds.head, staffIds.teacher].toSorted(),
    }
    expect(await told(testToday)).toEqual(both)
    expect(await told('2026-11-26')).toEqual(both)
    expect(await told('2026-11-27')).toEqual({ today: 'Teacher Example', page: '1', mailed: [staffIds.teacher] })
    setToday(testToday)
  })

  test('the briefing page says so when no staff work with the pupil', async () => {
    const { ours, senco, briefing, pupilId } = await aBriefing()
    await ours.inSchool((tx) => tx.pupilStaff.deleteMany({ where: { schoolId: ours.schoolId, pupilId } }))
    expect(mainText((await senco.get(briefing)).text)).toContain('Nobody is on record as working with Amir today')
  })

  test('a teacher and the head get 403 for the briefing page; a plan of another pupil or school gets 404', async () => {
    const { ours, senco, briefing } = await aBriefing()
    const { pupilId: other } = await ours.pupil()
    expect((await (await ours.as('teacher')).get(briefing)).status).toBe(403)
    expect((await (await ours.as('head')).get(briefing)).status).toBe(403)
    expect((await senco.get(briefing.replace(/pupils\/[^/]+/, `pupils/${other}`))).status).toBe(404)
    expect((await senco.get(briefing.replace(/plans\/[^/]+/, `plans/${uuidv7()}`))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(briefing)).status).toBe(404)
  })
})

describe('sharing a plan with staff', () => {
  test('sharing a plan twice creates one briefing for each member of staff, and is in the audit trail', async () => {
    const { ours, share, briefings, briefing, pupilId, senco } = await aBriefing()
    const answers = [await share(), await share()]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(answers[0]?.headers.location).toBe(briefing)
    const told = { sharedOn: toDate(testToday), acknowledgedOn: null }
    expect(await briefings()).toMatchObject([told, told])
    expect(new Set((await briefings()).map(({ staffId }) => staffId))).toEqual(
      new Set([ours.staffIds.teacher, ours.staffIds.teachingAssistant]),
    )
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, pupilId, subject: 'Briefing' } }),
    )
    expect(audit).toHaveLength(2)
    await senco.get(briefing)
    expect((await senco.get(briefing)).text).not.toContain('briefing/share')
  })

  test('sharing a plan again keeps the day on which it was first shared', async () => {
    const { ours, share, briefings, pupilId, plan } = await aBriefing()
    await ours.inSchool((tx) =>
      tx.briefing.createMany({
        data: [
          {
            schoolId: ours.schoolId,
            id: uuidv7(),
            pupilId,
            planId: plan.id,
            staffId: ours.staffIds.teacher,
            sharedOn: toDate('2026-11-13'),
          },
        ],
      }),
    )
    await share()
    const days = new Map((await briefings()).map(({ staffId, sharedOn }) => [staffId, sharedOn]))
    expect(days.get(ours.staffIds.teacher)).toEqual(toDate('2026-11-13'))
    expect(days.get(ours.staffIds.teachingAssistant)).toEqual(toDate(testToday))
  })

  test('sharing a plan that a newer one has replaced gets 404, and its page says so', async () => {
    const { ours, senco, share, briefing, briefings, pupilId } = await aBriefing()
    await ours.inSchool((tx) =>
      tx.plan.createMany({
        data: [{ schoolId: ours.schoolId, id: uuidv7(), pupilId, agreedOn: toDate('2026-11-20') }],
      }),
    )
    expect((await share()).status).toBe(404)
    expect(mainText((await senco.get(briefing)).text)).toContain('This is not the plan that Amir has now')
    expect(await briefings()).toEqual([])
  })

  test('a teacher gets 403 for sharing a plan', async () => {
    const { ours, briefing, pupilId, briefings } = await aBriefing()
    const { browser, _csrf } = await reader(ours, 'teacher', pupilId)
    expect((await browser.post(`${briefing}/share`, { _csrf })).status).toBe(403)
    expect(await briefings()).toEqual([])
  })
})

describe('the button “I have read this”', () => {
  test.each(['teacher', 'teachingAssistant'] as const)(
    'when the %s presses “I have read this” twice, it is saved once',
    async (role) => {
      const { ours, at, pupilId, briefings } = await aBriefing()
      const { browser, _csrf } = await reader(ours, role, pupilId)
      const back = `/pupils/${pupilId}/summary`
      const answers = [
        await browser.post(`${at}/acknowledge`, { _csrf, back }),
        await browser.post(`${at}/acknowledge`, { _csrf, back: '/my-classes' }),
      ]
      expect(answers.map(({ headers }) => headers.location)).toEqual([back, '/my-classes'])
      expect(await briefings()).toMatchObject([
        { staffId: ours.staffIds[role], acknowledgedOn: toDate(testToday), sharedOn: null },
      ])
      expect(mainText((await browser.get(back)).text)).toContain('Noted: you have read what helps Amir')
    },
  )

  test('confirming again that a plan was read keeps the first day of reading and the day of sharing', async () => {
    const { ours, at, pupilId, briefings, share } = await aBriefing()
    await share()
    const { browser, _csrf } = await reader(ours, 'teacher', pupilId)
    await browser.post(`${at}/acknowledge`, { _csrf, back: '/my-classes' })
    setToday('2026-11-25')
    try {
      await browser.post(`${at}/acknowledge`, { _csrf, back: '/my-classes' })
    } finally {
      setToday(testToday)
    }
    const mine = (await briefings()).find(({ staffId }) => staffId === ours.staffIds.teacher)
    expect(mine).toMatchObject({ sharedOn: toDate(testToday), acknowledgedOn: toDate(testToday) })
  })

  test.each(['https://elsewhere.example/', '//elsewhere.example', '/pupils/find', ''])(
    'pressing “I have read this” on a page whose back address is “%s” leads to My classes',
    async (back) => {
      const { ours, at, pupilId } = await aBriefing()
      const { browser, _csrf } = await reader(ours, 'teacher', pupilId)
      expect((await browser.post(`${at}/acknowledge`, { _csrf, back })).headers.location).toBe('/my-classes')
    },
  )

  test('a teacher who presses “I have read this” for another class’s pupil or a replaced plan gets 404', async () => {
    const { ours, at, pupilId, briefings } = await aBriefing()
    const { browser, _csrf } = await reader(ours, 'teacher', pupilId)
    const nobodys = at.replace(/plans\/[^/]+/, `plans/${uuidv7()}`)
    expect((await browser.post(`${nobodys}/acknowledge`, { _csrf })).status).toBe(404)
    await ours.inSchool((tx) =>
      tx.plan.createMany({
        data: [{ schoolId: ours.schoolId, id: uuidv7(), pupilId, agreedOn: toDate('2026-11-20') }],
      }),
    )
    expect((await browser.post(`${at}/acknowledge`, { _csrf })).status).toBe(404)
    await ours.inSchool(async (tx) => {
      await tx.plan.updateMany({
        where: { schoolId: ours.schoolId, pupilId, agreedOn: toDate('2026-11-20') },
        data: { agreedOn: toDate('2026-11-10') },
      })
      await tx.pupilStaff.deleteMany({ where: { schoolId: ours.schoolId, pupilId, staffId: ours.staffIds.teacher } })
    })
    expect((await browser.post(`${at}/acknowledge`, { _csrf })).status).toBe(404)
    expect(await briefings()).toEqual([])
  })

  test('pressing “I have read this” gets 403 without a CSRF token, and for an administrator', async () => {
    const { ours, at, pupilId, briefings } = await aBriefing()
    const { browser } = await reader(ours, 'teacher', pupilId)
    expect((await browser.post(`${at}/acknowledge`, { back: '/my-classes' })).status).toBe(403)
    expect((await (await ours.as('administrator')).post(`${at}/acknowledge`, {})).status).toBe(403)
    expect(await briefings()).toEqual([])
  })
})

describe('the link that undoes “I have read this”', () => {
  /** A shared plan that the teacher has just read, with the button that undoes the reading. */
  async function justRead() {
    const found = await aBriefing()
    const { ours, at, pupilId } = found
    await found.share()
    const { browser, _csrf } = await reader(ours, 'teacher', pupilId)
    const summary = `/pupils/${pupilId}/summary`
    const answer = await browser.post(`${at}/acknowledge`, { _csrf, back: summary })
    const shown = await browser.get(answer.headers.location ?? '')
    const undo = () => browser.post(`${at}/acknowledge/undo`, { ...fieldsOf(shown.text, `${at}/acknowledge/undo`) })
    const mine = async () => (await found.briefings()).find(({ staffId }) => staffId === ours.staffIds.teacher)
    return { ...found, browser, summary, undo, mine, _csrf }
  }

  test('undoing “I have read this” leaves the plan shared but unread, and the audit trail has both changes', async () => {
    const { ours, browser, summary, undo, mine } = await justRead()
    expect(await mine()).toMatchObject({ acknowledgedOn: toDate(testToday) })
    const answer = await undo()
    expect(answer).toMatchObject({ status: 303, headers: { location: summary } })
    expect(await mine()).toMatchObject({ sharedOn: toDate(testToday), acknowledgedOn: null })
    const text = mainText((await browser.get(summary)).text)
    expect(text).toContain('Taken back: what helps Amir waits for you to read it')
    expect(text).toContain('I have read this')
    const trail = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({
        where: { schoolId: ours.schoolId, subject: 'Briefing', action: 'update', actorId: ours.staffIds.teacher },
      }),
    )
    expect(trail).toHaveLength(2)
  })

  test('undoing “I have read this” twice undoes it once, and never undoes one of an earlier day', async () => {
    const { ours, undo, mine } = await justRead()
    await undo()
    expect((await undo()).status).toBe(303)
    await ours.inSchool((tx) =>
      tx.briefing.updateMany({
        where: { schoolId: ours.schoolId, staffId: ours.staffIds.teacher },
        data: { acknowledgedOn: toDate('2026-11-20') },
      }),
    )
    await undo()
    expect(await mine()).toMatchObject({ acknowledgedOn: toDate('2026-11-20') })
  })

  test('staff cannot undo a colleague’s “I have read this”, nor one for an unknown plan', async () => {
    const { ours, at, pupilId, mine, browser, _csrf } = await justRead()
    const other = await reader(ours, 'teachingAssistant', pupilId)
    await other.browser.post(`${at}/acknowledge/undo`, { _csrf: other._csrf })
    expect(await mine()).toMatchObject({ acknowledgedOn: toDate(testToday) })
    const nobodys = at.replace(/plans\/[^/]+/, `plans/${uuidv7()}`)
    expect((await browser.post(`${nobodys}/acknowledge/undo`, { _csrf })).status).toBe(404)
  })
})

describe('recording that somebody read a plan on paper', () => {
  test('the SENCO records that staff read a plan on paper, and the first day they read it is kept', async () => {
    const { ours, senco, briefing, briefings } = await aBriefing()
    const page = `${briefing}/read?staff=${ours.staffIds.teachingAssistant}`
    expect(await senco.formAt(page)).toMatchObject({
      staffId: [ours.staffIds.teachingAssistant],
      'acknowledgedOn-day': ['24'],
    })
    for (const day of ['2026-11-18', '2026-11-20']) {
      const answer = await senco.submit(page, dayTyped('acknowledgedOn', day))
      expect(answer.headers.location).toBe(briefing)
    }
    expect(await briefings()).toMatchObject([
      { staffId: ours.staffIds.teachingAssistant, acknowledgedOn: toDate('2026-11-18') },
    ])
    expect(mainText((await senco.get(briefing)).text)).toContain('Done 18 November')
  })

  test.each([
    ['no reader', {}, 'Choose who has read the plan'],
    ['a reader who does not work with the pupil', { staffId: 'head' }, 'Choose somebody who works with Amir today'],
    ['no day', { staffId: 'teacher', ...dayTyped('acknowledgedOn', '') }, 'Enter the day on which they read it'],
    [
      'a day before the plan',
      { staffId: 'teacher', ...dayTyped('acknowledgedOn', '2026-11-11') },
      'The plan was agreed on 12 November 2026, after this day',
    ],
    [
      'a day in the future',
      { staffId: 'teacher', ...dayTyped('acknowledgedOn', '2026-11-25') },
      '25 November 2026 is in the future',
    ],
  ])(
    'recording that a plan was read on paper, with %s, gets 422',
    async (_name, fields: Record<string, string>, message) => {
      const { ours, senco, briefing, briefings } = await aBriefing()
      const { head, teacher } = ours.staffIds
      const staffId = fields.staffId === 'head' ? head : fields.staffId === 'teacher' ? teacher : ''
      const answer = await senco.submit(`${briefing}/read`, { ...fields, staffId })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual([message])
      expect(await briefings()).toEqual([])
    },
  )
})

describe('recording when a plan was copied to the school’s information system', () => {
  test('the SENCO records the day on which a plan was entered in the school’s information system', async () => {
    const { senco, briefing, plans } = await aBriefing()
    const answer = await senco.submit(briefing, dayTyped('recordedOn', '2026-11-20'))
    expect(answer.headers.location).toBe(briefing)
    expect((await plans())[0]).toMatchObject({ recordedOnInformationSystemOn: toDate('2026-11-20'), version: 2 })
  })

  test.each([
    ['no day', '', 'Enter the day on which it was recorded'],
    ['a day before the plan', '2026-11-11', 'The plan was agreed on 12 November 2026, after this day'],
    ['a day in the future', '2026-11-25', '25 November 2026 is in the future'],
  ])('recording that a plan is in the school’s information system refuses %s', async (_name, day, message) => {
    const { senco, briefing, plans } = await aBriefing()
    const answer = await senco.submit(briefing, dayTyped('recordedOn', day))
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect((await plans())[0]?.recordedOnInformationSystemOn).toBeNull()
  })

  test('the day a plan was entered in the school’s system is saved once, and a stale edit of it gets 409', async () => {
    const { senco, briefing, plans } = await aBriefing()
    const fields = { ...(await senco.formAt(briefing)), ...dayTyped('recordedOn', '2026-11-20') }
    await senco.post(briefing, fields)
    expect((await senco.post(briefing, fields)).status).toBe(303)
    const answer = await senco.post(briefing, { ...fields, 'recordedOn-day': '19' })
    expect(answer.status).toBe(409)
    expect((await plans())[0]).toMatchObject({ version: 2, recordedOnInformationSystemOn: toDate('2026-11-20') })
  })
})
