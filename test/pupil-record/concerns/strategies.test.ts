import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { loadRecord } from '../../../src/findings/load.ts'
import { toDate } from '../../../src/platform/database/days.ts'
import { dayTyped, errorsOf, mainText, type TestSchool, testApp, testNow, testToday } from '../../support/app.ts'
import { findingsOf } from '../../support/findings.ts'

const { school } = await testApp()

const wordMats = 'Word mats within reach'
const threeSteps = 'Three steps on a card'
const calmCorner = 'Calm corner with a timer'
const typed = { seen: 'He copies from the board letter by letter', sinceWhen: 'since half-term', raisedBy: 'staff' }

/** A school with three strategies, one of them in two areas, and a pupil whom the teacher teaches. */
async function aPupil() {
  const ours = await school()
  const { schoolId } = ours
  const { pupilId } = await ours.pupil({ taughtBy: ours.staffIds.teacher })
  const strategy = (area: 'cognition' | 'socialEmotional', words: string, position: number) => ({
    schoolId,
    id: uuidv7(),
    area,
    strategy: words,
    position,
  })
  await ours.inSchool((tx) =>
    tx.coreOfferStrategy.createMany({
      data: [
        strategy('cognition', wordMats, 0),
        strategy('cognition', threeSteps, 1),
        strategy('socialEmotional', calmCorner, 0),
        strategy('socialEmotional', threeSteps, 1),
      ],
    }),
  )
  const concerns = () => ours.inSchool((tx) => tx.concern.findMany({ where: { schoolId, pupilId } }))
  const editPath = async () => `/pupils/${pupilId}/concerns/${(await concerns())[0]?.id}/edit`
  return { ours, pupilId, path: `/pupils/${pupilId}/concerns/new`, concerns, editPath }
}

const takeOff = (ours: TestSchool, words: string) =>
  ours.inSchool((tx) =>
    tx.coreOfferStrategy.updateMany({
      where: { schoolId: ours.schoolId, strategy: words },
      data: { offSince: toDate(testToday) },
    }),
  )

const reword = (ours: TestSchool, words: string) =>
  ours.inSchool((tx) =>
    tx.coreOfferStrategy.updateMany({
      where: { schoolId: ours.schoolId, strategy: words },
      data: { strategy: 'Something quite different' },
    }),
  )

/** The form's lists of strategies: heading, whether the list is open, and its strategies. A star marks a ticked one. */
const listsOf = (html: string) =>
  parse(html)
    .querySelectorAll('details[data-opens-with]')
    .map((list) => [
      list.querySelector('summary')?.text.trim(),
      list.hasAttribute('open'),
      list
        .querySelectorAll('input')
        .map((box) => `${box.getAttribute('value')}${box.hasAttribute('checked') ? ' *' : ''}`),
    ])

describe('the form to log a concern', () => {
  test('the concern form asks a teacher the common questions first, and collapses the rare ones', async () => {
    const { ours, path } = await aPupil()
    const { text } = await (await ours.as('teacher')).get(path)
    expect(listsOf(text)).toEqual([
      ['Cognition and learning', false, [wordMats, threeSteps]],
      ['Social, emotional and mental health', false, [calmCorner]],
    ])
    const names = parse(text)
      .querySelectorAll('main form [name]')
      .map((field) => field.getAttribute('name') ?? '')
      .filter((name) => !/^(_|id$)/.test(name))
    const inTurn = [
      'seen',
      'sinceWhen',
      'areas',
      'strategies',
      'universalStrategies',
      'strategiesEffect',
      'raisedOn-day',
    ]
    expect([...new Set(names)].filter((name) => inTurn.includes(name))).toEqual(inTurn)
    const more = parse(text).querySelector('details#more')
    expect(more?.hasAttribute('open')).toBe(false)
    expect(more?.querySelector('[name=raisedBy][checked]')?.getAttribute('value')).toBe('staff')
  })

  test('the concern form is fully open for the SENCO, and for a teacher where a rare field has a value or error', async () => {
    const { ours, path } = await aPupil()
    expect((await (await ours.as('senco')).get(path)).text).not.toContain('id="more"')
    const teacher = await ours.as('teacher')
    const told = { ...typed, seen: '', areas: ['socialEmotional'], strategies: [wordMats] }
    const plain = await teacher.submit(path, told)
    expect(plain.text).toContain('id="more"')
    expect(listsOf(plain.text)).toEqual([
      ['Cognition and learning', true, [`${wordMats} *`, threeSteps]],
      ['Social, emotional and mental health', true, [calmCorner]],
    ])
    const yesterday = await teacher.submit(path, { ...told, ...dayTyped('raisedOn', '2026-11-23') })
    expect(yesterday.text).not.toContain('id="more"')
    const wrong = await teacher.submit(path, { ...typed, ...dayTyped('parentsToldOn', '2026-11-31') })
    expect(wrong.status).toBe(422)
    expect(wrong.text).not.toContain('id="more"')
  })

  test('strategies ticked in the concern form are kept in its draft, and after an undo', async () => {
    const { ours, pupilId, path, concerns } = await aPupil()
    const teacher = await ours.as('teacher')
    await teacher.submit(path, { ...typed, strategies: [wordMats, calmCorner], _draft: 'save' })
    const form = await teacher.formAt(path)
    expect(form).toMatchObject({ strategies: [wordMats, calmCorner], sinceWhen: ['since half-term'] })
    await teacher.post(path, form)
    const [concern] = await concerns()
    const undo = await teacher.post(`/pupils/${pupilId}/undo/concern/${concern?.id}`, {
      _csrf: (await teacher.formAt(path))._csrf ?? '',
    })
    expect(undo.status).toBe(303)
    expect(await teacher.formAt(path)).toMatchObject({ strategies: [wordMats, calmCorner] })
    expect(await concerns()).toMatchObject([{ withdrawnAt: expect.any(Date) }])
  })
})

