import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { type Browser, errorsOf, mainText, type TestSchool, testApp } from '../../support/app.ts'
import { htmlErrors } from '../../support/valid-html.ts'

const { school } = await testApp()
const path = '/school/round-robin'

async function withLists() {
  const ours = await school()
  const senco = await ours.as('senco')
  const { _csrf } = await senco.formAt(path)
  const begun = await senco.post(`${path}/begin`, { _csrf: _csrf ?? '' })
  expect(begun.headers.location).toBe(path)
  return { ours, senco }
}

const statements = (ours: TestSchool) =>
  ours.inSchool((tx) =>
    tx.roundRobinStatement.findMany({
      where: { schoolId: ours.schoolId, area: 'cognition' },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    }),
  )
const words = async (ours: TestSchool) => (await statements(ours)).map(({ statement }) => statement)

const token = async (browser: Browser) => (await browser.formAt(path))._csrf ?? ''

describe('the school’s lists of statements about pupils', () => {
  test('a school without statements can start with the register’s own, and starting twice adds no more', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const page = await senco.get(path)
    expect(await htmlErrors(page.text)).toEqual([])
    expect(mainText(page.text)).toContain('Your school has no list of its own yet')
    for (const _time of [1, 2]) await senco.post(`${path}/begin`, { _csrf: await token(senco) })
    expect(await statements(ours)).toHaveLength(10)
    expect(await htmlErrors((await senco.get(path)).text)).toEqual([])
    expect(mainText((await senco.get('/school')).text)).toContain('10 statements')
  })

  test('the school’s statements can be reworded, switched off and added, once even if sent twice', async () => {
    const { ours, senco } = await withLists()
    const form = {
      ...(await senco.formAt(path)),
      'cognition.0.statement': 'Starts when I stand beside them',
      'cognition.1.off': 'yes',
      'more-cognition': 'Loses their place on the page\n\nReads well, cannot say what it was about',
    }
    for (const _time of [1, 2]) expect((await senco.post(path, form)).headers.location).toBe('/school#round-robin')
    const standing = await statements(ours)
    expect(standing).toHaveLength(12)
    expect(standing.at(0)?.statement).toBe('Starts when I stand beside them')
    expect(standing.at(1)?.offSince).not.toBeNull()
    expect(standing.at(-1)?.statement).toBe('Reads well, cannot say what it was about')
    expect((await senco.submit(path, { 'cognition.1.off': [] })).status).toBe(303)
    expect((await statements(ours)).at(1)?.offSince).toBeNull()
  })

  test('the button that moves one of the school’s statements also saves the other typed changes', async () => {
    const { ours, senco } = await withLists()
    const [first, second, ...others] = await words(ours)
    const form = await senco.formAt(path)
    const up = { ...form, move: `up ${form['cognition.1.id']?.[0]}`, 'cognition.2.statement': 'Reworded' }
    for (const _time of [1, 2]) expect((await senco.post(path, up)).status).toBe(303)
    expect(await words(ours)).toEqual([second, first, 'Reworded', ...others.slice(1)])
    await senco.submit(path, { move: `down ${form['cognition.1.id']?.[0]}` })
    expect((await words(ours)).slice(0, 2)).toEqual([first, second])
    // Moving the first one up, or an unknown direction, changes nothing.
    await senco.submit(path, { move: `up ${form['cognition.0.id']?.[0]}` })
    await senco.submit(path, { move: 'sideways' })
    expect((await words(ours)).slice(0, 2)).toEqual([first, second])
  })

  test.each([
    ['an emptied statement', { 'cognition.0.statement': ' ' }, 'Enter the statement, or tick that it is not asked'],
    [
      'a statement that is too long',
      { 'cognition.0.statement': 'x'.repeat(201) },
      'This is 201 characters long. Shorten it to 200 or fewer',
    ],
    [
      'an added statement that is too long',
      { 'more-cognition': 'x'.repeat(201) },
      'Keep each line to 200 characters or fewer',
    ],
    ['eleven added statements', { 'more-cognition': 'x\n'.repeat(11) }, 'Enter at most 10 lines'],
  ])('the school’s list of statements with %s gets 422 and saves nothing', async (_name, fields, message) => {
    const { ours, senco } = await withLists()
    const answer = await senco.submit(path, fields)
    expect([answer.status, errorsOf(answer.text)]).toEqual([422, [message]])
    expect(await statements(ours)).toHaveLength(10)
  })

  test('an area of need with more than forty statements gets 422', async () => {
    const { senco } = await withLists()
    const ten = Array.from({ length: 10 }, (_, line) => `Statement ${line}`).join('\n')
    for (const _time of [1, 2, 3]) expect((await senco.submit(path, { 'more-cognition': ten })).status).toBe(303)
    expect(errorsOf((await senco.submit(path, { 'more-cognition': 'One more' })).text)).toEqual([
      'An area has at most 40 statements. Reword one that is not asked any more',
    ])
  })

  test('a stale edit of the school’s statements gets 409, and another school’s statement gets 404', async () => {
    const { ours, senco } = await withLists()
    const other = await withLists()
    const form = await senco.formAt(path)
    await senco.post(path, { ...form, 'cognition.0.statement': 'One' })
    const stale = await senco.post(path, { ...form, 'cognition.0.statement': 'Other' })
    expect(stale.status).toBe(409)
    expect(mainText(stale.text)).toContain('One')
    expect((await words(ours))[0]).toBe('One')
    const theirs = (await statements(other.ours))[0]?.id ?? uuidv7()
    expect((await senco.submit(path, { 'cognition.0.id': theirs })).status).toBe(404)
    expect((await (await ours.as('teacher')).get(path)).status).toBe(403)
  })
})
