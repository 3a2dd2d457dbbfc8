import { describe, expect, test } from 'vitest'
import { toDay } from '../../../src/platform/database/days.ts'
import { type Browser, dayTyped, errorsOf, mainText, type TestSchool, testApp } from '../../support/app.ts'

/*
 * Lists that are edited as rows of one form: terms, closures, strategies, services.
 */

const { school } = await testApp()

const term = (box: number, name: string, from: string, to: string) => ({
  [`terms.${box}.name`]: name,
  ...dayTyped(`terms.${box}.from`, from),
  ...dayTyped(`terms.${box}.to`, to),
})
const closure = (box: number, on: string, reason = '') => ({
  ...dayTyped(`closures.${box}.on`, on),
  [`closures.${box}.reason`]: reason,
})

const autumn = term(0, 'Autumn', '2026-09-01', '2026-12-18')
const spring = term(1, 'Spring', '2027-01-04', '2027-03-25')

async function aSchool(): Promise<{ ours: TestSchool; senco: Browser }> {
  const ours = await school()
  return { ours, senco: await ours.as('senco') }
}

const termsOf = async ({ inSchool, schoolId }: TestSchool) =>
  (await inSchool((tx) => tx.term.findMany({ where: { schoolId }, orderBy: { from: 'asc' } }))).map(
    ({ id, name, from, to }) => ({ id, name, from: toDay(from), to: toDay(to) }),
  )
const closuresOf = async ({ inSchool, schoolId }: TestSchool) =>
  (await inSchool((tx) => tx.closure.findMany({ where: { schoolId }, orderBy: { on: 'asc' } }))).map(
    ({ id, on, reason }) => ({ id, on: toDay(on), reason }),
  )

