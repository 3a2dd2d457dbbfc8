import { parse } from 'node-html-parser'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, describe, expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { mainText, newBrowser, password, signIn, testApp } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { aConcern, noticeOf, othersOf, pupilWithForm, seen, type } from './typing.ts'

/* Who sees a draft, and who does not. */

const { app, school, setToday } = await testApp()
const { url } = await testDatabase()
const pool = new pg.Pool({ connectionString: url, max: 1 })
afterAll(() => pool.end())
const aPupil = () => pupilWithForm(school)

describe('a draft belongs to its writer', () => {
  test('only its writer sees a draft, and nobody can save one for a form or a pupil that they may not open', async () => {
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

  test('a draft with an old CSRF token gets the new token, unless the form was opened by somebody else', async () => {
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

  test('saving any form deletes old drafts and the drafts of staff who have left', async () => {
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

describe('a draft after the session has ended', () => {
  const expire = (staffId: string) =>
    pool.query(`update session set expire = now() - interval '1 second' where sess ->> 'staffId' = $1`, [staffId])

  test('text typed after the session has ended is shown once the writer has signed in again', async () => {
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

    // The page is opened a second time: only the draft that was saved before the session ended is left.
    expect((await teacher.formAt(path)).seen).toEqual(['Before'])
  })

  test('a draft saved later in another session replaces text typed after this session had ended', async () => {
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

  test('asking who else has the form open starts no session for a visitor who is not signed in', async () => {
    const { path } = await aPupil()
    const nobody = newBrowser(app)
    const told = await nobody.post(path, { _draft: 'open' })
    expect([told.status, told.headers['set-cookie']]).toEqual([401, undefined])
  })
})

describe('two people who have one form open', () => {
  test('two people who edit one entry are told about each other, and the second learns that the first has saved', async () => {
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

  test('two people who each write a new entry are not told about each other', async () => {
    const { ours, path } = await aPupil()
    const senco = await ours.as('senco')
    await type(senco, path, { seen })
    const teacher = await ours.as('teacher')
    expect((await type(teacher, path, { seen })).body.others).toEqual([])
  })
})

describe('drafts on the first page', () => {
  const halfWrittenIn = (html: string): string[] =>
    parse(html)
      .querySelectorAll('#half-written .app-worklist__row')
      .map((row) => row.text.replace(/\s+/g, ' ').trim())

  test('the teacher’s first page links their unfinished forms, while they teach the pupil', async () => {
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

  test('the SENCO’s first page lists unfinished forms, those of the school’s settings too, until they are saved', async () => {
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
