import { parse } from 'node-html-parser'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import {
  type Browser,
  dayTyped,
  errorsOf,
  type Fields,
  mainText,
  newBrowser,
  password,
  signIn,
  type TestSchool,
  testApp,
} from '../support/app.ts'
import { testDatabase } from '../support/database.ts'

/*
 * Drafts of forms over HTTP: what the script sends, what it gets, and to whom a page shows a draft.
 */

const { app, school, setToday } = await testApp()
const { url } = await testDatabase()
const pool = new pg.Pool({ connectionString: url, max: 1 })
afterAll(() => pool.end())

const seen = 'Hides under the table when the bell goes'

async function aPupil() {
  const ours = await school()
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const path = `/pupils/${pupilId}/concerns/new`
  return { ours, pupilId, path, drafts: () => draftsOf(ours) }
}

const draftsOf = (ours: TestSchool) =>
  ours.inSchool((tx) => tx.draft.findMany({ where: { schoolId: ours.schoolId }, orderBy: { id: 'asc' } }))

/** Sends a draft of the form, as the page's script does. */
async function type(browser: Browser, path: string, fields: Fields, more: Fields = {}) {
  return browser.post(path, { ...(await browser.formAt(path)), ...fields, _draft: 'typed', _page: 'one', ...more })
}

const noticeOf = (html: string): string => parse(html).querySelector('.app-draft__begun')?.text.trim() ?? ''
const othersOf = (html: string): string[] =>
  parse(html)
    .querySelectorAll('.app-draft__others p')
    .map((line) => line.text.trim())

async function aConcern(ours: TestSchool, pupilId: string): Promise<string> {
  const id = uuidv7()
  await ours.inSchool((tx) =>
    tx.concern.create({
      data: {
        schoolId: ours.schoolId,
        id,
        pupilId,
        staffId: ours.staffIds.teacher,
        raisedOn: toDate('2026-11-20'),
        raisedBy: 'staff',
        areas: ['communication'],
        seen: 'Cannot find a seat',
      },
      select: { id: true },
    }),
  )
  return `/pupils/${pupilId}/concerns/${id}/edit`
}