describe('the school’s terms and closures', () => {
  const path = '/school/terms'

  test('terms and closures are added in blank rows, and deleted by emptying their row', async () => {
    const { ours, senco } = await aSchool()
    expect((await senco.submit(path, { ...autumn, ...spring, ...closure(0, '2026-11-02', 'Inset day') })).status).toBe(
      303,
    )
    const saved = await termsOf(ours)
    expect(saved).toMatchObject([{ name: 'Autumn', from: '2026-09-01', to: '2026-12-18' }, { name: 'Spring' }])
    expect(await closuresOf(ours)).toMatchObject([{ on: '2026-11-02', reason: 'Inset day' }])
    const form = await senco.formAt(path)
    expect(Object.keys(form).filter((name) => /^terms\.\d\.name$/.test(name))).toHaveLength(4)

    await senco.submit(path, { ...term(0, '', '', ''), ...term(1, 'Spring term', '2027-01-05', '2027-03-25') })
    expect(await termsOf(ours)).toEqual([
      { id: saved[1]?.id, name: 'Spring term', from: '2027-01-05', to: '2027-03-25' },
    ])
  })

  test('terms are shown in order of date, whatever order they were typed in', async () => {
    const { senco } = await aSchool()
    const earlier = term(1, 'Summer', '2026-09-01', '2026-10-01')
    await senco.submit(path, { ...term(0, 'Autumn', '2026-11-02', '2026-12-18'), ...earlier })
    const form = await senco.formAt(path)
    expect([form['terms.0.name'], form['terms.1.name']]).toEqual([['Summer'], ['Autumn']])
  })

  test('two closures can swap their days in one save', async () => {
    const { ours, senco } = await aSchool()
    await senco.submit(path, { ...closure(0, '2026-11-02', 'one'), ...closure(1, '2026-11-03', 'two') })
    const [one, two] = await closuresOf(ours)
    const answer = await senco.submit(path, { ...closure(0, '2026-11-03', 'one'), ...closure(1, '2026-11-02', 'two') })
    expect(answer.status).toBe(303)
    expect(await closuresOf(ours)).toEqual([
      { id: two?.id, on: '2026-11-02', reason: 'two' },
      { id: one?.id, on: '2026-11-03', reason: 'one' },
    ])
  })

  test.each([
    [
      'has a term that ends before it begins',
      term(0, 'A', '2026-09-01', '2026-08-31'),
      '#terms.0.to-day',
      'The term ends before it begins',
    ],
    [
      'has a term without a first day',
      term(0, 'A', '', '2026-12-18'),
      '#terms.0.from-day',
      'Enter the first day of the term',
    ],
    [
      'has a term with a name but no days',
      term(0, 'A', '', ''),
      '#terms.0.from-day',
      'Enter the first day of the term',
    ],
    [
      'has overlapping terms',
      { ...autumn, ...term(1, 'Spring', '2026-12-18', '2027-03-25') },
      '#terms.1.from-day',
      'This overlaps with Autumn (1 September 2026 to 18 December 2026)',
    ],
    [
      'has a closure with a reason but no day',
      closure(0, '', 'Inset day'),
      '#closures.0.on-day',
      'Enter the day of the closure',
    ],
    [
      'has two closures on one day',
      { ...closure(0, '2026-11-02'), ...closure(1, '2026-11-02') },
      '#closures.1.on-day',
      'This day is in the list already',
    ],
    [
      'has a term name that is too long',
      term(0, 'x'.repeat(101), '2026-09-01', '2026-12-18'),
      '#terms.0.name',
      'This is 101 characters long. Shorten it to 100 or fewer',
    ],
  ])('a school year that %s is refused at the row', async (_name, typed, href, message) => {
    const { ours, senco } = await aSchool()
    const answer = await senco.submit(path, typed)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toContain(message)
    expect(answer.text).toContain(`href="${href}"`)
    expect(await termsOf(ours)).toEqual([])
    expect(await closuresOf(ours)).toEqual([])
  })

  test('a term of an earlier year is kept and still counts as an overlap, though the form does not show it', async () => {
    const { ours, senco } = await aSchool()
    await senco.submit(path, term(0, 'Long ago', '2025-09-01', '2025-12-19'))
    expect((await senco.formAt(path))['terms.0.name']).toEqual([''])
    const answer = await senco.submit(path, term(0, 'Now', '2025-12-01', '2026-12-18'))
    expect(errorsOf(answer.text)).toEqual(['This overlaps with Long ago (1 September 2025 to 19 December 2025)'])
    await senco.submit(path, autumn)
    expect((await termsOf(ours)).map(({ name }) => name)).toEqual(['Long ago', 'Autumn'])
    expect((await senco.formAt(`${path}?earlier=yes`))['terms.0.name']).toEqual(['Long ago'])
  })

  test('terms sent twice are added once, and a stale edit of them gets 409 with both versions', async () => {
    const { ours, senco } = await aSchool()
    const [mine, theirs] = [await senco.formAt(path), await senco.formAt(path)]
    const typed = { ...theirs, ...autumn, ...closure(1, '2026-11-02') }
    expect((await senco.post(path, typed)).status).toBe(303)
    expect((await senco.post(path, typed)).status).toBe(303)
    expect(await termsOf(ours)).toHaveLength(1)
    expect(await closuresOf(ours)).toHaveLength(1)
    const answer = await senco.post(path, { ...mine, ...term(0, 'Herbst', '2026-09-01', '2026-12-18') })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('Autumn')
    expect(await termsOf(ours)).toMatchObject([{ name: 'Autumn' }])
  })
})

