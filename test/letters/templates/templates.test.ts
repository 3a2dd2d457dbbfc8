import { describe, expect, test } from 'vitest'
import { errorsOf, mainText, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { familyOf, writeAt } from '../family.ts'

const { school } = await testApp(undefined, { canMail: true })
const aFamily = () => familyOf(school)

describe('the school’s own letter templates', () => {
  const path = '/school/letters/invitation'

  test('the school’s own template is used for new letters', async () => {
    const { ours, senco, at } = await aFamily()
    const head = await ours.as('head')
    for (const place of ['/school/letters', path, `${path}/preview`])
      expect(await htmlErrors((await head.get(place)).text)).toEqual([])
    const body = 'Come on {{day}} at {{time}}.\n\nBring {{ forename }}.'
    expect((await head.submit(path, { subject: 'Tea for {{forename}}', body })).status).toBe(303)
    expect(await senco.formAt(at(writeAt('invitation')))).toMatchObject({
      subject: ['Tea for Amir'],
      text: [expect.stringMatching(/^Come on Tuesday 19 January 2027 at 3\.30 pm\.\s+Bring Amir\.$/)],
    })
    expect(mainText((await head.get('/school/letters')).text)).toContain(
      'Invitation to a review Your school’s own words',
    )
  })

  test.each([
    [
      'an unknown merge field',
      'On {{day}} at {{time}}.\nHello {{forname}}',
      'Line 2: {{forname}} is no merge field of this letter. Did you mean {{forename}}?',
    ],
    [
      'a merge field that is not closed',
      'On {{day}} at {{time}}. {{forename',
      'Line 1: A merge field begins with {{ and ends with }}, on one line',
    ],
    [
      'a required merge field missing',
      'Come soon.',
      'This letter has to say {{day}}, {{time}}. Put it where it belongs',
    ],
    ['no text', '', 'Write the letter'],
    ['a text that is too long', 'x'.repeat(12_001), 'This is 12,001 characters long. Shorten it to 12,000 or fewer'],
  ])('saving a letter template with %s is refused at its field', async (_name, body, message) => {
    const { senco } = await aFamily()
    const answer = await senco.submit(path, { body })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
  })

  test('a stale edit of a letter template gets 409, and the register’s default text can be restored', async () => {
    const { senco } = await aFamily()
    const fields = await senco.formAt(path)
    const body = 'Come on {{day}} at {{time}}.'
    expect((await senco.post(path, { ...fields, body })).status).toBe(303)
    const answer = await senco.post(path, { ...fields, body: `${body} Please.` })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Come on {{day}} at {{time}}.')
    await senco.submit(`${path}?words=register`, {})
    expect((await senco.formAt(path)).body?.[0]).toContain('You know {{forename}} best')
  })

  test('previewing a letter template with a pupil needs the right to read records, and is audited', async () => {
    const { ours, senco, pupilId } = await aFamily()
    const { text } = await senco.get(`${path}/preview?pupil=${pupilId}`)
    expect(mainText(text)).toContain('how Amir is getting on')
    expect(await htmlErrors(text)).toEqual([])
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.count({ where: { schoolId: ours.schoolId, pupilId, action: 'open' } }),
    )
    expect(opened).toBe(1)
    expect((await (await ours.as('administrator')).get(`${path}/preview?pupil=${pupilId}`)).status).toBe(403)
    const other = await school()
    expect((await (await other.as('senco')).get(`${path}/preview?pupil=${pupilId}`)).status).toBe(404)
  })
})