describe('the strategies that a concern says were tried', () => {
  test('a concern meets rule 6.37 only if it says which strategy was tried', async () => {
    const { ours, pupilId, path, concerns } = await aPupil()
    const teacher = await ours.as('teacher')
    const statuses = async () =>
      (await findingsOf(ours, pupilId, '6.37-universal-strategies')).map(({ status }) => status)
    await teacher.submit(path, typed)
    expect(await statuses()).toEqual(['missing'])
    await teacher.submit(path, { ...typed, strategies: [wordMats, wordMats, threeSteps] })
    expect(await statuses()).toEqual(['missing', 'met'])
    expect((await concerns())[1]).toMatchObject({ strategies: [wordMats, threeSteps], sinceWhen: 'since half-term' })
  })

  test('a concern’s ticked and typed strategies are shown as one text, the ticked ones first', async () => {
    const { ours, path } = await aPupil()
    const teacher = await ours.as('teacher')
    await teacher.submit(path, { ...typed, strategies: [wordMats, threeSteps], universalStrategies: 'A quiet seat' })
    await teacher.submit(path, { ...typed, strategies: [calmCorner] })
    await teacher.submit(path, { ...typed, universalStrategies: 'A seat by the door' })
    await teacher.submit(path, typed)
    const { pupils } = await ours.inSchool((tx) => loadRecord(tx, ours.schoolId, testToday))
    expect(pupils.flatMap(({ concerns }) => concerns.map((one) => one.universalStrategies))).toEqual([
      `${wordMats}\n${threeSteps}\nA quiet seat`,
      calmCorner,
      'A seat by the door',
      undefined,
    ])
  })

  test('a concern’s strategies and “since when” are in timeline, amber list, case file and search', async () => {
    const { ours, pupilId, path } = await aPupil()
    await (await ours.as('teacher')).submit(path, { ...typed, strategies: [wordMats], universalStrategies: 'A seat' })
    const senco = await ours.as('senco')
    const timeline = parse((await senco.get(`/pupils/${pupilId}`)).text).querySelector('.moj-timeline__description')
    expect(timeline?.querySelector('p, div')?.text ?? timeline?.text).toContain('Since half-term. Tried in class:')
    expect(timeline?.querySelectorAll('li').map((point) => point.text)).toEqual([wordMats, 'A seat'])
    const amber = mainText((await senco.get(`/pupils/${pupilId}/amber/new`)).text)
    expect(amber).toContain(`Since half-term Tried in class: ${wordMats} A seat`)
    const { body } = await senco.get(`/report/case-files.json?pupil=${pupilId}`)
    expect(body.pupils[0].chain[0].said).toEqual(
      expect.arrayContaining([
        { about: 'Since when', words: 'since half-term', whose: '' },
        { about: 'Tried of what we offer all', words: wordMats, whose: '' },
        { about: 'Tried besides', words: 'A seat', whose: '' },
      ]),
    )
    expect(mainText((await senco.submit('/search', { q: 'mats' })).text)).toContain(wordMats)
  })
})