describe('the school’s core offer', () => {
  const path = '/school/core-offer'
  const strategiesOf = ({ inSchool, schoolId }: TestSchool) =>
    inSchool((tx) =>
      tx.coreOfferStrategy.findMany({ where: { schoolId }, orderBy: [{ area: 'asc' }, { position: 'asc' }] }),
    )
  const words = async (ours: TestSchool) => (await strategiesOf(ours)).map(({ strategy }) => strategy)
  const typed = { 'communication.0.strategy': 'Name first', 'communication.1.strategy': 'Wait ten seconds' }

  test('within each area, the core offer’s strategies keep the order that the school gives them', async () => {
    const { ours, senco } = await aSchool()
    const answer = await senco.submit(path, {
      ...typed,
      'sensoryPhysical.0.strategy': 'Writing slope',
      ...dayTyped('publishedOn', '2026-09-10'),
    })
    expect(answer.status).toBe(303)
    expect(await words(ours)).toEqual(['Name first', 'Wait ten seconds', 'Writing slope'])
    await senco.submit(path, { 'communication.2.strategy': 'Now and next', 'communication.2.place': '1' })
    expect(await words(ours)).toEqual(['Now and next', 'Name first', 'Wait ten seconds', 'Writing slope'])
    await senco.submit(path, { 'communication.0.place': '3' })
    expect(await words(ours)).toEqual(['Name first', 'Wait ten seconds', 'Now and next', 'Writing slope'])
  })

  test('a strategy that is switched off is no longer offered, and can be switched on again', async () => {
    const { ours, senco } = await aSchool()
    const { pupilId } = await ours.pupil()
    await senco.submit(path, typed)
    await senco.submit(path, { 'communication.0.off': 'yes' })
    expect(await strategiesOf(ours)).toMatchObject([{ offSince: new Date('2026-11-24') }, { offSince: null }])
    const concern = mainText((await senco.get(`/pupils/${pupilId}/concerns/new`)).text)
    expect(concern).toContain('Wait ten seconds')
    expect(concern).not.toContain('Name first')
    await senco.submit(path, { 'communication.0.off': [] })
    expect(await strategiesOf(ours)).toMatchObject([{ offSince: null }, { offSince: null }])
  })

  test('strategies of the core offer sent twice are added once, even if their order was typed', async () => {
    const { ours, senco } = await aSchool()
    await senco.submit(path, typed)
    const fields = {
      ...(await senco.formAt(path)),
      'communication.2.strategy': 'Talk partner',
      'communication.3.strategy': 'Pictures',
      'communication.3.place': '1',
    }
    expect((await senco.post(path, fields)).status).toBe(303)
    expect((await senco.post(path, fields)).status).toBe(303)
    expect(await words(ours)).toEqual(['Pictures', 'Name first', 'Wait ten seconds', 'Talk partner'])
  })

  test.each([
    ['a publication day in the future', dayTyped('publishedOn', '2026-11-25'), '25 November 2026 is in the future'],
    [
      'a strategy that is too long',
      { 'cognition.0.strategy': 'x'.repeat(201) },
      'This is 201 characters long. Shorten it to 200 or fewer',
    ],
    ['an invalid place', { ...typed, 'communication.0.place': '0' }, 'Enter a whole number from 1 to 60'],
  ])('saving the core offer with %s is refused', async (_name, fault, message) => {
    const { ours, senco } = await aSchool()
    const answer = await senco.submit(path, fault)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await words(ours)).toEqual([])
  })
})

describe('the school’s specialist services', () => {
  const path = '/school/services'
  const servicesOf = ({ inSchool, schoolId }: TestSchool) =>
    inSchool((tx) => tx.specialistService.findMany({ where: { schoolId }, orderBy: { position: 'asc' } }))

  test('the step to know specialist services is done once one service says how to refer a pupil', async () => {
    const { ours, senco } = await aSchool()
    await senco.submit(path, { 'services.0.service': 'Educational psychology', 'services.1.service': 'Speech therapy' })
    const saved = await servicesOf(ours)
    expect(saved).toMatchObject([{ service: 'Educational psychology' }, { service: 'Speech therapy' }])
    expect(mainText((await senco.get('/school')).text)).toContain('Routes to specialist services known Missing')
    await senco.submit(path, { 'services.0.service': '', 'services.1.referralRoute': 'Online form' })
    expect(await servicesOf(ours)).toMatchObject([{ id: saved[1]?.id, referralRoute: 'Online form' }])
    expect(mainText((await senco.get('/school')).text)).toContain('Routes to specialist services known Done')
  })

  test.each([
    ['a way to refer but no name', { 'services.0.referralRoute': 'Online form' }, 'Enter the name of the service'],
    [
      'a way to refer that is too long',
      { 'services.0.service': 'EP', 'services.0.referralRoute': 'x'.repeat(4001) },
      'This is 4,001 characters long. Shorten it to 4,000 or fewer',
    ],
  ])('a specialist service with %s is refused', async (_name, fault, message) => {
    const { ours, senco } = await aSchool()
    const answer = await senco.submit(path, fault)
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
    expect(await servicesOf(ours)).toEqual([])
  })
})
