import { parse } from 'node-html-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../../prisma/demo/build-demo-school.ts'
import { writeDemoSchool } from '../../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../../src/access/password.ts'
import { pupilRules } from '../../../src/code-of-practice/catalogue.ts'
import { evaluate } from '../../../src/code-of-practice/evaluate.ts'
import { loadRecord } from '../../../src/findings/load.ts'
import { inSchool } from '../../../src/platform/database/in-school.ts'
import { type Browser, mainText, password, signIn, testApp, testToday } from '../../support/app.ts'

const { app, db, school } = await testApp()
const rows = buildDemoSchool(testToday)
const schoolId = rows.school[0]?.id ?? ''
let head: Browser

beforeAll(async () => {
  await writeDemoSchool(db, rows, await hashPassword(password))
  head = await signIn(app, 'head@ashgrove.example')
})

type Figures = { applies: number; met: number; late: number; upcoming: number; missing: number; breached: number }

/** The figures of the page's two tables, by the rule's title. */
function figuresOf(html: string): Record<string, Figures> {
  const lines = parse(html).querySelectorAll('.app-figures-table tbody tr')
  return Object.fromEntries(
    lines.map((line) => {
      const title =
        line
          .querySelector('th')
          ?.text.replace(/^\s*[\d./]+\s*/, '')
          .trim() ?? ''
      const numbers = line
        .querySelectorAll('td.govuk-table__cell--numeric')
        .map((cell) => Number.parseInt(cell.text.replace('–', '0'), 10))
      const [applies = -1, met = -1, late = -1, upcoming = -1, missing = -1, breached = -1] = numbers
      return [title, { applies, met, late, upcoming, missing, breached }]
    }),
  )
}

/** The same figures, counted from the findings of the rules. */
async function figuresOfRecord(asOf: string): Promise<Record<string, Figures>> {
  const record = await inSchool(
    db,
    { schoolId, actorId: null, requestId: 'test' },
    (tx) => loadRecord(tx, schoolId, asOf),
    { readOnly: true },
  )
  const findings = evaluate(record)
  return Object.fromEntries(
    pupilRules.map(({ id, title }) => {
      const ofRule = findings.filter(({ rule }) => rule === id)
      const of = (status: string) => ofRule.filter((finding) => finding.status === status).length
      const late = ofRule.filter((finding) => finding.late).length
      return [
        title,
        {
          applies: ofRule.length,
          met: of('met'),
          late,
          upcoming: of('upcoming'),
          missing: of('missing'),
          breached: of('breached'),
        },
      ]
    }),
  )
}

const twelveDays = [
  '2025-12-19',
  '2026-01-31',
  '2026-02-28',
  '2026-03-31',
  '2026-04-30',
  '2026-05-29',
  '2026-06-30',
  '2026-07-31',
  '2026-08-31',
  '2026-09-30',
  '2026-10-31',
  testToday,
]

describe('the compliance report of the demo school', () => {
  test.each(twelveDays)(
    'the compliance report as of %s shows the figures that the rules give for the school’s record',
    async (asOf) => {
      const answer = await head.get(`/report?asOf=${asOf}`)
      expect(answer.status).toBe(200)
      const shown = figuresOf(answer.text)
      expect(Object.keys(shown)).toHaveLength(pupilRules.length)
      expect(shown).toEqual(await figuresOfRecord(asOf))
    },
  )

  test('the compliance report separates legal duties and asks first about parents who were not told', async () => {
    const text = mainText((await head.get('/report')).text)
    expect(text).toMatch(/\d+ things that the law requires are missing/)
    expect(text).toMatch(/Ask first: Why have .*Amir K’s.* parents not been told formally/)
    expect(text.indexOf('Parents told formally')).toBeLessThan(text.indexOf('What the Code asks schools to do'))
  })

  test('every figure of the compliance report links to a list of as many findings as it says', async () => {
    const page = parse((await head.get('/report')).text)
    const links = page.querySelectorAll('.app-figures-table td a')
    expect(links.length).toBeGreaterThan(50)
    for (const link of links) {
      const answer = await head.get(link.getAttribute('href') ?? '')
      expect(answer.status).toBe(200)
      const listed = parse(answer.text).querySelectorAll('main tbody tr').length
      expect(`${link.getAttribute('href')}: ${listed}`).toBe(
        `${link.getAttribute('href')}: ${Number.parseInt(link.text, 10)}`,
      )
    }
  }, 120_000)

  test('the compliance report says which pupils it leaves out, and shows reasons beside missing steps', async () => {
    const text = mainText((await head.get('/report')).text)
    expect(text).toMatch(/\d pupils have an Education, Health and Care plan in force and are left out/)
    expect(text).toContain('Not done, because')
    expect(text).toContain('The school’s own steps')
  })

  test('the CSV files of the compliance report have the same figures as its page, and the pupils', async () => {
    const figures = await head.get('/report.csv')
    expect(figures.headers['content-disposition']).toContain(`report-${testToday}.csv`)
    const lines = figures.text.trim().split('\r\n')
    expect(lines).toHaveLength(pupilRules.length + 1)
    const told = (await figuresOfRecord(testToday))['Parents told formally about SEN Support']
    expect(lines.find((line) => line.includes('Parents told formally'))).toBe(
      `6.43,must,Parents told formally about SEN Support,${told?.applies},${told?.met},${told?.late},${told?.upcoming},${told?.missing},${told?.breached}`,
    )
    expect((await head.get('/report/pupils.csv')).text).toContain('Amir Khan')
  })

  test('opening the list of pupils behind a figure of the report is audited for each pupil', async () => {
    const ours = await school()
    const { pupilId } = await ours.pupil()
    await ours.inSchool((tx) =>
      tx.concern.create({
        data: {
          schoolId: ours.schoolId,
          id: crypto.randomUUID(),
          pupilId,
          raisedOn: new Date('2026-10-01'),
          raisedBy: 'staff',
          seen: 'x',
        },
        select: { id: true },
      }),
    )
    await (await ours.as('head')).get('/report/6.39-early-discussion?status=missing')
    const opened = await ours.inSchool((tx) =>
      tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, action: 'open', pupilId } }),
    )
    expect(opened).toMatchObject([{ actorId: ours.staffIds.head }])
  })

  test('the compliance report of a school without pupils says that nothing is missing', async () => {
    const text = mainText((await (await (await school()).as('head')).get('/report')).text)
    expect(text).toContain('0 pupils judged. Nothing that the law requires is missing.')
    expect(text).toContain('No pupil has anything missing')
  })

  test.each([
    ['a day that does not exist', '/report?asOf=2026-02-31', 'is not a day of the calendar'],
    ['a future day', '/report?asOf=2027-01-01', 'is in the future'],
  ])('the compliance report for %s shows an error and today’s figures', async (_name, path, message) => {
    const answer = await head.get(path)
    expect(answer.status).toBe(200)
    expect(mainText(answer.text)).toContain(message)
  })

  test.each(['/report/no-such-rule', '/report/6.40-core-offer', '/report/constructor'])(
    '%s answers 404, because the compliance report has no such rule',
    async (path) => {
      expect((await head.get(path)).status).toBe(404)
    },
  )
})