describe('the school changes its list of strategies', () => {
  test('a concern keeps its ticked strategies after the school changes its list, until they are unticked', async () => {
    const { ours, path, concerns, editPath } = await aPupil()
    await (await ours.as('teacher')).submit(path, { ...typed, strategies: [wordMats, calmCorner] })
    await takeOff(ours, wordMats)
    await reword(ours, calmCorner)
    const senco = await ours.as('senco')
    const edit = await editPath()
    expect(mainText((await senco.get(edit)).text)).toContain(`No longer on the school’s list ${wordMats} ${calmCorner}`)
    expect((await senco.submit(edit, { answer: 'I come and watch' })).status).toBe(303)
    expect(await concerns()).toMatchObject([{ strategies: [wordMats, calmCorner], answer: 'I come and watch' }])
    expect((await senco.submit(edit, { strategies: [calmCorner] })).status).toBe(303)
    expect(await concerns()).toMatchObject([{ strategies: [calmCorner] }])
    expect((await senco.submit(edit, { strategies: [] })).status).toBe(303)
    expect(await concerns()).toMatchObject([{ strategies: [] }])
  })

  test('an open concern form can save a strategy that was just switched off, but not one that was reworded', async () => {
    const { ours, path, concerns } = await aPupil()
    const teacher = await ours.as('teacher')
    const form = { ...(await teacher.formAt(path)), ...typed }
    await takeOff(ours, wordMats)
    await reword(ours, calmCorner)
    const refused = await teacher.post(path, { ...form, strategies: [wordMats, calmCorner] })
    expect(refused.status).toBe(422)
    expect(errorsOf(refused.text)).toEqual([
      `“${calmCorner}” is not on the school’s list any more. Untick it; if it was tried, write it under “Something else”`,
    ])
    expect(parse(refused.text).querySelector('input#strategies')?.hasAttribute('checked')).toBe(true)
    expect(await concerns()).toEqual([])
    const sent = { ...form, strategies: [wordMats] }
    expect((await teacher.post(path, sent)).status).toBe(303)
    expect((await teacher.post(path, sent)).status).toBe(303)
    expect(await concerns()).toMatchObject([{ strategies: [wordMats], version: 1 }])
  })
})

test('a concern with a strategy that is not on this school’s list gets 422', async () => {
  const { ours, path, concerns } = await aPupil()
  const theirs = await aPupil()
  await theirs.ours.inSchool((tx) =>
    tx.coreOfferStrategy.updateMany({
      where: { schoolId: theirs.ours.schoolId, strategy: wordMats },
      data: { strategy: 'Their own' },
    }),
  )
  const teacher = await ours.as('teacher')
  for (const strategies of [['Their own'], ['<b>'], ['x'.repeat(9000)], [wordMats, '']]) {
    const answer = await teacher.submit(path, { ...typed, strategies })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toHaveLength(1)
  }
  expect(await concerns()).toEqual([])
})

test('the core offer’s page counts each strategy’s concerns of this school year, without withdrawn ones', async () => {
  const { ours, pupilId, path, concerns } = await aPupil()
  const teacher = await ours.as('teacher')
  await teacher.submit(path, { ...typed, strategies: [wordMats, threeSteps] })
  await teacher.submit(path, { ...typed, strategies: [wordMats] })
  await teacher.submit(path, { ...typed, strategies: [calmCorner], ...dayTyped('raisedOn', '2026-07-03') })
  const senco = await ours.as('senco')
  const ticks = async () => {
    const hints = parse((await senco.get('/school/core-offer')).text).querySelectorAll('[id$=strategy-hint]')
    return hints.map((hint) => hint.text.trim())
  }
  const [one, two] = [1, 2].map((count) => `Ticked for ${count} concern${count === 1 ? '' : 's'} this school year`)
  expect(await ticks()).toEqual([two, one, one])
  const both = (await concerns()).find(({ strategies }) => strategies.length === 2)
  await ours.inSchool((tx) =>
    tx.concern.updateMany({
      where: { schoolId: ours.schoolId, pupilId, id: both?.id ?? '' },
      data: { withdrawnAt: testNow, withdrawnBecause: 'Of another pupil' },
    }),
  )
  expect(await ticks()).toEqual([one])
})

test('a concern whose “since when” is longer than a hundred characters gets 422', async () => {
  const { ours, path, concerns } = await aPupil()
  const answer = await (await ours.as('teacher')).submit(path, { ...typed, sinceWhen: 'x'.repeat(101) })
  expect(answer.status).toBe(422)
  expect(errorsOf(answer.text)).toEqual(['This is 101 characters long. Shorten it to 100 or fewer'])
  expect(await concerns()).toEqual([])
})

test('sending a saved concern form again with another strategy leads to its edit form, with it ticked', async () => {
  const { ours, path, concerns, editPath } = await aPupil()
  const senco = await ours.as('senco')
  const form = { ...(await senco.formAt(path)), ...typed, strategies: [wordMats] }
  await senco.post(path, form)
  const again = await senco.post(path, { ...form, strategies: [threeSteps] })
  expect(again.headers.location).toBe(await editPath())
  expect((await senco.submit(await editPath(), {})).status).toBe(303)
  expect(await concerns()).toMatchObject([{ strategies: [threeSteps] }])
})
