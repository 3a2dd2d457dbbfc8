import ICAL from 'ical.js'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { dayInLondon } from '../../../src/days/clock.ts'
import { instantInLondon } from '../../../src/lists/calendar/london.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayInWords } from '../../../src/ui/formats/words.ts'
import { type Browser, mainText, newBrowser, type TestSchool, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { app, school } = await testApp()
const stranger = newBrowser(app)

/**
 * Inserts three pupils: Amir's review is planned with the teacher, Ben's without the teacher, Cy's is due but not
 * planned.
 */
async function reviews() {
  const ours = await school()
  const amir = await withPlan(ours, 'Amir', 'Khan')
  const ben = await withPlan(ours, 'Ben', 'Roe')
  await withPlan(ours, 'Cy', 'Obi')
  const amirsId = await planned(ours, amir, '2026-12-01', [ours.staffIds.senco, ours.staffIds.teacher])
  await planned(ours, ben, '2027-06-01', [ours.staffIds.senco])
  return { ours, amirsId, amir }
}

async function withPlan(ours: TestSchool, legalForename: string, legalSurname: string) {
  const { schoolId } = ours
  const { pupilId } = await ours.pupil({ legalForename, legalSurname, taughtBy: ours.staffIds.teacher })
  const planId = uuidv7()
  await ours.inSchool(async (tx) => {
    const decidedOn = toDate('2026-09-10')
    await tx.decision.createMany({ data: [{ schoolId, pupilId, id: uuidv7(), decision: 'senSupport', decidedOn }] })
    await tx.plan.createMany({
      data: [{ schoolId, pupilId, id: planId, agreedOn: toDate('2026-09-17'), reviewOn: toDate('2026-12-11') }],
    })
  })
  return { pupilId, planId }
}

async function planned(
  ours: TestSchool,
  of: { pupilId: string; planId: string },
  on: string,
  staffIds: readonly string[],
) {
  const { schoolId } = ours
  const id = uuidv7()
  await ours.inSchool(async (tx) => {
    await tx.plannedReview.createMany({ data: [{ schoolId, id, ...of, on: toDate(on), at: '09:30', place: 'Room 2' }] })
    await tx.plannedReviewStaff.createMany({
      data: staffIds.map((staffId) => ({ schoolId, id: uuidv7(), plannedReviewId: id, pupilId: of.pupilId, staffId })),
    })
  })
  return id
}

/** Makes a feed address through the page and returns its path. */
async function addressOf(browser: Browser): Promise<string> {
  const answer = await browser.post('/calendar/address', await formOf(browser))
  return /http:\/\/[^/"]+(\/calendar\/feed\/[^"]+\.ics)/.exec(answer.text)?.[1] ?? ''
}

async function formOf(browser: Browser): Promise<Record<string, string[]>> {
  const page = await browser.get('/calendar')
  const form = /<form[^>]*action="\/calendar\/address".*?<\/form>/s.exec(page.text)?.[0] ?? ''
  return Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, [value ?? '']]),
  )
}

async function eventsAt(path: string) {
  const answer = await stranger.get(path)
  expect(answer.status).toBe(200)
  const calendar = new ICAL.Component(ICAL.parse(answer.text))
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const told = new ICAL.Event(event)
    return {
      uid: told.uid,
      summary: told.summary,
      start: told.startDate.isDate ? told.startDate.toString() : told.startDate.toJSDate().toISOString(),
      end: told.endDate.toJSDate().toISOString(),
      location: told.location,
      status: event.getFirstPropertyValue('status'),
      sequence: told.sequence,
      url: String(event.getFirstPropertyValue('url')),
    }
  })
  return { answer, events }
}

