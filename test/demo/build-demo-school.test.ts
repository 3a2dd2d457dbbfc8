import { readFileSync } from 'node:fs'
import { validate, version } from 'uuid'
import { describe, expect, test } from 'vitest'
import { buildDemoSchool } from '../../prisma/demo/build-demo-school.ts'
import { demoDays } from '../../prisma/demo/days.ts'
import { signIns } from '../../prisma/demo/people.ts'
import type { DemoRows } from '../../prisma/demo/rows.ts'
import { isSchoolDay, schoolCalendar } from '../../src/days/calendar.ts'
import { parseUpn } from '../../src/imports/upn.ts'
import { toDay } from '../../src/platform/database/days.ts'
import { repeatedTexts } from './texts.ts'

/** In term, the first days of a school year, the summer, Christmas, half-term, a leap day, a Sunday. */
const todays = [
  '2026-11-24',
  '2026-09-01',
  '2026-09-09',
  '2027-08-20',
  '2026-12-25',
  '2027-02-17',
  '2028-02-29',
  '2027-06-13',
]

const tables = (rows: DemoRows): [string, readonly { id: string }[]][] => Object.entries(rows)

const isoOf = (value: unknown): string => {
  if (!(value instanceof Date)) throw new TypeError(`${String(value)} is no date.`)
  return toDay(value)
}

/** Plans, ends, cover and the school's calendar may be in the future. Every other date is of something done. */
const mayLieAhead = new Set([
  'reviewOn',
  'byOn',
  'nextLookOn',
  'answerBy',
  'term.from',
  'term.to',
  'closure.on',
  'cover.from',
  'classStaff.from',
])

const factsOf = (rows: DemoRows): { where: string; on: string }[] =>
  tables(rows).flatMap(([table, list]) =>
    list.flatMap((row) =>
      Object.entries<unknown>(row)
        .filter(([, value]) => value instanceof Date)
        .filter(([column]) => !mayLieAhead.has(column) && !mayLieAhead.has(`${table}.${column}`))
        .map(([column, value]) => ({ where: `${table}.${column}`, on: isoOf(value) })),
    ),
  )

/** Dates of birth and periods that follow the academic year are the only dates that may be outside school days. */
const isDoneInSchool = (where: string): boolean =>
  !/^(pupil\.(dateOfBirth|enteredOn)|staffMember\.startedOn|class(Member|Staff)\.)/.test(where)

