import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../../prisma/demo/build-demo-school.ts'
import { writeDemoSchool } from '../../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../../src/access/password.ts'
import { pupilRules } from '../../../src/code-of-practice/catalogue.ts'
import { evaluate } from '../../../src/code-of-practice/evaluate.ts'
import { monthEnds } from '../../../src/days/periods.ts'
import { loadRecord } from '../../../src/findings/load.ts'
import { inSchool } from '../../../src/platform/database/in-school.ts'
import { type Browser, mainText, password, signIn, testApp, testToday } from '../../support/app.ts'

const { app, db, school } = await testApp()
const rows = buildDemoSchool(testToday)
const schoolId = rows.school[0]?.id ?? ''
const entry = { schoolId, actorId: null, requestId: 'test' }
let head: Browser

beforeAll(async () => {
  await writeDemoSchool(db, rows, await hashPassword(password))
  head = await signIn(app, 'head@ashgrove.example')
})

const days = monthEnds(testToday, 12)

/** Makes a school with one pupil on SEN Support since September for each SENCO in the list, named in the decision. */
async function aSchoolOf(sencos: readonly (string | null)[]) {
  const ours = await school()
  const { schoolId } = ours
  const pupils: { pupilId: string }[] = []
  for (const place of sencos.keys()) pupils.push(await ours.pupil({ legalForename: `Pupil${place}` }))
  const decisions = pupils.map(({ pupilId }, place) => ({
    schoolId,
    id: uuidv7(),
    pupilId,
    decidedOn: new Date('2026-09-07'),
    decision: 'senSupport' as const,
    senco: sencos[place] ?? null,
  }))
  await ours.inSchool((tx) => tx.decision.createMany({ data: decisions }))
  return { ...ours, pupils }
}

const planOf = (
  { schoolId, pupils }: Awaited<ReturnType<typeof aSchoolOf>>,
  place: number,
  day: string,
  senco: string,
) => ({
  schoolId,
  id: uuidv7(),
  pupilId: pupils[place]?.pupilId ?? '',
  agreedOn: new Date(day),
  senco,
})

const found = new Map<string, ReturnType<typeof evaluate>>()
/** The findings for the demo school on a day. Memoised, because the demo school does not change. */
async function foundOn(day: string) {
  const before = found.get(day)
  if (before) return before
  const findings = evaluate(await inSchool(db, entry, (tx) => loadRecord(tx, schoolId, day), { readOnly: true }))
  found.set(day, findings)
  return findings
}

/** "31/34" for each month, by the step's title. */
const monthsOf = (html: string): Map<string, string[]> =>
  new Map(
    parse(html)
      .querySelectorAll('.app-months tbody tr')
      .map((line) => [
        line.querySelector('th a')?.text.trim() ?? '',
        line.querySelectorAll('td.govuk-table__cell--numeric').map((cell) => cell.text.trim()),
      ]),
  )

