import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../../prisma/demo/build-demo-school.ts'
import { writeDemoSchool } from '../../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../../src/access/password.ts'
import { type Browser, dayTyped, errorsOf, mainText, password, signIn, testApp, testToday } from '../../support/app.ts'

const { app, db, school } = await testApp()
const rows = buildDemoSchool(testToday)
let head: Browser

beforeAll(async () => {
  await writeDemoSchool(db, rows, await hashPassword(password))
  head = await signIn(app, 'head@ashgrove.example')
})

/** The numbers of each table, by its heading. */
const numbersOf = (html: string): Map<string, number[]> =>
  new Map(
    parse(html)
      .querySelectorAll('.app-governors section')
      .map((part) => [
        part.querySelector('h2')?.text.trim() ?? '',
        part.querySelectorAll('tbody tr').map((row) => Number(row.querySelector('td')?.text)),
      ]),
  )

describe('the report for governors', () => {
  test('the report for governors has no names and no number below five', async () => {
    const { text } = await head.get('/report/governors')
    const main = mainText(text)
    const listed = (await head.get('/report/pupils.csv')).text
    for (const pupil of rows.pupil) {
      const surname = pupil.legalSurname
      // Only pupils with open steps. Short surnames can be words of the page.
      if (listed.includes(surname) && surname.length > 4) expect(main).not.toContain(surname)
    }
    for (const [part, numbers] of numbersOf(text))
      for (const number of numbers) expect(number, part).toBeGreaterThanOrEqual(5)
  })

  test('each table of the report for governors adds up to the number of pupils on SEN Support', async () => {
    const numbers = numbersOf((await head.get('/report/governors')).text)
    const sum = (part: string) => (numbers.get(part) ?? []).reduce((total, number) => total + number, 0)
    const supported = numbers.get('The school’s pupils')?.[0] ?? 0
    expect(supported).toBeGreaterThan(20)
    for (const part of ['By year', 'By main need', 'By sex', 'By free school meals'])
      expect(sum(part), part).toBe(supported)
    expect(sum('The school’s pupils')).toBe(240)
  })

  test('the report for governors joins the names of merged groups into one phrase', async () => {
    const text = mainText((await head.get('/report/governors')).text)
    expect(text).toContain('With an EHC plan and with neither')
    expect(text).not.toMatch(/ and (Not|With|Met|More) /)
  })

  test('the report for governors shows England’s figures, outcomes, and staff training of the last twelve months', async () => {
    const text = mainText((await head.get('/report/governors')).text)
    expect(text).toMatch(/On SEN Support \d+ [\d.]+% 14\.2%/)
    expect(text).toContain('Outcomes at their reviews')
    for (const { topic } of rows.staffTraining) expect(text).toContain(topic)
  })

  test('the report for governors of a school with few pupils shows no numbers', async () => {
    const ours = await school()
    await ours.pupil()
    const text = mainText((await (await ours.as('head')).get('/report/governors')).text)
    expect(text).toContain('Not told: there are fewer than 5 pupils')
    expect(text).not.toContain('Year 4')
  })

  /**
   * Makes a school with pupils on SEN Support since September, whose parents were not told, and other pupils. Returns
   * the report's text.
   */
  async function aSmallSchool({ supported, others }: { supported: number; others: number }) {
    const ours = await school()
    const { schoolId } = ours
    const pupilIds: string[] = []
    for (let made = 0; made < supported + others; made += 1) pupilIds.push((await ours.pupil()).pupilId)
    await ours.inSchool((tx) =>
      tx.decision.createMany({
        data: pupilIds.slice(0, supported).map((pupilId) => ({
          schoolId,
          id: uuidv7(),
          pupilId,
          decidedOn: new Date('2026-09-07'),
          decision: 'senSupport' as const,
        })),
      }),
    )
    return mainText((await (await ours.as('head')).get('/report/governors')).text)
  }

  test('the report for governors does not say "all but a few" when fewer than ten steps have fallen due', async () => {
    const text = await aSmallSchool({ supported: 6, others: 0 })
    expect(text).toContain(
      'What the law requires: Not told: fewer than ten things have fallen due, and not all are done.',
    )
    expect(text).not.toContain('All but a few')
  })

  test('the report for governors shows no total that reveals a small group', async () => {
    const text = await aSmallSchool({ supported: 6, others: 2 })
    expect(text).toMatch(/Year 4 6 100%/)
    expect(text).not.toContain('8 100%')
  })

  test('a teacher who opens the report for governors gets 403', async () => {
    expect((await (await school()).as('teacher').then((browser) => browser.get('/report/governors'))).status).toBe(403)
  })
})

