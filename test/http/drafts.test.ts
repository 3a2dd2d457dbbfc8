import { describe, expect, test } from 'vitest'
import { dayTyped, errorsOf, mainText, testApp } from '../support/app.ts'
import { aConcern, draftsOf, noticeOf, pupilWithForm, seen, type } from './typing.ts'

/*
 * Unfinished forms over HTTP: what the page's script sends, what the server answers, and what the page then shows.
 */

const { school, setToday } = await testApp()
const aPupil = () => pupilWithForm(school)

describe('a draft', () => {
  test('a draft is restored in another session, its form saves once, and the draft is empty afterwards', async () => {
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

  test('a draft stores no CSRF token and no password, and saving a draft adds nothing to the audit trail', async () => {
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

  test('a form with a draft of an earlier day says on which day the draft was saved', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    setToday('2026-11-23')
    await type(teacher, path, { seen })
    setToday('2026-11-24')
    expect(noticeOf((await teacher.get(path)).text)).toContain('on 23 November at 12:00')
  })

  test('a draft does not replace newer text that its writer typed on another page, unless they ask for it', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const left = await teacher.formAt(path)
    const later = { ...(await teacher.formAt(path)), seen: 'At home', _draft: 'typed', _page: 'home' }
    expect((await teacher.post(path, { ...later, _turn: '1' })).status).toBe(200)
    // The same page sends again before it has the answer to its first request.
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

  test('a draft that arrives after its form was saved is refused', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const form = { ...(await teacher.formAt(path)), seen }
    expect((await teacher.post(path, form)).status).toBe(303)
    const late = await teacher.post(path, { ...form, _draft: 'typed', _page: 'one', _turn: '1' })
    expect([late.status, late.body.said]).toEqual([409, expect.stringContaining('You saved this form at 12:00')])
    expect(await drafts()).toMatchObject([{ values: {} }])
  })

  test('a draft is still there after the server refused to save its form', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    await type(teacher, path, { universalStrategies: 'A seat by the door' })
    expect((await teacher.submit(path, { seen: '' })).status).toBe(422)
    expect((await teacher.formAt(path)).universalStrategies).toEqual(['A seat by the door'])
  })

  test('restoring a draft leaves a checkbox unticked if its writer had unticked it', async () => {
    const { ours, pupilId } = await aPupil()
    const senco = await ours.as('senco')
    const edit = await aConcern(ours, pupilId)
    const { areas, ...form } = await senco.formAt(edit)
    expect(areas).toEqual(['communication'])
    expect((await senco.post(edit, { ...form, _draft: 'typed' })).status).toBe(200)
    expect((await senco.formAt(edit)).areas).toBeUndefined()
  })

  test('saving a draft that is too long gets 413, also beyond the size limit of all forms', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const long = await type(teacher, path, { seen: 'x'.repeat(600_000) })
    expect([long.status, long.body.said]).toEqual([413, expect.stringContaining('too long')])
    expect((await type(teacher, path, { seen: 'x'.repeat(1_100_000) })).status).toBe(413)
    expect(await drafts()).toEqual([])
  })

  test.each(['\u0000', 'a\u0000b', '\ud800', '\u202e', '__proto__', '{"a": 1}'])(
    'a draft whose text is %j causes no server error, and the page still opens',
    async (text) => {
      const { ours, path } = await aPupil()
      const teacher = await ours.as('teacher')
      const fields = { seen: text, _page: text, _turn: text, _kept: text, version: text, '__proto__.x': 'y' }
      expect((await type(teacher, path, fields)).status).toBeLessThan(500)
      expect((await teacher.get(path)).status).toBe(200)
    },
  )
})

describe('drafts without scripts', () => {
  test('without scripts, a button saves the draft, and the form opens with the draft’s text', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    const answer = await teacher.submit(path, { seen, _draft: 'save' })
    expect([answer.status, answer.headers.location]).toEqual([303, path])
    const page = await teacher.get(path)
    expect(mainText(page.text)).toContain('Saved as a draft at 12:00')
    expect(noticeOf(page.text)).toContain('You have not saved this yet')
  })

  test('without scripts, a draft saved on another page meanwhile is kept, and the form says so', async () => {
    const { ours, path, drafts } = await aPupil()
    const teacher = await ours.as('teacher')
    const left = await teacher.formAt(path)
    await type(teacher, path, { seen: 'At home' })
    const refused = await teacher.post(path, { ...left, seen: 'At school', _draft: 'save' })
    expect([refused.status, errorsOf(refused.text)]).toEqual([422, [expect.stringContaining('on another page')]])
    expect(refused.text).toContain('At school')
    expect(await drafts()).toMatchObject([{ values: { seen: ['At home'] } }])
  })

  test('starting afresh empties the form, and the discarded draft can be restored once', async () => {
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

test('opening the form of an entry that no longer exists deletes its draft', async () => {
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

test('forms at one address that differ in their query have separate drafts', async () => {
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
test('a draft restores a day that does not exist as it was typed', async () => {
  const { ours, path } = await aPupil()
  const teacher = await ours.as('teacher')
  await type(teacher, path, { ...typedDay, 'raisedOn-day': '31' })
  expect((await teacher.formAt(path))['raisedOn-day']).toEqual(['31'])
})