describe('the compliance report over the year', () => {
  test('the compliance report over the year shows the figures that the rules give for each step and month', async () => {
    const shown = monthsOf((await head.get('/report/over-time')).text)
    expect(shown.size).toBe(pupilRules.length)
    for (const [place, on] of days.entries()) {
      const findings = await foundOn(on)
      for (const { id, title } of pupilRules) {
        const due = findings.filter(({ rule, status }) => rule === id && status !== 'upcoming')
        const met = due.filter(({ status }) => status === 'met').length
        expect(shown.get(title)?.[place], `${title} on ${on}`).toBe(due.length === 0 ? '–' : `${met}/${due.length}`)
      }
    }
  })

  test('the compliance report over the year, filtered by class, counts only pupils of the class who are on the roll today', async () => {
    const listed = (await head.get('/report/pupils.csv?class=4B')).text
    expect(listed.split('\r\n').length).toBeGreaterThan(1)
    const shown = monthsOf((await head.get('/report/over-time?class=4B')).text)
    const upns = new Set(
      rows.pupil.filter(({ registrationGroup, leftOn }) => registrationGroup === '4B' && !leftOn).map(({ upn }) => upn),
    )
    for (const [place, on] of days.entries()) {
      const findings = (await foundOn(on)).filter(({ pupil }) => pupil !== null && upns.has(pupil))
      for (const { id, title } of pupilRules) {
        const due = findings.filter(({ rule, status }) => rule === id && status !== 'upcoming')
        const met = due.filter(({ status }) => status === 'met').length
        expect(shown.get(title)?.[place], `${title} on ${on}`).toBe(due.length === 0 ? '–' : `${met}/${due.length}`)
      }
    }
  })

  test('the main compliance report summarises the year in two sentences and small line charts', async () => {
    const report = parse((await head.get('/report')).text)
    const year = mainText((await head.get('/report/over-time')).text)
    const said =
      /The law: \d+% done, \w+( from \d+% on|, as on)? [^.]*\d{4}\. The Code’s guidance: \d+% done, [^.]*\./.exec(
        year,
      )?.[0] ?? 'not said'
    expect(mainText(report.toString())).toContain(said)
    const trends = report
      .querySelectorAll('.app-figures-table svg.app-spark')
      .map((svg) => svg.getAttribute('aria-label'))
    expect(trends.length).toBeGreaterThan(10)
    for (const words of trends)
      expect(words).toMatch(/^Share done over the year: from \d+% to \d+%, at the lowest \d+%$/)
  })

  test('the compliance report over the year, filtered by year group, names the filter and says who is left out', async () => {
    const text = mainText((await head.get('/report/over-time?year=4')).text)
    expect(text).toContain('Year 4, twelve months to today')
    expect(text).toContain('pupils who have left the school are left out')
  })

  test('the compliance report over the year of a school without pupils says that nothing has fallen due', async () => {
    const answer = await (await (await school()).as('head')).get('/report/over-time')
    expect(answer.status).toBe(200)
    expect(mainText(answer.text)).toContain('Nothing has fallen due yet')
  })
})