describe('a draft', () => {
  test('a draft is restored in every session of its user, the form is saved once, and the draft is then deleted', async () => {
    const { ours, pupilId, path, drafts } = await aPupil()
    const desk = await ours.as('teacher')
    const told = await type(desk, path, { seen, areas: ['communication', 'cognition'] })
    expect([told.status, told.body]).toEqual([200, { said: 'Saved as a draft at 12:00', version: 1, others: [] }])
    expect(await drafts()).toMatchObject([{ staffId: ours.staffIds.teacher, form: path, pupilId, version: 1 }])

    const home = await ours.as('teacher')
    const page = await home.get(path)
    expect(noticeOf(page.text)).toMatch(/^You have not saved this yet. You last wrote in it at 12:00/)
    const form = await home.formAt(path)
    expect(form).toMatchObject({ seen: [seen], areas: ['communication', 'cognition'], _kept: ['1'] })
    const here = await desk.formAt(path)
    expect((await home.post(path, form)).status).toBe(303)
    expect((await desk.post(path, here)).status).toBe(303)
    const concerns = await ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId: ours.schoolId, pupilId } }))
    expect(concerns).toMatchObject([{ id: form.id?.[0], seen }])
    expect(await drafts()).toMatchObject([{ values: {} }])
    expect(noticeOf((await home.get(path)).text)).toBe('')
    expect((await home.formAt(path)).seen).toEqual([''])
  })

  test('a draft is stored without CSRF token and passwords, and saving it writes no audit entry', async () => {
    const { ours, pupilId, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const opened = () =>
      ours.inSchool((tx) => tx.auditEvent.count({ where: { schoolId: ours.schoolId, pupilId, action: 'open' } }))
    const form = await teacher.formAt(path)
    const before = await opened()
    await teacher.post(path, { ...form, seen, newPassword: 'secret words', _draft: 'typed' })
    expect(await opened()).toBe(before)
    const [draft] = await drafts()
    expect(JSON.stringify(draft?.values)).not.toMatch(/secret|_csrf|_for/)
    expect(
      await ours.inSchool((tx) => tx.auditEvent.count({ where: { schoolId: ours.schoolId, subject: 'Draft' } })),
    ).toBe(0)
  })

  test('the notice of a draft from an earlier day names the day', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    setToday('2026-11-23')
    await type(teacher, path, { seen })
    setToday('2026-11-24')
    expect(noticeOf((await teacher.get(path)).text)).toContain('on 23 November at 12:00')
  })

  test('a page with an older draft gets 409 and does not overwrite a newer one, unless the user confirms', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const left = await teacher.formAt(path)
    const later = { ...(await teacher.formAt(path)), seen: 'At home', _draft: 'typed', _page: 'home' }
    expect((await teacher.post(path, { ...later, _turn: '1' })).status).toBe(200)
    // The next request of the same page, sent before the response to the first arrived.
    expect((await teacher.post(path, { ...later, seen: 'At home, later', _turn: '3' })).status).toBe(200)
    expect((await teacher.post(path, { ...later, seen: 'Overtaken', _turn: '2' })).status).toBe(409)

    const refused = await teacher.post(path, { ...left, seen: 'At school', _draft: 'typed', _page: 'school' })
    expect(refused.status).toBe(409)
    expect(refused.body.said).toContain('You went on with this form at 12:00, on another page')
    expect(await drafts()).toMatchObject([{ values: { seen: ['At home, later'] } }])
    const wanted = { ...left, seen: 'At school', _draft: 'typed', _page: 'school', _regardless: 'yes' }
    expect((await teacher.post(path, wanted)).status).toBe(200)
    expect(await drafts()).toMatchObject([{ values: { seen: ['At school'] } }])
  })

  test('a draft request that arrives after the form was saved gets 409 and does not restore the draft', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const form = { ...(await teacher.formAt(path)), seen }
    expect((await teacher.post(path, form)).status).toBe(303)
    const late = await teacher.post(path, { ...form, _draft: 'typed', _page: 'one', _turn: '1' })
    expect([late.status, late.body.said]).toEqual([409, expect.stringContaining('You saved this form at 12:00')])
    expect(await drafts()).toMatchObject([{ values: {} }])
  })

  test('a draft is kept if saving the form gets 422', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    await type(teacher, path, { universalStrategies: 'A seat by the door' })
    expect((await teacher.submit(path, { seen: '' })).status).toBe(422)
    expect((await teacher.formAt(path)).universalStrategies).toEqual(['A seat by the door'])
  })

  test('a restored draft keeps an unticked box unticked', async () => {
    const { ours, pupilId } = await aPupil()
    const senco = await ours.as('senco')
    const edit = await aConcern(ours, pupilId)
    const { areas, ...form } = await senco.formAt(edit)
    expect(areas).toEqual(['communication'])
    expect((await senco.post(edit, { ...form, _draft: 'typed' })).status).toBe(200)
    expect((await senco.formAt(edit)).areas).toBeUndefined()
  })

  test('a draft that is too long gets 413, whether it exceeds the draft limit or the form limit', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const long = await type(teacher, path, { seen: 'x'.repeat(600_000) })
    expect([long.status, long.body.said]).toEqual([413, expect.stringContaining('too long')])
    expect((await type(teacher, path, { seen: 'x'.repeat(1_100_000) })).status).toBe(413)
    expect(await drafts()).toEqual([])
  })

  test.each(['\u0000', 'a\u0000b', '\ud800', '\u202e', '__proto__', '{"a": 1}'])(
    'a draft with the text %j does not break the server',
    async (text) => {
      const { ours, path } = await aPupil()
      const teacher = await ours.as('teacher')
      const fields = { seen: text, _page: text, _turn: text, _kept: text, version: text, '__proto__.x': 'y' }
      expect((await type(teacher, path, fields)).status).toBeLessThan(500)
      expect((await teacher.get(path)).status).toBe(200)
    },
  )
})

