import { expect, test } from 'vitest'
import { buildDemoSchool } from '../../prisma/demo/build-demo-school.ts'
import type { DemoRows } from '../../prisma/demo/rows.ts'
import { writeDemoSchool } from '../../prisma/demo/write-demo-school.ts'
import type { Finding } from '../../src/code-of-practice/catalogue.ts'
import { catalogue } from '../../src/code-of-practice/catalogue.ts'
import { evaluate } from '../../src/code-of-practice/evaluate.ts'
import { parseRecord, type SchoolRecord } from '../../src/code-of-practice/record.ts'
import type { Day } from '../../src/days/calendar.ts'
import { loadRecord } from '../../src/findings/load.ts'
import { inSchool } from '../../src/platform/database/in-school.ts'
import { testDatabase } from '../support/database.ts'

const { db } = await testDatabase()

type Outcome = Finding['status'] | 'late'

const doneByADay: Outcome[] = ['met', 'late', 'upcoming', 'missing']
const holdsOrNot: Outcome[] = ['met', 'missing']
const keptOrBreached: Outcome[] = ['met', 'breached']

/** The statuses that each rule about a pupil can have. */
const outcomes: Record<string, Outcome[]> = {
  '6.37-universal-strategies': holdsOrNot,
  '6.38-decision-evidence': holdsOrNot,
  '6.38-specialist-assessment': holdsOrNot,
  '6.39-early-discussion': doneByADay,
  '6.39-discussion-content': holdsOrNot,
  '6.39-note-to-parents': doneByADay,
  '6.39-iass': doneByADay,
  '6.40-decision': doneByADay,
  '6.40-explained-to-parents': doneByADay,
  '6.43-review-date-and-roles': holdsOrNot,
  '6.43-decision-recorded': doneByADay,
  '6.43-parents-informed': doneByADay,
  '6.44-cycle': ['met', 'upcoming', 'missing'],
  '6.44-review-held': doneByADay,
  '6.44-review-content': holdsOrNot,
  '6.45-assessment-evidence': holdsOrNot,
  '6.45-parent-concern-answered': doneByADay,
  '6.46-assessment-reviewed': holdsOrNot,
  '6.47-agreement-before-contact': keptOrBreached,
  '6.48-plan-agreed': doneByADay,
  '6.48-plan-content': holdsOrNot,
  '6.49-staff-aware': doneByADay,
  '6.49-recorded': doneByADay,
  '6.65-parent-meetings': ['met', 'upcoming', 'missing'],
  'ehc-request-ground': keptOrBreached,
}

/** Ids start with the same timestamp in every demo. */
const SHARED_BY_IDS = 9

/** A copy of the demo school with other ids and another URN, to stand beside it in one database. */
const asAnotherSchool = (rows: DemoRows, place: number): DemoRows => {
  const shared = rows.school[0]?.id.slice(0, SHARED_BY_IDS) ?? ''
  const urn = rows.school[0]?.urn ?? ''
  const written = JSON.stringify(rows)
    .replaceAll(`"${shared}`, `"0000000${place}-`)
    .replace(`"${urn}"`, `"10000${place}"`)
  return JSON.parse(written)
}

const recordOn = async (today: Day, place: number): Promise<SchoolRecord> => {
  const rows = asAnotherSchool(buildDemoSchool(today), place)
  const schoolId = rows.school[0]?.id ?? ''
  await writeDemoSchool(db, rows, 'a hash')
  return inSchool(db, { schoolId, actorId: null, requestId: 'test' }, (tx) => loadRecord(tx, schoolId, today))
}

const cameOutAs = (findings: readonly Finding[], rule: string): Outcome[] => {
  const found = findings.filter((finding) => finding.rule === rule)
  return [...new Set(found.map(({ status, late }) => (late ? 'late' : status)))]
}

/** In term, the first weeks of a school year, Christmas, the summer, a leap day. */
const todays: Day[] = ['2026-11-24', '2026-09-10', '2026-12-25', '2027-08-20', '2028-02-29']

test('the table of statuses expected in the demo lists every rule about a pupil', () => {
  const ofPupils = catalogue.filter(({ scope }) => scope === 'pupil').map(({ id }) => id)
  expect(Object.keys(outcomes)).toEqual(ofPupils)
})

test.each(todays.map((today, place) => ({ today, place })))(
  'the demo built on $today has every status of every rule for at least one pupil',
  async ({ today, place }) => {
    const record = await recordOn(today, place)
    expect(parseRecord(record).kept).toBe(true)
    const findings = evaluate(record)
    const ways = Object.keys(outcomes).map((rule) => [rule, cameOutAs(findings, rule).sort()])
    expect(Object.fromEntries(ways)).toEqual(
      Object.fromEntries(Object.entries(outcomes).map(([rule, expected]) => [rule, [...expected].sort()])),
    )
    const ofSchool = findings.filter(({ pupil }) => pupil === null)
    expect(ofSchool.map(({ status }) => status)).toEqual(['met', 'met', 'met'])
  },
)
