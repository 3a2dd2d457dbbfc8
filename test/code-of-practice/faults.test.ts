import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Fault, firstFault } from '../../src/code-of-practice/first-fault.ts'
import { parseRecord, schoolRecordSchema } from '../../src/code-of-practice/record.ts'
import { records } from './arbitrary.ts'
import { assessment, concern, decision, meeting, notice, plan, pupil, record, school } from './build.ts'

const faultOf = (value: unknown): Fault | null => {
  const parsed = parseRecord(value)
  return parsed.kept ? null : parsed.fault
}

const pathOf = (value: unknown): string | null => faultOf(value)?.path ?? null

describe('parseRecord reports the path of a fault', () => {
  test.each([
    ['a list instead of an object', [], ''],
    ['null', null, ''],
    ['a text instead of an object', 'x', ''],
    ['an empty object', {}, 'asOf'],
    ['an unknown field', { ...record(), colour: 'red' }, 'colour'],
    ['an unknown field of the school', record({ school: Object.assign(school(), { head: 'Ms A' }) }), 'school.head'],
    ['a missing school', { asOf: '2025-10-01', pupils: [] }, 'school'],
    ['missing pupils', { asOf: '2025-10-01', school: school() }, 'pupils'],
    ['pupils as an object', { ...record(), pupils: {} }, 'pupils'],
    ['a day that does not exist', record({ asOf: '2025-02-29' }), 'asOf'],
    ['a day with a time', record({ asOf: '2025-02-28T00:00' }), 'asOf'],
    ['a day before 1900', record({ pupils: [pupil({ dateOfBirth: '1899-12-31' })] }), 'pupils.0.dateOfBirth'],
    [
      'null for a required list',
      { ...record(), school: { ...school(), teachingReviews: null } },
      'school.teachingReviews',
    ],
    ['a target too large', record({ school: school({ targets: { plan: 401 } }) }), 'school.targets.plan'],
    ['a target below 0', record({ school: school({ targets: { plan: -1 } }) }), 'school.targets.plan'],
    [
      'a target that is not a whole number',
      record({ school: school({ targets: { plan: 1.5 } }) }),
      'school.targets.plan',
    ],
    ['a target as text', { ...record(), school: { ...school(), targets: { plan: '5' } } }, 'school.targets.plan'],
    ['an invalid closure', record({ school: school({ closures: ['2025-10-01', 'x'] }) }), 'school.closures.1'],
    [
      'a term that ends before it starts',
      record({ school: school({ terms: [{ from: '2025-09-03', to: '2025-09-02' }] }) }),
      'school.terms.0.to',
    ],
    [
      'a term that starts on the last day of the previous term',
      record({
        school: school({
          terms: [
            { from: '2025-09-03', to: '2025-10-24' },
            { from: '2025-10-24', to: '2025-12-19' },
          ],
        }),
      }),
      'school.terms.1.from',
    ],
    [
      'an unknown kind of meeting',
      { ...record(), pupils: [{ ...pupil(), meetings: [{ ...meeting(), kind: 'chat' }] }] },
      'pupils.0.meetings.0.kind',
    ],
    [
      'an outcome that is not a text',
      { ...record(), pupils: [{ ...pupil(), meetings: [{ ...meeting(), outcomes: ['', 1] }] }] },
      'pupils.0.meetings.0.outcomes.1',
    ],
    [
      'an impossible day inside a plan’s assessment',
      record({ pupils: [pupil({ plans: [plan({ assessment: assessment({ reviewedOn: '2025-06-31' }) })] })] }),
      'pupils.0.plans.0.assessment.reviewedOn',
    ],
    [
      '"yes" instead of true',
      { ...record(), pupils: [{ ...pupil(), decisions: [{ ...decision(), higherNeed: 'yes' }] }] },
      'pupils.0.decisions.0.higherNeed',
    ],
    [
      'the second of two equal ids',
      record({ pupils: [pupil({ notices: [notice(), notice({ id: 'n2' }), notice()] })] }),
      'pupils.0.notices.2.id',
    ],
    ['a field with the name of an Object.prototype method', JSON.parse('{"toString": 1}'), 'toString'],
    ['a field named __proto__', { ...record(), pupils: [JSON.parse('{"__proto__": {}}')] }, 'pupils.0.__proto__'],
  ])('parseRecord reports the path of %s', (_about, value, path) => expect(pathOf(value)).toBe(path))
})

