import { parse } from 'node-html-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../../prisma/demo/build-demo-school.ts'
import { writeDemoSchool } from '../../../prisma/demo/write-demo-school.ts'
import { hashPassword } from '../../../src/access/password.ts'
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

const figuresOf = (html: string): string[] =>
  parse(html)
    .querySelectorAll('.app-glance__figure')
    .map((figure) => figure.text.replace(/\s+/g, ' ').trim())

describe('the page At a glance', () => {
  test('a head teacher’s first page is At a glance, with the five figures that the rules give', async () => {
    expect((await head.get('/')).headers.location).toBe('/at-a-glance')
    const entry = { schoolId, actorId: null, requestId: 'test' }
    const record = await inSchool(db, entry, (tx) => loadRecord(tx, schoolId, testToday), { readOnly: true })
    const due = evaluate(record).filter(({ pupil, status }) => pupil !== null && status !== 'upcoming')
    const met = (rule: string) => {
      const ofRule = due.filter((finding) => finding.rule === rule)
      return `${ofRule.filter(({ status }) => status === 'met').length} of ${ofRule.length}`
    }
    const law = due.filter(
      ({ rule, status }) => ['6.43-parents-informed', 'ehc-request-ground'].includes(rule) && status !== 'met',
    )
    const share = Math.round((due.filter(({ status }) => status === 'met').length / due.length) * 100)
    const figures = figuresOf((await head.get('/at-a-glance')).text)
    expect(figures).toHaveLength(5)
    expect(figures[1]).toMatch(new RegExp(`^${law.length} missing that the law requires`))
    expect(figures[2]).toMatch(new RegExp(`^${share}% done of all steps`))
    expect(figures[3]).toContain(met('6.44-review-held'))
    expect(figures[4]).toContain(met('6.49-staff-aware'))
  })

  test('At a glance lists the three pupils whose open steps are late the longest, longest first', async () => {
    const waiting = parse((await head.get('/at-a-glance')).text)
      .querySelectorAll('.app-glance__waiting li')
      .map((one) => Number(/(\d+) school days? late/.exec(one.text)?.[1]))
    expect(waiting).toHaveLength(3)
    expect(waiting).toEqual(waiting.toSorted((one, other) => other - one))
  })

  test('At a glance counts this month’s activities by the day on which they happened', async () => {
    const counted = rows.meeting.filter(({ heldOn, withdrawnAt }) => {
      const day = heldOn instanceof Date ? heldOn.toISOString().slice(0, 10) : String(heldOn)
      return !withdrawnAt && day >= '2026-11-01' && day <= testToday
    }).length
    expect(mainText((await head.get('/at-a-glance')).text)).toMatch(
      new RegExp(`Meetings with parents and pupils\\s*${counted}\\b`),
    )
  })

  test('At a glance of a school without pupils says that nobody is waiting', async () => {
    const answer = await (await (await school()).as('head')).get('/at-a-glance')
    expect(answer.status).toBe(200)
    expect(mainText(answer.text)).toContain('Nobody waits')
  })
})
