import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareSchool } from '../../src/code-of-practice/as-of.ts'
import type { Finding } from '../../src/code-of-practice/catalogue.ts'
import { evaluate, evaluatePupil, evaluateSchool, explain } from '../../src/code-of-practice/evaluate.ts'
import { type PupilRecord, parseRecord, type SchoolRecord } from '../../src/code-of-practice/record.ts'
import type { Day } from '../../src/days/calendar.ts'
import { pupils, records } from './arbitrary.ts'
import { puttingRight } from './correct-record.ts'

const RUNS = { numRuns: 300 }

describe('any valid record', () => {
  test('the findings of any valid record have the contract’s format', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(parseRecord(record)).toEqual({ kept: true, record })
        for (const { status, dueOn, late } of evaluate(record)) {
          if (status === 'breached') expect(dueOn).toBeNull()
          if (status === 'upcoming') expect(dueOn !== null && record.asOf <= dueOn).toBe(true)
          if (status !== 'met') expect(late).toBe(false)
        }
      }),
      RUNS,
    )
  })

  test('judging a record pupil by pupil gives the same findings as evaluate', () => {
    fc.assert(
      fc.property(records, (record) => {
        const school = prepareSchool(record.school, record.asOf)
        const apart = [...evaluateSchool(school), ...record.pupils.flatMap((pupil) => evaluatePupil(pupil, school))]
        expect(apart).toEqual(evaluate(record))
      }),
      RUNS,
    )
  })

  test('evaluate does not change the record', () => {
    fc.assert(
      fc.property(records, (record) => {
        const before = structuredClone(record)
        evaluate(record)
        expect(record).toEqual(before)
      }),
      RUNS,
    )
  })

  test('explain gives reasons for every finding, and null for an unknown subject', () => {
    fc.assert(
      fc.property(records, (record) => {
        const school = prepareSchool(record.school, record.asOf)
        for (const { rule, subject } of evaluateSchool(school))
          expect(explain(rule, subject, null, school)).not.toBeNull()
        for (const pupil of record.pupils) {
          for (const { rule, subject, status } of evaluatePupil(pupil, school)) {
            const explained = explain(rule, subject, pupil, school)
            expect(explained).not.toBeNull()
            if (status !== 'met') continue
            const isAboutEnough = rule === '6.65-parent-meetings' || rule === 'ehc-request-ground'
            expect(isAboutEnough || explained?.facts.some((fact) => fact.counts)).toBe(true)
          }
          expect(explain('6.39-early-discussion', 'nobody', pupil, school)).toBeNull()
        }
      }),
      RUNS,
    )
  })
})

describe('facts dated after the day of the record', () => {
  /** Planned days and ends, which stay in the record although they are in the future. */
  const PLANS = new Set(['reviewOn', 'until', 'ehcPlanFrom', 'dateOfBirth'])
  const OWN_DAYS = [
    'raisedOn',
    'heldOn',
    'decidedOn',
    'sentOn',
    'agreedOn',
    'consideredOn',
    'from',
    'assessedOn',
    'on',
    'publishedOn',
  ]

  const isStillToCome = (value: unknown, asOf: Day): boolean => {
    if (typeof value !== 'object' || value === null) return false
    return Object.entries(value).some(([name, day]) => OWN_DAYS.includes(name) && typeof day === 'string' && day > asOf)
  }

  const onlyWhatWas = (value: unknown, asOf: Day): unknown => {
    if (Array.isArray(value)) {
      return value.filter((entry) => !isStillToCome(entry, asOf)).map((entry) => onlyWhatWas(entry, asOf))
    }
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value).map(([name, field]) => {
      if (PLANS.has(name) || name === 'asOf') return [name, field]
      const isLaterDay = name.endsWith('On') && typeof field === 'string' && field > asOf
      return [name, isLaterDay || isStillToCome(field, asOf) ? null : onlyWhatWas(field, asOf)]
    })
    return Object.fromEntries(fields)
  }

  const asItWas = ({ asOf, school, pupils: all }: SchoolRecord): SchoolRecord => {
    const { terms, closures, ...facts } = school
    const parsed = parseRecord({
      asOf,
      school: Object.assign({ terms, closures }, onlyWhatWas(facts, asOf)),
      pupils: onlyWhatWas(all, asOf),
    })
    if (!parsed.kept) throw new Error(parsed.fault.path)
    return parsed.record
  }

  test('facts dated after the day of the record do not change any finding', () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(evaluate(record)).toEqual(evaluate(asItWas(record)))
      }),
      { numRuns: 600 },
    )
  })
})

const RANK = { met: 0, upcoming: 1, missing: 2, breached: 3 } as const

const findingsOf = (pupil: PupilRecord, record: SchoolRecord): Finding[] =>
  evaluatePupil(pupil, prepareSchool(record.school, record.asOf))

describe('adding the fact that an open finding lacks', () => {
  const openFindings = fc.tuple(records, pupils).map(([record, pupil]) => {
    const onTheWay = { ...pupil, ehcPlanFrom: null }
    const open = findingsOf(onTheWay, record).filter(({ status }) => status === 'missing' || status === 'upcoming')
    return { record, pupil: onTheWay, open }
  })

  test('adding the fact that a finding lacks never makes it worse, and meets more than 90 % of such findings', () => {
    let putRight = 0
    let met = 0
    fc.assert(
      fc.property(openFindings, ({ record, pupil, open }) => {
        for (const finding of open) {
          const added = puttingRight(finding, pupil, record.asOf)
          const after = findingsOf(added, record).find(
            ({ rule, subject }) => rule === finding.rule && subject === finding.subject,
          )
          // A finding that is gone is not worse: a new decision or plan can replace the old subject.
          if (after === undefined) continue
          putRight++
          if (after.status === 'met') met++
          expect(RANK[after.status]).toBeLessThanOrEqual(RANK[finding.status])
        }
      }),
      { numRuns: 600 },
    )
    expect(met / putRight).toBeGreaterThan(0.9)
  })
})
