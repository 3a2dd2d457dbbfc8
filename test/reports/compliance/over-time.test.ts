import { parse } from 'node-html-parser'
import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../../prisma/demo/build-demo-school.ts'
import { writeDemoSchool } from '../../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../../src/access/password.ts'
import { pupilRules } from '../../../src/code-of-practice/catalogue.ts'
import { evaluate } from '../../../src/code-of-practice/evaluate.ts'
import { loadRecord } from '../../../src/findings/load.ts'
import { monthEnds } from '../../../src/findings/over-time.ts'
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

/** A school of pupils on SEN Support since September: one for each SENCO who decided so. */
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
/** What the rules say of the school's record on a day; the demo school stays as it is. */
async function foundOn(day: string) {
  const before = found.get(day)
  if (before) return before
  const findings = evaluate(await inSchool(db, entry, (tx) => loadRecord(tx, schoolId, day), { readOnly: true }))
  found.set(day, findings)
  return findings
}

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
      const findings = await foundOn(on)
      for (const { id, title } of pupilRules) {
        const due = findings.filter(({ rule, status }) => rule === id && status !== 'upcoming')
        const met = due.filter(({ status }) => status === 'met').length
        expect(shown.get(title)?.[place], `${title} on ${on}`).toBe(due.length === 0 ? '–' : `${met}/${due.length}`)
      }
    }
  })

  test('narrowed to some pupils count what the rules give for those of them who are on the register today', async () => {
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

  test('stand in two sentences and small lines on the report itself', async () => {
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

describe('the report narrowed by SENCO', () => {
  const pupilsOf = async (query: string) => {
    const listed = parse((await head.get(`/report/6.39-early-discussion?${query}`)).text)
    return new Set(listed.querySelectorAll('main tbody th').map((cell) => cell.text.trim()))
  }

  test('offers no choice where every paper names the same one', async () => {
    const ours = await aSchoolOf(['Mrs Cole', 'Mrs Cole', null])
    const { text } = await (await ours.as('head')).get('/report')
    expect(parse(text).querySelector('select[name="senco"]')).toBeNull()
  })

  test('goes by the latest decision or plan of the day, on the page, its lists and its files', async () => {
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

    // From October on another SENCO has the first: as of September she is still hers.
    await ours.inSchool((tx) => tx.plan.createMany({ data: [planOf(ours, 0, '2026-10-05', 'Mr Oyelaran')] }))
    expect(await csvOf('?senco=Mr+Oyelaran')).toContain('Pupil0')
    expect(await csvOf('?senco=Mrs+Cole')).not.toContain('Pupil0')
    expect(await csvOf('?senco=Mrs+Cole&asOf=2026-09-30')).toContain('Pupil0')
    expect(mainText((await theirs.get('/report/changes?senco=Mr+Oyelaran&since=2026-09-30')).text)).not.toContain(
      'Not on the register → SEN Support',
    )
  })

  test('nobody is behind a figure of a SENCO whom no paper names', async () => {
    expect(await pupilsOf('senco=Nobody+At+All')).toEqual(new Set())
    expect((await pupilsOf('')).size).toBeGreaterThan(5)
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
    'since %s, no earlier day, is told for four weeks',
    async (since) => {
      expect(mainText((await head.get(`/report/changes?since=${since}`)).text)).toContain('Since 27 October 2026')
    },
  )
})

test('how long it takes is shown against the school’s targets', async () => {
  const text = mainText((await head.get('/report/times')).text)
  expect(text).toMatch(
    /From a concern to the early discussion.*Median\s?[\d.]+ school days? Target\s?15 school days In time\s?\d+ of \d+/,
  )
  expect(text).toMatch(/From the plan to the last of the staff having read it/)
})

test('how long it takes is told anew once something is recorded, and who waits longest or was slowest is one click away', async () => {
  const ours = await aSchoolOf(['Mrs Cole', 'Mrs Cole'])
  const theirs = await ours.as('head')
  const toAPlan = async () => {
    const leg = parse((await theirs.get('/report/times')).text)
      .querySelectorAll('.app-leg')
      .find((one) => one.text.includes('to a plan'))
    return {
      words: leg?.querySelector('dl')?.text.replace(/\s+/g, ' ').trim() ?? '',
      links: leg?.querySelectorAll('dl a').map((link) => link.getAttribute('href')) ?? [],
    }
  }
  expect((await toAPlan()).words).toMatch(/Slowest ?– ?Still waiting ?2,/)
  await ours.inSchool((tx) => tx.plan.createMany({ data: [planOf(ours, 0, '2026-10-05', 'Mrs Cole')] }))
  const { words, links } = await toAPlan()
  expect(words).toMatch(/Slowest ?20 school days .*Still waiting ?1,/)
  expect(links).toEqual(ours.pupils.slice(0, 2).map(({ pupilId }) => `/pupils/${pupilId}`))
  expect((await theirs.get(links[0] ?? '')).status).toBe(200)
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
