import { describe, expect, test } from 'vitest'
import { mainText, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'
import { familyOf, writeAt } from '../family.ts'

const { school } = await testApp(undefined, { canMail: true })
const aFamily = () => familyOf(school)

describe('proof that the parents were told', () => {
  test('the proof of notice says which letter went to whom, how and when, and who was not reached', async () => {
    const { ours, senco, at, mother } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    await senco.submit(at(writeAt('planCopy')), { to: mother, method: 'handedOver' })
    const { text } = await (await ours.as('head')).get(at('told'))
    expect(await htmlErrors(text)).toEqual([])
    const told = mainText(text)
    for (const said of [
      'Samira Khan (Parent), needs letters in Urdu, large print; Imran Khan (Parent)',
      'Done 24 November',
      'Formal letter about SEN Support',
      'Sent on 24 November 2026: letter by post, by SENCO Example',
      'Not reached by it: Imran Khan',
      'Copy of the plan, version 1',
      'Sent on 24 November 2026: letter handed over, by SENCO Example',
      'Early discussion, 20 November 2026',
      'no note given on record',
    ])
      expect(told).toContain(said)
  })

  test('while its notice is withdrawn, a letter counts as having reached nobody', async () => {
    const { senco, at, mother, notices, letters } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    const [notice] = await notices()
    await senco.submit(at(`withdraw/notice/${notice?.id}`), { because: 'It was never posted' })
    const told = async () => mainText((await senco.get(at('told'))).text)
    expect(await told()).toContain('Not reached by it: Samira Khan, Imran Khan')
    expect(await told()).toContain(
      'Withdrawn: letter by post on 24 November 2026, by SENCO Example. It counts as not sent',
    )
    const { _csrf } = await senco.formAt(at(`letters/${(await letters())[0]?.id}/again`))
    await senco.post(at(`put-back/notice/${notice?.id}`), { _csrf: _csrf ?? '' })
    expect(await told()).toContain('Not reached by it: Imran Khan')
  })

  test('a letter that came back counts as received again once its withdrawn notice is put back', async () => {
    const { senco, at, mother, notices, letters } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    const [letter] = await letters()
    const letterPath = at(`letters/${letter?.id}`)
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    const token = { _csrf: _csrf ?? '' }
    await senco.post(`${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`, { ...token, version: '1' })
    await senco.post(at(`put-back/notice/${(await notices())[0]?.id}`), token)
    const told = mainText((await senco.get(at('told'))).text)
    expect(told).toContain('Not reached by it: Imran Khan')
    expect(told).not.toContain('It counts as not sent')
  })

  test('the proof of notice says so when no formal letter is on record', async () => {
    const { senco, at } = await aFamily()
    const { text } = await senco.get(at('told'))
    expect(mainText(text)).toContain('No formal letter is on record.')
    expect(await htmlErrors(text)).toEqual([])
  })
})