describe('national figures in the report for governors', () => {
  const path = '/report/governors/national-figures'

  test('saved national figures are shown in the report for governors beside the school’s own figures', async () => {
    expect((await head.submit(path, { senSupport: '14.2', ehcPlan: '5,3', from: '' })).status).toBe(422)
    const saved = await head.submit(path, { senSupport: '14.2', ehcPlan: '5.3 %', boys: '', from: 'DfE, January 2026' })
    expect(saved.status).toBe(303)
    const text = mainText((await head.get('/report/governors')).text)
    expect(text).toMatch(/On SEN Support \d+ [\d.]+% 14\.2%/)
    expect(text).toContain('Figures for England: DfE, January 2026')
  })

  test.each(['101', '-1', 'many', '5.25'])(
    'the national figure %s is refused at its field and stays in the form',
    async (typed) => {
      const ours = await school()
      const answer = await (await ours.as('senco')).submit(path, { boys: typed })
      expect(answer.status).toBe(422)
      expect(errorsOf(answer.text)).toEqual(['Enter a share from 0 to 100, like 13.6'])
      expect(answer.text).toContain(`value="${typed}"`)
    },
  )

  test('a second edit of the national figures from an outdated form gets 409 with the saved value', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const [mine, theirs] = [await senco.formAt(path), await senco.formAt(path)]
    await senco.post(path, { ...theirs, senSupport: '14' })
    const answer = await senco.post(path, { ...mine, senSupport: '15' })
    expect(answer.status).toBe(409)
    expect(mainText(answer.text)).toContain('14')
  })
})

describe('staff training in the report for governors', () => {
  const path = '/school/staff-training'

  test('staff training sent twice is saved once, is shown in the report for governors and can be removed', async () => {
    const ours = await school()
    const senco = await ours.as('senco')
    const form = {
      ...(await senco.formAt(path)),
      ...dayTyped('heldOn', '2026-10-20'),
      topic: 'Children who hear too much',
      forWhom: 'All teachers',
      howMany: '12',
    }
    expect([(await senco.post(path, form)).status, (await senco.post(path, form)).status]).toEqual([303, 303])
    const report = mainText((await senco.get('/report/governors')).text)
    expect(report.match(/Children who hear too much/g)).toHaveLength(1)
    const page = await senco.get(path)
    const removing = parse(page.text).querySelector('main form[action$=remove]')?.getAttribute('action') ?? ''
    const { _csrf = [] } = await senco.formAt(path)
    expect((await senco.post(removing, { _csrf })).status).toBe(303)
    expect(mainText((await senco.get('/report/governors')).text)).toContain(
      'None is recorded for the last twelve months',
    )
  })

  test.each([
    [{ topic: '' }, 'Say what it was about'],
    [dayTyped('heldOn', '2027-01-01'), '1 January 2027 is in the future'],
    [{ howMany: '0' }, 'Enter a whole number from 1 to 2000'],
  ])('staff training with %j is refused with a message', async (fault, message) => {
    const ours = await school()
    const answer = await (await ours.as('head')).submit(path, {
      ...dayTyped('heldOn', '2026-10-20'),
      topic: 'Memory',
      ...fault,
    })
    expect(answer.status).toBe(422)
    expect(errorsOf(answer.text)).toEqual([message])
  })
})