describe('of several faults, parseRecord reports', () => {
  const badConcern = { ...concern(), raisedOn: 'soon', seriousness: 'high' }

  test.each([
    [
      'an unknown field before a field of the same object',
      { ...record(), pupils: [{ ...pupil(), concerns: [badConcern] }] },
      'pupils.0.concerns.0.seriousness',
    ],
    [
      'an unknown field before faults inside other fields',
      { ...record(), pupils: [{ ...pupil(), concerns: [badConcern], extra: 1 }] },
      'pupils.0.extra',
    ],
    [
      'an earlier field before a later object’s unknown field',
      { ...record(), asOf: 'x', school: { ...school(), extra: 1 } },
      'asOf',
    ],
    ['the first in the contract’s order, not the document’s', { pupils: 1, school: 1, asOf: 1 }, 'asOf'],
    [
      'a fault inside an earlier field before a later field',
      { ...record(), school: { ...school(), coreOffer: {} }, pupils: 1 },
      'school.coreOffer.publishedOn',
    ],
    [
      'the first entry of a list before the second',
      { ...record(), pupils: [{ ...pupil(), concerns: [{ ...concern(), id: 1 }, badConcern] }] },
      'pupils.0.concerns.0.id',
    ],
    [
      'a fault in an entry before duplicate ids in its list',
      record({ pupils: [pupil({ concerns: [concern(), concern(), concern({ id: 'c3', raisedOn: 'x' })] })] }),
      'pupils.0.concerns.2.raisedOn',
    ],
    [
      'duplicate ids in a list before a fault in a later list',
      record({ pupils: [pupil({ concerns: [concern(), concern()], meetings: [meeting({ heldOn: 'x' })] })] }),
      'pupils.0.concerns.1.id',
    ],
    [
      'duplicate ids of a later pupil before overlapping terms',
      record({
        school: school({
          terms: [
            { from: '2025-09-03', to: '2025-10-24' },
            { from: '2025-09-05', to: '2025-12-19' },
          ],
        }),
        pupils: [pupil(), pupil({ concerns: [concern(), concern()] })],
      }),
      'pupils.1.concerns.1.id',
    ],
    [
      'a fault in a term before a fault in a later field',
      record({ school: school({ terms: [{ from: '2025-09-03', to: '2025-09-02' }], closures: ['x'] }) }),
      'school.terms.0.to',
    ],
    [
      'the first of several overlapping terms',
      record({
        school: school({
          terms: [
            { from: '2025-09-03', to: '2025-09-05' },
            { from: '2025-09-05', to: '2025-09-06' },
            { from: '2025-09-01', to: '2025-09-06' },
          ],
        }),
      }),
      'school.terms.1.from',
    ],
    [
      'the first duplicate id of several',
      record({ pupils: [pupil({ plans: ['a', 'b', 'b', 'a'].map((id) => plan({ id })) })] }),
      'pupils.0.plans.2.id',
    ],
  ])('of several faults, parseRecord reports %s', (_about, value, path) => expect(pathOf(value)).toBe(path))
})

describe('parseRecord accepts', () => {
  test.each([
    ['no pupils', record()],
    ['two pupils with one UPN', record({ pupils: [pupil(), pupil()] })],
    ['blank texts and ids', record({ pupils: [pupil({ upn: '', notices: [notice({ id: '', method: '' })] })] })],
    [
      'a briefing of an unknown member of staff',
      record({ pupils: [pupil({ briefings: [{ planId: 'x', staffId: 'y' }] })] }),
    ],
    [
      'closures at weekends and duplicate closures',
      record({ school: school({ closures: ['2025-10-04', '2025-10-04'] }) }),
    ],
    ['a term of one day', record({ school: school({ terms: [{ from: '2025-09-03', to: '2025-09-03' }] }) })],
    [
      'null for optional fields',
      record({ school: school({ targets: null, terms: null, closures: null, coreOffer: null }) }),
    ],
    [
      'the same id in two lists',
      record({ pupils: [pupil({ notices: [notice({ id: 'x' })], plans: [plan({ id: 'x' })] })] }),
    ],
  ])('parseRecord accepts %s', (_about, value) => expect(parseRecord(value)).toEqual({ kept: true, record: value }))
})

describe('the message of a fault', () => {
  test.each([
    ['a missing field', {}, 'is missing'],
    ['an unknown field', { ...record(), extra: 1 }, 'is not a field of the record'],
    ['a wrong type', { ...record(), pupils: 'x' }, 'must be a list, not text'],
    ['a null', { ...record(), school: null }, 'must be an object, not null'],
    [
      'an unknown value',
      { ...record(), pupils: [{ ...pupil(), notices: [{ ...notice(), addressee: 'all' }] }] },
      'must be one of "parent", "youngPerson"',
    ],
    ['a number too large', record({ school: school({ targets: { plan: 401 } }) }), 'must not be more than 400'],
    ['a fraction', record({ school: school({ targets: { plan: 1.5 } }) }), 'must be a whole number, not a number'],
    [
      'an impossible day',
      record({ asOf: '2025-02-29' }),
      'is not a day of the calendar from 1900 to 2199, written YYYY-MM-DD',
    ],
  ])('parseRecord describes %s in words', (_about, value, problem) => expect(faultOf(value)?.problem).toBe(problem))
})

/** The paths of all parts of a value, including the value itself (the empty path). */
const placesIn = (value: unknown): (readonly (string | number)[])[] => {
  if (Array.isArray(value))
    return [[], ...value.flatMap((entry, index) => placesIn(entry).map((path) => [index, ...path]))]
  if (typeof value !== 'object' || value === null) return [[]]
  return [[], ...Object.entries(value).flatMap(([name, field]) => placesIn(field).map((path) => [name, ...path]))]
}

const replaced = (value: unknown, [first, ...rest]: readonly (string | number)[], by: unknown): unknown => {
  if (first === undefined) return by
  if (Array.isArray(value)) return value.map((entry, index) => (index === first ? replaced(entry, rest, by) : entry))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, name === first ? replaced(field, rest, by) : field]),
  )
}

describe('any record', () => {
  test('a valid record has no fault', () => {
    fc.assert(
      fc.property(records, (kept) => {
        expect(firstFault(schoolRecordSchema, kept)).toBeNull()
      }),
    )
  })

  test('a record with one invalid value is refused with the path of that value', () => {
    const spoilt = records.chain((kept) => fc.tuple(fc.constant(kept), fc.constantFrom(...placesIn(kept))))
    fc.assert(
      fc.property(spoilt, ([kept, place]) => {
        // No field of the record accepts 0.5.
        expect(pathOf(replaced(kept, place, 0.5))).toBe(place.join('.'))
      }),
    )
  })

  test('parseRecord accepts or refuses a record of any shape and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), records, fc.nat(), (value, kept, nth) => {
        const places = placesIn(kept)
        const broken = replaced(kept, places[nth % places.length] ?? [], value)
        expect(parseRecord(broken).kept).toBe(firstFault(schoolRecordSchema, broken) === null)
      }),
    )
  })
})