describe.each(todays)('the demo school built on %s', (today) => {
  const rows = buildDemoSchool(today)

  test('the demo school has 240 pupils in nine classes, a reading group of some of them, and fourteen staff', () => {
    expect([rows.pupil.length, rows.class.length, rows.staffMember.length]).toEqual([240, 10, 14])
    const group = rows.class.find(({ name }) => name === '4B reading')?.id
    const now = rows.classMember.filter(({ until, classId }) => until === null && classId !== group)
    expect(now).toHaveLength(240)
    expect(new Set(now.map(({ classId }) => classId)).size).toBe(9)
  })

  test('building the demo school twice on one day gives the same rows', () => {
    expect(buildDemoSchool(today)).toEqual(rows)
  })

  test('every strategy chosen in the demo is on the school’s own list', () => {
    const offered = new Set(rows.coreOfferStrategy.map(({ strategy }) => strategy))
    const ticked = rows.concern.flatMap(({ strategies }) => (Array.isArray(strategies) ? strategies : []))
    expect(ticked.length).toBeGreaterThan(0)
    expect(ticked.filter((strategy) => !offered.has(strategy))).toEqual([])
  })

  // The id of a notice is derived from the id of its letter's delivery, as in the app.
  test('all ids in the demo are unique: UUIDs of version 7, and of version 8 for notices', () => {
    const ids = tables(rows).flatMap(([, list]) => list.map(({ id }) => id))
    const notices = new Set(rows.notice.map(({ id }) => id))
    expect(ids.filter((id) => !validate(id) || version(id) !== (notices.has(id) ? 8 : 7))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('all UPNs in the demo are unique with a valid check letter, and none is in a sample import file', () => {
    const samples = readFileSync(new URL('../imports/files/sims-pupils.csv', import.meta.url), 'utf8')
    const upns = rows.pupil.map(({ upn }) => upn)
    expect(upns.filter((upn) => !parseUpn(upn).ok)).toEqual([])
    expect(new Set(upns).size).toBe(240)
    expect(upns.filter((upn) => samples.includes(upn))).toEqual([])
  })

  test('the demo records nothing as done after today', () => {
    expect(factsOf(rows).filter(({ where, on }) => on > today && !/plannedReview\.on|until/.test(where))).toEqual([])
  })

  test('the demo records nothing as done outside school days', () => {
    const { terms, closures } = demoDays(today)
    const calendar = schoolCalendar({ terms, closures: closures.map(({ on }) => on) })
    const outside = factsOf(rows).filter(({ where, on }) => isDoneInSchool(where) && !isSchoolDay(calendar, on))
    expect(outside).toEqual([])
  })

  test('every foreign key points to a row of the demo', () => {
    const known = new Set(tables(rows).flatMap(([, list]) => list.map(({ id }) => id)))
    const pointers = tables(rows).flatMap(([table, list]) =>
      list.flatMap((row) =>
        Object.entries<unknown>(row)
          .filter(([column, value]) => column.endsWith('Id') && column !== 'misId' && typeof value === 'string')
          .map(([column, value]) => ({ where: `${table}.${column}`, id: String(value) })),
      ),
    )
    expect(pointers.filter(({ id }) => !known.has(id))).toEqual([])
  })

  test('the demo records nothing for pupils before they join, except what a family or nursery passed on', () => {
    const entered = new Map(rows.pupil.map((pupil) => [pupil.id, isoOf(pupil.enteredOn)]))
    const acts = [
      ...rows.concern
        .filter(({ raisedBy }) => raisedBy === 'staff' || raisedBy === 'pupil')
        .map(({ pupilId, raisedOn }) => ({ pupilId, on: isoOf(raisedOn) })),
      ...rows.meeting.map(({ pupilId, heldOn }) => ({ pupilId, on: isoOf(heldOn) })),
      ...rows.decision.map(({ pupilId, decidedOn }) => ({ pupilId, on: isoOf(decidedOn) })),
      ...rows.plan.map(({ pupilId, agreedOn }) => ({ pupilId, on: isoOf(agreedOn) })),
    ]
    expect(acts.filter(({ pupilId, on }) => on < (entered.get(pupilId) ?? '9999'))).toEqual([])
  })

  test('dates in the demo that belong together are in order', () => {
    const reviewed = new Map(rows.review.map(({ planId, heldOn }) => [planId, isoOf(heldOn)]))
    const wrong = rows.plan.filter(
      (plan) =>
        isoOf(plan.agreedOn) > (reviewed.get(plan.id) ?? '9999') ||
        (plan.startedOn instanceof Date && isoOf(plan.startedOn) < isoOf(plan.agreedOn)) ||
        (plan.reviewOn instanceof Date && isoOf(plan.reviewOn) <= isoOf(plan.agreedOn)),
    )
    expect(wrong).toEqual([])
    const before = rows.briefing.filter(
      ({ sharedOn, acknowledgedOn }) => acknowledgedOn instanceof Date && isoOf(acknowledgedOn) < isoOf(sharedOn),
    )
    expect(before).toEqual([])
    const contacted = rows.professional.filter(
      ({ contactedOn, adviceReceivedOn }) =>
        contactedOn instanceof Date && adviceReceivedOn instanceof Date && contactedOn > adviceReceivedOn,
    )
    expect(contacted).toEqual([])
  })

  test('some demo entries are mistakes: withdrawn after they were made, with a reason', () => {
    const withdrawn = [
      ...rows.concern.map(({ raisedOn, ...entry }) => ({ ...entry, on: isoOf(raisedOn) })),
      ...rows.meeting.map(({ heldOn, ...entry }) => ({ ...entry, on: isoOf(heldOn) })),
    ].filter(({ withdrawnBecause }) => withdrawnBecause)
    expect(withdrawn).toHaveLength(2)
    expect(
      withdrawn.filter(({ on, withdrawnAt }) => !(withdrawnAt instanceof Date) || isoOf(withdrawnAt) < on),
    ).toEqual([])
  })

  test('about forty demo pupils have a record of concern or support', () => {
    const onTheWay = new Set([...rows.concern, ...rows.decision].map(({ pupilId }) => pupilId))
    expect(onTheWay.size).toBeGreaterThanOrEqual(38)
    expect(onTheWay.size).toBeLessThanOrEqual(60)
  })
})

test('every text about a demo pupil is used for that pupil only', () => {
  expect(repeatedTexts(buildDemoSchool('2026-11-24'))).toEqual([])
})

test('the demo’s texts name no month or season, because it can be built on any day of a year', () => {
  const { letter: _, ...told } = buildDemoSchool('2026-11-24')
  const texts = [
    told.concern,
    told.meeting,
    told.decision,
    told.plan,
    told.assessment,
    told.provision,
    told.view,
    told.review,
  ]
    .flat()
    .flatMap((row) => Object.values(row).filter((value) => typeof value === 'string'))
  const dated =
    /\b(January|February|March|April|June|July|August|September|October|November|December|autumn|spring|summer|winter|Christmas|Easter)\b/
  expect(texts.filter((text) => dated.test(text))).toEqual([])
})

test('one person of each role can sign in to the demo school', () => {
  expect(signIns.map(({ role }) => role).sort()).toEqual([
    'administrator',
    'head',
    'senco',
    'teacher',
    'teachingAssistant',
  ])
})
