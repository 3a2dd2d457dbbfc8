import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, testApp } from '../support/app.ts'
import { findingsOf } from '../support/findings.ts'
import { htmlErrors } from '../support/valid-html.ts'
import { type PupilOptions, pupilToWriteAbout } from './pupil-to-write-about.ts'

const { school } = await testApp()
const aPupil = (asked?: PupilOptions) => pupilToWriteAbout(school, asked)
const rule = '6.43-parents-informed'

describe('correcting the record that parents were told', () => {
  async function aNotice(asked: PupilOptions = {}) {
    const found = await aPupil(asked)
    await found.senco.submit(found.path, { method: 'other', otherMethod: 'letter in large print' })
    const [notice] = await found.notices()
    return { ...found, edit: `/pupils/${found.pupilId}/notices/${notice?.id}/edit` }
  }

  test('correcting how and when parents were told changes the notice, but not the letter that was sent', async () => {
    const { ours, senco, edit, pupilId, notices, letters } = await aNotice()
    expect(await senco.formAt(edit)).toMatchObject({ method: ['other'], otherMethod: ['letter in large print'] })
    const before = await letters()
    const answer = await senco.submit(edit, { method: 'post', ...dayTyped('sentOn', '2026-11-10') })
    expect(answer.status).toBe(303)
    expect(await notices()).toMatchObject([{ sentOn: toDate('2026-11-10'), method: 'letter by post', version: 2 }])
    expect(await letters()).toEqual(before)
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'met', late: false, doneOn: '2026-11-10' }])
    expect(await htmlErrors((await senco.get(edit)).text)).toEqual([])
  })

  test('a notice to parents that is corrected to a day before the decision says that it no longer counts', async () => {
    const { ours, senco, edit, pupilId } = await aNotice()
    await senco.submit(edit, dayTyped('sentOn', '2026-11-04'))
    expect(mainText((await senco.get(edit)).text)).toContain('sent before the decision')
    expect(await findingsOf(ours, pupilId, rule)).toMatchObject([{ status: 'missing' }])
  })

  test.each([
    ['tomorrow', dayTyped('sentOn', '2026-11-25'), '25 November 2026 is in the future'],
    ['another method without a name', { method: 'other', otherMethod: '' }, 'Say how it was sent'],
    ['an unknown addressee', { addressee: 'neighbour' }, 'Choose to whom it went'],
    [
      'a young person for a pupil who is too young',
      { addressee: 'youngPerson' },
      'Amir is not a young person in law yet',
    ],
  ])('correcting a notice to parents to %s is refused', async (_name, fault, message) => {
    const { senco, edit, notices } = await aNotice()
    const answer = await senco.submit(edit, fault)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await notices()).toMatchObject([{ version: 1 }])
  })

  test('a notice to parents can be corrected to say that it went to the young person instead', async () => {
    const { senco, edit, notices } = await aNotice({ dateOfBirth: '2010-03-28' })
    expect((await senco.submit(edit, { addressee: 'youngPerson' })).status).toBe(303)
    expect(await notices()).toMatchObject([{ addressee: 'youngPerson' }])
  })

  test('a correction of a notice sent twice saves once, and a stale one gets 409', async () => {
    const { senco, edit, notices } = await aNotice()
    const mine = await senco.formAt(edit)
    const theirs = { ...mine, method: 'email' }
    await senco.post(edit, theirs)
    expect((await senco.post(edit, theirs)).status).toBe(303)
    const answer = await senco.post(edit, { ...mine, method: 'meeting' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Someone else saved this while you were writing')
    expect(await notices()).toMatchObject([{ method: 'e-mail', version: 2 }])
  })

  test('correcting a notice of another pupil or school gets 404, and the head gets 403', async () => {
    const { ours, senco, edit } = await aNotice()
    const { pupilId: other } = await ours.pupil()
    const fields = await senco.formAt(edit)
    const elsewhere = edit.replace(/pupils\/[^/]+/, `pupils/${other}`)
    expect((await senco.get(elsewhere)).status).toBe(404)
    expect((await senco.post(elsewhere, fields)).status).toBe(404)
    expect((await senco.get(edit.replace(/notices\/[^/]+/, `notices/${uuidv7()}`))).status).toBe(404)
    expect((await (await (await school()).as('senco')).get(edit)).status).toBe(404)
    expect((await (await ours.as('head')).get(edit)).status).toBe(403)
  })
})