describe('without scripts', () => {
  test('without scripts, a button saves the draft and the form shows it again', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    const answer = await teacher.submit(path, { seen, _draft: 'save' })
    expect([answer.status, answer.headers.location]).toEqual([303, path])
    const page = await teacher.get(path)
    expect(mainText(page.text)).toContain('Saved as a draft at 12:00')
    expect(noticeOf(page.text)).toContain('You have not saved this yet')
  })

  test('without scripts, a draft that was changed on another page is not overwritten, and the user gets a message', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const left = await teacher.formAt(path)
    await type(teacher, path, { seen: 'At home' })
    const refused = await teacher.post(path, { ...left, seen: 'At school', _draft: 'save' })
    expect([refused.status, errorsOf(refused.text)]).toEqual([422, [expect.stringContaining('on another page')]])
    expect(refused.text).toContain('At school')
    expect(await drafts()).toMatchObject([{ values: { seen: ['At home'] } }])
  })

  test('without scripts, a user can discard a draft and restore it once', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    await type(teacher, path, { seen })
    const { _csrf = [] } = await teacher.formAt(path)
    expect((await teacher.post(path, { _csrf, _draft: 'discard' })).status).toBe(303)
    const afresh = await teacher.get(path)
    expect(mainText(afresh.text)).toContain('Started afresh')
    expect(noticeOf(afresh.text)).toBe('')
    expect(afresh.text).not.toContain(seen)
    expect((await teacher.post(path, { _csrf, _draft: 'restore' })).status).toBe(303)
    expect((await teacher.formAt(path)).seen).toEqual([seen])
    expect((await teacher.post(path, { _csrf, _draft: 'restore' })).status).toBe(303)
    expect(mainText((await teacher.get(path)).text)).toContain('There is nothing to bring back')
  })
})

describe('the privacy of drafts', () => {
  test('no other user sees a draft, and users without permission for the form or pupil cannot save one', async () => {
    const { ours, pupilId, path, drafts } = await aPupil()
    await type(await ours.as('teacher'), path, { seen })
    for (const role of ['senco', 'head'] as const)
      expect((await (await ours.as(role)).get(path)).text).not.toContain(seen)

    const senco = await ours.as('senco')
    const edit = await aConcern(ours, pupilId)
    const { _csrf: ofSenco, ...form } = await senco.formAt(edit)
    const teacher = await ours.as('teacher')
    const { _csrf = [] } = await teacher.formAt(path)
    expect((await teacher.post(edit, { ...form, _csrf, _for: ours.staffIds.teacher, _draft: 'typed' })).status).toBe(
      403,
    )
    const { pupilId: untaught } = await ours.pupil()
    const elsewhere = `/pupils/${untaught}/concerns/new`
    expect((await teacher.post(elsewhere, { seen, _csrf, _draft: 'typed' })).status).toBe(404)
    expect((await teacher.post(elsewhere, { seen, _csrf, _draft: 'open' })).status).toBe(404)

    const stranger = await (await school('Other')).as('senco')
    const { _csrf: theirs = [] } = await stranger.formAt('/school/details')
    expect((await stranger.post(path, { seen, _csrf: theirs, _draft: 'typed' })).status).toBe(404)
    expect(await drafts()).toHaveLength(1)
  })

  test('a draft request with an old CSRF token gets 403 and the new token, unless the form is another user’s', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const form = await teacher.formAt(path)
    const stale = { ...form, seen, _csrf: 'of an earlier session', _draft: 'typed' }
    const told = await teacher.post(path, stale)
    expect([told.status, told.body]).toEqual([403, { token: form._csrf?.[0] }])
    const another = await teacher.post(path, { ...stale, _for: ours.staffIds.senco })
    expect([another.status, another.body.token]).toEqual([403, undefined])
    expect(await drafts()).toEqual([])
  })

  test('saving a form deletes the school’s drafts of people who have left and drafts older than 60 days', async () => {
    const { ours, pupilId, path, drafts } = await aPupil()
    await type(await ours.as('teacher'), path, { seen })
    await ours.inSchool((tx) =>
      tx.staffMember.updateMany({
        where: { schoolId: ours.schoolId, id: ours.staffIds.teacher },
        data: { leftOn: toDate('2026-11-23') },
      }),
    )
    const senco = await ours.as('senco')
    setToday('2026-09-01')
    await type(senco, '/school/details', { name: 'Half a name' })
    setToday('2026-11-24')
    expect(noticeOf((await senco.get('/school/details')).text)).toBe('')
    expect((await senco.submit(path, { seen: 'Hides' })).status).toBe(303)
    expect(await drafts()).toMatchObject([{ staffId: ours.staffIds.senco, form: path, pupilId, values: {} }])
  })
})

