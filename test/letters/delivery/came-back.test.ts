import { describe, expect, test } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, mainText, testApp } from '../../support/app.ts'
import { findingsOf } from '../../support/findings.ts'
import { familyOf, writeAt } from '../family.ts'

const { school } = await testApp(undefined, { canMail: true })
const aFamily = () => familyOf(school)

describe('a letter that came back', () => {
  test('recording that a formal letter came back undelivered withdraws its notice to the parents once', async () => {
    const { ours, senco, at, mother, letters, notices, pupilId } = await aFamily()
    await senco.submit(at('notices/new'), { to: mother, method: 'post' })
    const [letter] = await letters()
    const letterPath = at(`letters/${letter?.id}`)
    const action = `${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    expect((await senco.post(action, { _csrf: _csrf ?? '', version: '7' })).status).toBe(303)
    expect(await notices()).toMatchObject([{ withdrawnAt: null }])
    for (let press = 0; press < 2; press += 1) await senco.post(action, { _csrf: _csrf ?? '', version: '1' })
    expect(await notices()).toMatchObject([
      { withdrawnBecause: 'The letter came back', withdrawnBy: ours.staffIds.senco, version: 2 },
    ])
    expect((await letters())[0]?.deliveries).toMatchObject([{ status: 'cameBack', version: 2 }])
    expect(await findingsOf(ours, pupilId, '6.43-parents-informed')).toMatchObject([{ status: 'upcoming' }])
    expect(mainText((await senco.get(letterPath)).text)).toContain('Came back: letter by post on 24 November 2026')
    const other = await aFamily()
    expect((await other.senco.post(action, { _csrf: _csrf ?? '', version: '1' })).status).toBe(403)
  })

  test('recording that a discussion note came back clears the day on which it was given to parents', async () => {
    const { senco, at, mother, letters, meeting } = await aFamily()
    await senco.submit(at(writeAt('discussionNote')), { to: mother, method: 'post' })
    const [letter] = await letters()
    const letterPath = at(`letters/${letter?.id}`)
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    const action = `${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`
    await senco.post(action, { _csrf: _csrf ?? '', version: '1' })
    expect((await meeting()).noteGivenToParentsOn).toBeNull()
  })
})

describe('the note of a discussion that came back', () => {
  const firstBack = async ({ senco, at, letters, mother }: Awaited<ReturnType<typeof aFamily>>) => {
    const letter = (await letters()).find(({ contactId }) => contactId === mother)
    const letterPath = at(`letters/${letter?.id}`)
    const { _csrf } = await senco.formAt(`${letterPath}/again`)
    const action = `${letterPath}/deliveries/${letter?.deliveries[0]?.id}/came-back`
    await senco.post(action, { _csrf: _csrf ?? '', version: '1' })
  }
  const onThe23rd = dayTyped('sentOn', '2026-11-23')

  test('a discussion note that came back from the parent is not given, though a neighbour has a copy', async () => {
    const family = await aFamily()
    const { senco, at, mother, neighbour, meeting } = family
    await senco.submit(at(writeAt('discussionNote')), { to: [mother, neighbour], method: 'post' })
    await firstBack(family)
    expect((await meeting()).noteGivenToParentsOn).toBeNull()
  })

  test('if a discussion note came back from one parent, the day of the other parent’s letter counts', async () => {
    const family = await aFamily()
    const { senco, at, mother, father, meeting } = family
    await senco.submit(at(writeAt('discussionNote')), { to: mother, method: 'post', ...onThe23rd })
    await senco.submit(at(writeAt('discussionNote')), { to: father, method: 'handedOver' })
    expect((await meeting()).noteGivenToParentsOn).toEqual(toDate('2026-11-23'))
    await firstBack(family)
    expect((await meeting()).noteGivenToParentsOn).toEqual(toDate('2026-11-24'))
  })
})