describe('the compliance report with filters', () => {
  test('the compliance report filtered by year group counts and lists only pupils of that year group', async () => {
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

  test('the compliance report and its CSV files can be filtered by class and need; an unknown need is ignored', async () => {
    const all = (await head.get('/report/pupils.csv')).text.split('\r\n')
    const some = (await head.get('/report/pupils.csv?class=4B')).text.split('\r\n')
    expect(some.length).toBeGreaterThan(1)
    expect(some.length).toBeLessThan(all.length)
    expect((await head.get('/report?need=SLCN')).status).toBe(200)
    expect((await head.get('/report?need=nonsense')).text).toContain('Whole school')
  })
})

describe('the compliance report filtered by SENCO', () => {
  const pupilsOf = async (query: string) => {
    const listed = parse((await head.get(`/report/6.39-early-discussion?${query}`)).text)
    return new Set(listed.querySelectorAll('main tbody th').map((cell) => cell.text.trim()))
  }

  test('the compliance report offers no SENCO filter when all decisions and plans name the same SENCO', async () => {
    const ours = await aSchoolOf(['Mrs Cole', 'Mrs Cole', null])
    const { text } = await (await ours.as('head')).get('/report')
    expect(parse(text).querySelector('select[name="senco"]')).toBeNull()
  })

  test('the report’s SENCO filter uses the latest decision or plan as of the day, on pages and in files', async () => {
    const ours = await aSchoolOf(['Mrs Cole', 'Mr Oyelaran', null])
    const theirs = await ours.as('head')
    const page = await theirs.get('/report?senco=Mrs+Cole')
    const choices = parse(page.text).querySelectorAll('select[name="senco"] option')
    expect(choices.map((choice) => choice.text.trim())).toEqual(['All', 'Mr Oyelaran', 'Mrs Cole', 'None named'])
    expect(mainText(page.text)).toContain('SENCO Mrs Cole, as of today')
    expect(mainText(page.text)).toContain('1 pupil judged')
    expect(mainText((await theirs.get('/report?senco=-')).text)).toContain('No SENCO named, as of today')
    for (const path of [
      '/report/pupils.csv',
      '/report/over-time',
      '/report/times',
      '/report/changes',
      '/report/case-files',
    ])
      expect((await theirs.get(`${path}?senco=Mrs+Cole`)).status, path).toBe(200)
    const csvOf = async (query: string) => (await theirs.get(`/report/pupils.csv${query}`)).text
    expect(await csvOf('?senco=Mrs+Cole')).toContain('Pupil0')
    expect(await csvOf('?senco=Mrs+Cole')).not.toContain('Pupil1')
    expect(await csvOf('?senco=-')).toContain('Pupil2')
    expect(await csvOf('?senco=-')).not.toContain('Pupil1')

    // From October on the first pupil has another SENCO. As of September, she is still Mrs Cole's.
    await ours.inSchool((tx) => tx.plan.createMany({ data: [planOf(ours, 0, '2026-10-05', 'Mr Oyelaran')] }))
    expect(await csvOf('?senco=Mr+Oyelaran')).toContain('Pupil0')
    expect(await csvOf('?senco=Mrs+Cole')).not.toContain('Pupil0')
    expect(await csvOf('?senco=Mrs+Cole&asOf=2026-09-30')).toContain('Pupil0')
    expect(mainText((await theirs.get('/report/changes?senco=Mr+Oyelaran&since=2026-09-30')).text)).not.toContain(
      'Not on the register → SEN Support',
    )
  })

  test('a figure of the report filtered by a SENCO whom no decision or plan names lists nobody', async () => {
    expect(await pupilsOf('senco=Nobody+At+All')).toEqual(new Set())
    expect((await pupilsOf('')).size).toBeGreaterThan(5)
  })
})

describe('the page of changes', () => {
  test('the page of changes shows steps that fell open or were put right, and pupils whose register status changed', async () => {
    const text = mainText((await head.get('/report/changes?since=2026-10-27')).text)
    expect(text).toMatch(/Since 27 October 2026: \d+ steps fell open, \d+ put right, \d+ still open/)
    expect(text).toContain('Fell open')
    expect(text).toContain('Moved on the register')
  })

  test('the numbers on the report’s page of changes add up to the open steps on both days', async () => {
    const openOn = async (day: string) =>
      (await foundOn(day)).filter(
        ({ pupil, status }) => pupil !== null && (status === 'missing' || status === 'breached'),
      ).length
    const text = mainText((await head.get('/report/changes?since=2026-10-27')).text)
    const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0)
    const [opened, still] = [number(/(\d+) steps? fell open/), number(/(\d+) still open/)]
    expect(opened + still).toBe(await openOn(testToday))
    expect(number(/(\d+) put right/) + still + number(/No longer asked for \((\d+)\)/)).toBe(await openOn('2026-10-27'))
  })

  test.each(['2027-01-01', 'nonsense', testToday])(
    'the report’s page of changes shows the last four weeks if its start, %s, is not an earlier day',
    async (since) => {
      expect(mainText((await head.get(`/report/changes?since=${since}`)).text)).toContain('Since 27 October 2026')
    },
  )
})

test('the report’s page of times compares how long each stage took with the school’s targets', async () => {
  const text = mainText((await head.get('/report/times')).text)
  expect(text).toMatch(
    /From a concern to the early discussion.*Median\s?[\d.]+ school days? Target\s?15 school days In time\s?\d+ of \d+/,
  )
  expect(text).toMatch(/From the plan to the last of the staff having read it/)
})

test('after a new plan, the page of times links to the slowest and the longest waiting pupil', async () => {
  const ours = await aSchoolOf(['Mrs Cole', 'Mrs Cole'])
  const theirs = await ours.as('head')
  const toAPlan = async () => {
    const stage = parse((await theirs.get('/report/times')).text)
      .querySelectorAll('.app-leg')
      .find((one) => one.text.includes('to a plan'))
    return {
      words: stage?.querySelector('dl')?.text.replace(/\s+/g, ' ').trim() ?? '',
      links: stage?.querySelectorAll('dl a').map((link) => link.getAttribute('href')) ?? [],
    }
  }
  expect((await toAPlan()).words).toMatch(/Slowest ?– ?Still waiting ?2,/)
  await ours.inSchool((tx) => tx.plan.createMany({ data: [planOf(ours, 0, '2026-10-05', 'Mrs Cole')] }))
  const { words, links } = await toAPlan()
  expect(words).toMatch(/Slowest ?20 school days .*Still waiting ?1,/)
  expect(links).toEqual(ours.pupils.slice(0, 2).map(({ pupilId }) => `/pupils/${pupilId}`))
  expect((await theirs.get(links[0] ?? '')).status).toBe(200)
})

test('the compliance report downloads as an xlsx file, also with a filter', async () => {
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