describe('an expired session', () => {
  const expire = (staffId: string) =>
    pool.query(`update session set expire = now() - interval '1 second' where sess ->> 'staffId' = $1`, [staffId])

  test('a draft sent after the session expired is shown once after signing in, instead of the older stored draft', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    const form = await teacher.formAt(path)
    await teacher.post(path, { ...form, seen: 'Before', _draft: 'typed', _page: 'one', _turn: '1' })
    await expire(ours.staffIds.teacher)
    const told = await teacher.post(path, { ...form, seen: 'After', _draft: 'typed', _page: 'one', _turn: '2' })
    expect([told.status, told.body.said]).toEqual([401, expect.stringContaining('You have been signed out')])
    await teacher.submit('/sign-in', { email: ours.emails.teacher, password })
    const page = await teacher.get(path)
    expect([noticeOf(page.text), page.text.includes('data-unsaved')]).toEqual(['', true])
    expect(page.text).toContain('After')

    // Values from the expired session are shown once. After that the stored draft is shown.
    expect((await teacher.formAt(path)).seen).toEqual(['Before'])
  })

  test('a draft saved later in another session is shown instead of the form that was sent after the session expired', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    const form = await teacher.formAt(path)
    await expire(ours.staffIds.teacher)
    setToday('2026-11-23')
    expect((await teacher.post(path, { ...form, seen: 'Held' })).status).toBe(303)
    setToday('2026-11-24')
    const home = await signIn(app, ours.emails.teacher)
    await type(home, path, { seen: 'Later' })
    await teacher.submit('/sign-in', { email: ours.emails.teacher, password })
    expect((await teacher.formAt(path)).seen).toEqual(['Later'])
  })

  test('without a session, a script that only reports an open form gets 401 and creates no session', async () => {
    const { path } = await aPupil()
    const nobody = newBrowser(app)
    const told = await nobody.post(path, { _draft: 'open' })
    expect([told.status, told.headers['set-cookie']]).toEqual([401, undefined])
  })
})

describe('two editors', () => {
  test('two editors of the same form see each other, and see that the other has saved', async () => {
    const { ours, pupilId } = await aPupil()
    const edit = await aConcern(ours, pupilId)
    const id = uuidv7()
    await ours.inSchool(async (tx) => {
      const [senco] = await tx.staffMember.findMany({ where: { schoolId: ours.schoolId, id: ours.staffIds.senco } })
      if (!senco) throw new Error('no SENCO')
      await tx.staffMember.updateMany({
        where: { schoolId: ours.schoolId, id: ours.staffIds.head },
        data: { role: 'senco', name: 'Jo Marsh' },
      })
      return id
    })
    const senco = await ours.as('senco')
    const jo = await ours.as('head')
    const mine = await senco.formAt(edit)
    const theirs = await jo.formAt(edit)
    expect((await senco.post(edit, { ...mine, _draft: 'open' })).body).toEqual({ version: 0, others: [] })
    expect((await jo.post(edit, { ...theirs, _draft: 'open' })).body.others).toEqual([
      'SENCO Example has this open too.',
    ])
    expect(othersOf((await senco.get(edit)).text)).toEqual(['Jo Marsh has this open too.'])
    await jo.post(edit, { ...theirs, seen, _draft: 'typed', _page: 'jo', _turn: '1' })
    expect((await senco.post(edit, { ...mine, _draft: 'open' })).body.others).toEqual([
      'Jo Marsh has this open too, last typed less than a minute ago.',
    ])

    expect((await jo.post(edit, { ...theirs, seen })).status).toBe(303)
    const told = await senco.post(edit, { ...mine, answer: 'We meet on Friday', _draft: 'typed', _page: 'me' })
    expect(told.body.others).toEqual(['Jo Marsh saved this at 12:00. When you save, you will see both versions.'])
    const again = await senco.get(edit)
    expect(othersOf(again.text)).toEqual(told.body.others)
    expect(await senco.formAt(edit)).toMatchObject({ answer: ['We meet on Friday'], version: mine.version })
    const both = await senco.submit(edit, {})
    expect(both.status).toBe(409)
    expect(mainText(both.text)).toContain(seen)
    expect(mainText(both.text)).toContain('We meet on Friday')
  })

  test('two users who write new entries do not see each other', async () => {
    const { ours, path } = await aPupil()
    const senco = await ours.as('senco')
    await type(senco, path, { seen })
    const teacher = await ours.as('teacher')
    expect((await type(teacher, path, { seen })).body.others).toEqual([])
  })
})