describe('the calendar feed', () => {
  test('a SENCO’s calendar feed has all reviews and due days in London time, and no child’s name', async () => {
    const { ours, amirsId, amir } = await reviews()
    const { answer, events } = await eventsAt(await addressOf(await ours.as('senco')))
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(events.map(({ summary, start }) => `${start} ${summary}`)).toEqual([
      '2026-12-01T09:30:00.000Z Review AK, Year 4',
      '2027-06-01T08:30:00.000Z Review BR, Year 4',
      '2026-12-11 Review due CO, Year 4',
    ])
    expect(events[0]).toMatchObject({
      uid: `planned-${amirsId}@sen-support-register`,
      end: '2026-12-01T10:00:00.000Z',
      location: 'Room 2',
      status: 'CONFIRMED',
      sequence: 0,
    })
    expect(events[0]?.url).toMatch(new RegExp(`^http://[^/]+/pupils/${amir.pupilId}/plans/${amir.planId}/meeting$`))
    expect(answer.text).not.toMatch(/amir|khan|ben|roe/i)
  })

  test('a teacher’s calendar feed has the reviews they attend, and marks a cancelled one under the same UID', async () => {
    const { ours, amirsId, amir } = await reviews()
    const path = await addressOf(await ours.as('teacher'))
    const before = (await eventsAt(path)).events
    expect(before.map(({ summary }) => summary)).toEqual(['Review AK, Year 4'])
    expect(before[0]?.url).toContain(`/pupils/${amir.pupilId}/summary`)
    const senco = await ours.as('senco')
    await senco.submit(`/pupils/${amir.pupilId}/planned-reviews/${amirsId}/edit`, { cancel: 'yes' })
    const [after] = (await eventsAt(path)).events
    expect(after).toMatchObject({ uid: before[0]?.uid, status: 'CANCELLED', sequence: 1 })
    const assistant = await addressOf(await ours.as('teachingAssistant'))
    expect((await eventsAt(assistant)).events).toEqual([])
  })

  test('a calendar feed that was revoked or replaced, or whose owner has left, answers like an unknown address', async () => {
    const { ours } = await reviews()
    const senco = await ours.as('senco')
    const first = await addressOf(senco)
    const second = await addressOf(senco)
    const never = await stranger.get(`/calendar/feed/${'x'.repeat(43)}.ics`)
    const gone = await stranger.get(first)
    expect([gone.status, gone.text]).toEqual([404, never.text])
    expect((await stranger.get(second)).status).toBe(200)
    await senco.post('/calendar/revoke', await formOf(senco))
    expect((await stranger.get(second)).status).toBe(404)
    const third = await addressOf(senco)
    await ours.inSchool((tx) =>
      tx.staffMember.updateMany({
        where: { schoolId: ours.schoolId, id: ours.staffIds.senco },
        data: { leftOn: toDate('2026-11-20') },
      }),
    )
    expect((await stranger.get(third)).status).toBe(404)
    expect((await stranger.get('/calendar/feed/short.ics')).status).toBe(404)
  })

  test('a new address of a calendar feed is shown once, stored only as a hash, and audited', async () => {
    const { ours } = await reviews()
    const teacher = await ours.as('teacher')
    const fields = await formOf(teacher)
    const answers = await Promise.all([1, 2].map(() => teacher.post('/calendar/address', fields)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await htmlErrors(answers[0]?.text ?? '')).toEqual([])
    const feeds = await ours.inSchool((tx) => tx.calendarFeed.findMany({ where: { schoolId: ours.schoolId } }))
    expect(feeds).toMatchObject([{ staffId: ours.staffIds.teacher, revokedAt: null }])
    const [token = ''] = fields.token ?? []
    expect(JSON.stringify(feeds)).not.toContain(token)
    const later = await teacher.get('/calendar')
    expect(later.text).not.toContain('/calendar/feed/')
    // The day as the row says it: rows are stamped with the machine's clock, not with the app's.
    const madeOn = feeds.map(({ createdAt }) => dayInWords(dayInLondon(createdAt)))
    expect(mainText(later.text)).toContain(`You made an address on ${madeOn}`)
    const audit = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject: 'CalendarFeed' } }),
    )
    expect(audit).toMatchObject([{ actorId: ours.staffIds.teacher, action: 'insert' }])
  })

  test('no calendar address is made from a token that the user chose, or for a user without a calendar', async () => {
    const { ours } = await reviews()
    const teacher = await ours.as('teacher')
    const answer = await teacher.post('/calendar/address', { ...(await formOf(teacher)), token: 'easy' })
    expect(answer.headers.location).toBe('/calendar')
    expect(await ours.inSchool((tx) => tx.calendarFeed.count({ where: { schoolId: ours.schoolId } }))).toBe(0)
    expect((await (await ours.as('administrator')).get('/calendar')).status).toBe(403)
  })
})

test('guessing addresses of calendar feeds ends in 429', async () => {
  for (let tried = 0; tried < 100; tried += 1) await stranger.get(`/calendar/feed/guess-${tried}.ics`)
  expect((await stranger.get('/calendar/feed/another.ics')).status).toBe(429)
})

test.each([
  ['2026-12-01', '09:30', '2026-12-01T09:30:00.000Z'],
  ['2027-06-01', '09:30', '2027-06-01T08:30:00.000Z'],
  ['2027-03-28', '03:00', '2027-03-28T02:00:00.000Z'],
  ['2027-10-31', '03:00', '2027-10-31T03:00:00.000Z'],
])('instantInLondon: %s at %s in London is %s', (day, time, instant) => {
  expect(instantInLondon(day, time).toISOString()).toBe(instant)
})
