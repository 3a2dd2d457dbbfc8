import { parse } from 'node-html-parser'
import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { mainText, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()

/** Two pupils whom the teacher teaches, one whom they do not teach, and one who has left. */
async function someSchool() {
  const ours = await school()
  const taughtBy = ours.staffIds.teacher
  const { pupilId: amir } = await ours.pupil({ legalForename: 'Amir', legalSurname: 'Khan', taughtBy })
  const { pupilId: zoe, upn } = await ours.pupil({ legalForename: 'Zoë', legalSurname: 'Abbott', taughtBy })
  const { pupilId: kai } = await ours.pupil({
    legalForename: 'Kai',
    legalSurname: 'Khan',
    yearGroup: '6',
    registrationGroup: '6',
  })
  const { pupilId: gone } = await ours.pupil({ legalForename: 'Gone', legalSurname: 'Khan' })
  await ours.inSchool((tx) =>
    tx.pupil.updateMany({ where: { schoolId: ours.schoolId, id: gone }, data: { leftOn: toDate('2026-07-20') } }),
  )
  return { ours, amir, zoe, kai, upn }
}

const foundIn = (html: string): [string | undefined, string | undefined][] =>
  parse(html)
    .querySelectorAll('.app-found a')
    .map((link) => [link.text, link.getAttribute('href')])

describe('finding a pupil by name', () => {
  test('searching for a pupil to log a concern finds pupils at the school, with links to the form', async () => {
    const { ours, amir, kai } = await someSchool()
    const { text } = await (await ours.as('senco')).submit('/pupils/find?for=concern', { q: 'KHAN' })
    expect(parse(text).querySelector('h1')?.text).toBe('Whom are you worried about?')
    expect(foundIn(text)).toEqual([
      ['Amir Khan', `/pupils/${amir}/concerns/new`],
      ['Kai Khan', `/pupils/${kai}/concerns/new`],
    ])
    expect(parse(text).querySelector('input[name=for]')?.getAttribute('value')).toBe('concern')
    expect(await htmlErrors(text)).toEqual([])
  })

  test('a pupil is found by a name without its accent, by several parts of the name, and by UPN', async () => {
    const { ours, zoe, upn } = await someSchool()
    const senco = await ours.as('senco')
    for (const q of ['zoe', 'abbott zoe', upn]) {
      expect(foundIn((await senco.submit('/pupils/find', { q })).text)).toEqual([['Zoë Abbott', `/pupils/${zoe}`]])
    }
  })

  test('searching for a pupil to record a meeting leads the SENCO to the form, and the head to the record', async () => {
    const { ours, zoe } = await someSchool()
    const path = '/pupils/find?for=meeting'
    const typed = { q: 'zoe' }
    expect(foundIn((await (await ours.as('senco')).submit(path, typed)).text)).toEqual([
      ['Zoë Abbott', `/pupils/${zoe}/meetings/new`],
    ])
    expect(foundIn((await (await ours.as('head')).submit(path, typed)).text)).toEqual([
      ['Zoë Abbott', `/pupils/${zoe}`],
    ])
  })

  test('the SENCO sees no pupils before searching', async () => {
    const { ours } = await someSchool()
    expect(foundIn((await (await ours.as('senco')).get('/pupils/find')).text)).toEqual([])
  })

  test('a teacher sees their own pupils without searching, and finds nobody else', async () => {
    const { ours, amir, zoe } = await someSchool()
    const teacher = await ours.as('teacher')
    expect(foundIn((await teacher.get('/pupils/find')).text)).toEqual([
      ['Zoë Abbott', `/pupils/${zoe}/summary`],
      ['Amir Khan', `/pupils/${amir}/summary`],
    ])
    expect(foundIn((await teacher.submit('/pupils/find?for=concern', { q: 'khan' })).text)).toEqual([
      ['Amir Khan', `/pupils/${amir}/concerns/new`],
    ])
    expect(mainText((await teacher.submit('/pupils/find', { q: 'kai' })).text)).toContain(
      'None of your pupils is called that.',
    )
  })

  test('a search for a pupil without a match gets a message, and so does a teacher without pupils', async () => {
    const { ours } = await someSchool()
    expect(mainText((await (await ours.as('senco')).submit('/pupils/find', { q: '%' })).text)).toContain(
      'Nobody on the roll is called that',
    )
    expect(mainText((await (await ours.as('teachingAssistant')).get('/pupils/find')).text)).toContain(
      'You are not down to teach',
    )
  })

  test('a search for a pupil with more than fifty matches shows fifty and says how many there are', async () => {
    const ours = await school()
    for (let count = 0; count < 52; count++) await ours.pupil({ legalForename: `Sam${count}` })
    const { text } = await (await ours.as('senco')).submit('/pupils/find', { q: 'sam' })
    expect(foundIn(text)).toHaveLength(50)
    expect(mainText(text)).toContain('52 pupils fit')
  })

  test('a pupil’s name in the query string is not searched for, because logs must not contain names', async () => {
    const { ours } = await someSchool()
    expect(foundIn((await (await ours.as('senco')).get('/pupils/find?q=khan')).text)).toEqual([])
  })

  test('a search finds no pupil of another school, and the administrator gets 403', async () => {
    const { ours } = await someSchool()
    expect(foundIn((await (await (await school()).as('senco')).submit('/pupils/find', { q: 'khan' })).text)).toEqual([])
    expect((await (await ours.as('administrator')).get('/pupils/find')).status).toBe(403)
  })
})