test('opening the form of a deleted entry gets 404 and deletes its draft', async () => {
  const { ours, pupilId, drafts } = await aPupil()
  const senco = await ours.as('senco')
  const edit = await aConcern(ours, pupilId)
  const form = await senco.formAt(edit)
  await senco.post(edit, { ...form, seen, _draft: 'typed' })
  await ours.inSchool((tx) =>
    tx.draft.updateMany({
      where: { schoolId: ours.schoolId },
      data: { form: edit.replace(/concerns\/[^/]+/, `concerns/${pupilId}`) },
    }),
  )
  expect((await senco.get(edit.replace(/concerns\/[^/]+/, `concerns/${pupilId}`))).status).toBe(404)
  expect(await drafts()).toEqual([])
})

test('forms at the same path with different query parameters have separate drafts', async () => {
  const { ours, pupilId } = await aPupil()
  const senco = await ours.as('senco')
  await aConcern(ours, pupilId)
  const record = await senco.get(`/pupils/${pupilId}`)
  const [first] = [...record.text.matchAll(/href="([^"]*not-done\/new\?[^"]*)"/g)].map(([, href = '']) => href)
  const address = (first ?? '').replaceAll('&amp;', '&')
  expect((await type(senco, address, { because: 'She is in hospital' })).status).toBe(200)
  expect((await draftsOf(ours)).map(({ form }) => form)).toEqual([address])
})

const typedDay = dayTyped('raisedOn', '2026-11-20')
test('a draft keeps a day as it was typed, even an impossible one', async () => {
  const { ours, path } = await aPupil()
  const teacher = await ours.as('teacher')
  await type(teacher, path, { ...typedDay, 'raisedOn-day': '31' })
  expect((await teacher.formAt(path))['raisedOn-day']).toEqual(['31'])
})

describe('the first page', () => {
  const halfWrittenIn = (html: string): string[] =>
    parse(html)
      .querySelectorAll('#half-written .app-worklist__row')
      .map((row) => row.text.replace(/\s+/g, ' ').trim())

  test('a teacher’s first page lists their own drafts with links, as long as they teach the pupil', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    expect(halfWrittenIn((await teacher.get('/my-classes')).text)).toEqual([])
    setToday('2026-11-23')
    await type(teacher, path, { seen })
    setToday('2026-11-24')
    const page = (await teacher.get('/my-classes')).text
    expect(halfWrittenIn(page)).toEqual([expect.stringMatching(/^Amir Khan ?Concern.*Not saved, yesterday at 12:00/)])
    expect(page).toContain(`href="${path}"`)
    expect(halfWrittenIn((await (await ours.as('teachingAssistant')).get('/my-classes')).text)).toEqual([])

    await ours.inSchool((tx) =>
      tx.pupilStaff.updateMany({ where: { schoolId: ours.schoolId }, data: { until: toDate('2026-11-23') } }),
    )
    expect(halfWrittenIn((await teacher.get('/my-classes')).text)).toEqual([])
  })

  test('the SENCO’s first page lists their drafts, including school settings, until the form is saved', async () => {
    const { ours, pupilId } = await aPupil()
    const senco = await ours.as('senco')
    await type(senco, `/pupils/${pupilId}/meetings/new`, { strengths: 'Kind' })
    await type(senco, '/school/details', { name: 'Half a name' })
    expect(halfWrittenIn((await senco.get('/today')).text)).toEqual([
      expect.stringMatching(/^Amir Khan ?Meeting/),
      expect.stringMatching(/^The school ?School’s settings/),
    ])
    expect((await senco.submit('/school/details', { name: 'A name' })).status).toBe(303)
    expect(halfWrittenIn((await senco.get('/today')).text)).toHaveLength(1)
  })
})
