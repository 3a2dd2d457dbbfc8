import { parse } from 'node-html-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../prisma/demo/build-demo-school.ts'
import { writeDemoSchool } from '../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../src/access/password.ts'
import { pupilRules } from '../../src/code-of-practice/catalogue.ts'
import { evaluate } from '../../src/code-of-practice/evaluate.ts'
import { inSchool } from '../../src/database/in-school.ts'
import { loadRecord } from '../../src/record/load.ts'
import { judgeOnDays, monthEnds } from '../../src/record/over-time.ts'
import { type Browser, mainText, password, signIn, testApp, testToday } from '../support/app.ts'

const { app, db, school } = await testApp()
const rows = buildDemoSchool(testToday)
const schoolId = rows.school[0]?.id ?? ''
const entry = { schoolId, actorId: null, requestId: 'test' }
let head: Browser

beforeAll(async () => {
  await writeDemoSchool(db, rows, await hashPassword(password))
  head = await signIn(app, 'head@ashgrove.example')
})

describe('the ends of months', () => {
  test.each([
    ['2026-11-24', 3, ['2026-08-31', '2026-09-30', '2026-10-31', '2026-11-24']],
    ['2026-11-30', 2, ['2026-10-31', '2026-11-30']],
    ['2024-03-01', 2, ['2024-01-31', '2024-02-29', '2024-03-01']],
    ['2025-12-31', 1, ['2025-12-31']],
  ])('to %s, %i of them', (until, count, ends) => {
    expect(monthEnds(until, count)).toEqual(ends)
  })
})

const days = monthEnds(testToday, 12)

test('what is found on each of twelve month’s ends is what the rules say of the record of that day', async () => {
  const found = await inSchool(db, entry, async (tx) => [...(await judgeOnDays(tx, { schoolId, days }))], {
    readOnly: true,
  })
  expect(found.map(({ on }) => on)).toEqual(days)
  for (const { on, findings } of found) {
    const record = await inSchool(db, entry, (tx) => loadRecord(tx, schoolId, on), { readOnly: true })
    const ofPupils = evaluate(record).filter(({ pupil }) => pupil !== null)
    expect([...findings.values()].flat(), on).toEqual(ofPupils)
  }
})

/** "31/34" of each month, by the step's title. */
const monthsOf = (html: string): Map<string, string[]> =>
  new Map(
    parse(html)
      .querySelectorAll('.app-months tbody tr')
      .map((line) => [
        line.querySelector('th a')?.text.trim() ?? '',
        line.querySelectorAll('td.govuk-table__cell--numeric').map((cell) => cell.text.trim()),
      ]),
  )

describe('the steps over the year', () => {
  test('show of each step what the rules give, month by month', async () => {
    const shown = monthsOf((await head.get('/report/over-time')).text)
    expect(shown.size).toBe(pupilRules.length)
    for (const [place, on] of days.entries()) {
      const record = await inSchool(db, entry, (tx) => loadRecord(tx, schoolId, on), { readOnly: true })
      const findings = evaluate(record)
      for (const { id, title } of pupilRules) {
        const due = findings.filter(({ rule, status }) => rule === id && status !== 'upcoming')
        const met = due.filter(({ status }) => status === 'met').length
        expect(shown.get(title)?.[place], `${title} on ${on}`).toBe(due.length === 0 ? '–' : `${met}/${due.length}`)
      }
    }
  })

  test('narrowed to a year say so, and whom they leave out', async () => {
    const text = mainText((await head.get('/report/over-time?year=4')).text)
    expect(text).toContain('Year 4, twelve months to today')
    expect(text).toContain('pupils who have left the school are left out')
  })

  test('of an empty school have nothing due', async () => {
    const answer = await (await (await school()).as('head')).get('/report/over-time')
    expect(answer.status).toBe(200)
    expect(mainText(answer.text)).toContain('Nothing has fallen due yet')
  })
})

describe('the report narrowed to some pupils', () => {
  test('counts them only, and its figures open them only', async () => {
    const whole = mainText((await head.get('/report')).text)
    const answer = await head.get('/report?year=4')
    expect(mainText(answer.text)).toContain('Year 4, as of today')
    const judged = (text: string) => Number(/(\d+) pupils judged/.exec(text)?.[1])
    expect(judged(mainText(answer.text))).toBeLessThan(judged(whole))
    const [figure] = parse(answer.text).querySelectorAll('.app-figures-table td a')
    const behind = await head.get(figure?.getAttribute('href') ?? '')
    expect(parse(behind.text).querySelectorAll('main tbody tr')).toHaveLength(Number.parseInt(figure?.text ?? '', 10))
    expect(mainText(behind.text)).not.toContain('Year 2')
  })

  test('by need and class, as CSV too', async () => {
    const all = (await head.get('/report/pupils.csv')).text.split('\r\n')
    const some = (await head.get('/report/pupils.csv?class=4B')).text.split('\r\n')
    expect(some.length).toBeGreaterThan(1)
    expect(some.length).toBeLessThan(all.length)
    expect((await head.get('/report?need=SLCN')).status).toBe(200)
    expect((await head.get('/report?need=nonsense')).text).toContain('Whole school')
  })
})

describe('what changed', () => {
  test('since a day: what fell open, what was put right, who moved', async () => {
    const text = mainText((await head.get('/report/changes?since=2026-10-27')).text)
    expect(text).toMatch(/Since 27 October 2026: \d+ steps fell open, \d+ put right, \d+ still open/)
    expect(text).toContain('Fell open')
    expect(text).toContain('Moved on the register')
  })

  test('open and put right since add up to the two reports', async () => {
    const openOn = async (day: string) => {
      const record = await inSchool(db, entry, (tx) => loadRecord(tx, schoolId, day), { readOnly: true })
      return evaluate(record).filter(
        ({ pupil, status }) => pupil !== null && (status === 'missing' || status === 'breached'),
      ).length
    }
    const text = mainText((await head.get('/report/changes?since=2026-10-27')).text)
    const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0)
    const [opened, still] = [number(/(\d+) steps? fell open/), number(/(\d+) still open/)]
    expect(opened + still).toBe(await openOn(testToday))
    expect(number(/(\d+) put right/) + still + number(/No longer asked for \((\d+)\)/)).toBe(await openOn('2026-10-27'))
  })

  test.each(['2027-01-01', 'nonsense', testToday])(
    'since %s, no earlier day, is told for four weeks',
    async (since) => {
      expect(mainText((await head.get(`/report/changes?since=${since}`)).text)).toContain('Since 27 October 2026')
    },
  )
})

test('how long it takes is shown against the school’s targets', async () => {
  const text = mainText((await head.get('/report/times')).text)
  expect(text).toMatch(/From a concern to the early discussion.*Median\s?\d+ Target\s?15 In time\s?\d+ of \d+/)
  expect(text).toMatch(/From the plan to the last of the staff having read it/)
})

test('the workbook opens as one, and is kept to the same pupils', async () => {
  const answer = await head
    .get('/report.xlsx?class=4B')
    .buffer()
    .parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => done(null, Buffer.concat(chunks)))
    })
  expect(answer.status).toBe(200)
  expect(answer.headers['content-disposition']).toContain(`report-${testToday}.xlsx`)
  expect(answer.body.subarray(0, 2).toString()).toBe('PK')
})
