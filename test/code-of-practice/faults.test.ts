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

describe('one fault', () => {
  test.each([
    ['no object', [], ''],
    ['null', null, ''],
    ['text', 'x', ''],
    ['nothing in it', {}, 'asOf'],
    ['an unknown field', { ...record(), colour: 'red' }, 'colour'],
    ['an unknown field of the school', record({ school: Object.assign(school(), { head: 'Ms A' }) }), 'school.head'],
    ['no school', { asOf: '2025-10-01', pupils: [] }, 'school'],
    ['no pupils', { asOf: '2025-10-01', school: school() }, 'pupils'],
    ['pupils as an object', { ...record(), pupils: {} }, 'pupils'],
    ['a day that does not exist', record({ asOf: '2025-02-29' }), 'asOf'],
    ['a day with a time', record({ asOf: '2025-02-28T00:00' }), 'asOf'],
    ['a day before 1900', record({ pupils: [pupil({ dateOfBirth: '1899-12-31' })] }), 'pupils.0.dateOfBirth'],
    [
      'a null that may not be',
      { ...record(), school: { ...school(), teachingReviews: null } },
      'school.teachingReviews',
    ],
    ['a target too large', record({ school: school({ targets: { plan: 401 } }) }), 'school.targets.plan'],
    ['a target below 0', record({ school: school({ targets: { plan: -1 } }) }), 'school.targets.plan'],
    ['half a target', record({ school: school({ targets: { plan: 1.5 } }) }), 'school.targets.plan'],
    ['a target as text', { ...record(), school: { ...school(), targets: { plan: '5' } } }, 'school.targets.plan'],
    ['a closure', record({ school: school({ closures: ['2025-10-01', 'x'] }) }), 'school.closures.1'],
    [
      'a term that ends before it starts',
      record({ school: school({ terms: [{ from: '2025-09-03', to: '2025-09-02' }] }) }),
      'school.terms.0.to',
    ],
    [
      'a term that starts on the last day of the one before',
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
      'an unknown word',
      { ...record(), pupils: [{ ...pupil(), meetings: [{ ...meeting(), kind: 'chat' }] }] },
      'pupils.0.meetings.0.kind',
    ],
    [
      'an outcome that is no text',
      { ...record(), pupils: [{ ...pupil(), meetings: [{ ...meeting(), outcomes: ['', 1] }] }] },
      'pupils.0.meetings.0.outcomes.1',
    ],
    [
      'inside a plan’s assessment',
      record({ pupils: [pupil({ plans: [plan({ assessment: assessment({ reviewedOn: '2025-06-31' }) })] })] }),
      'pupils.0.plans.0.assessment.reviewedOn',
    ],
    [
      'yes for true',
      { ...record(), pupils: [{ ...pupil(), decisions: [{ ...decision(), higherNeed: 'yes' }] }] },
      'pupils.0.decisions.0.higherNeed',
    ],
    [
      'the second of two equal ids',
      record({ pupils: [pupil({ notices: [notice(), notice({ id: 'n2' }), notice()] })] }),
      'pupils.0.notices.2.id',
    ],
    ['a field named like a part of every object', JSON.parse('{"toString": 1}'), 'toString'],
    ['a field named __proto__', { ...record(), pupils: [JSON.parse('{"__proto__": {}}')] }, 'pupils.0.__proto__'],
  ])('%s', (_about, value, path) => expect(pathOf(value)).toBe(path))
})

describe('of several faults the first', () => {
  const badConcern = { ...concern(), raisedOn: 'soon', seriousness: 'high' }

  test.each([
    [
      'an unknown field before a field of the same object',
      { ...record(), pupils: [{ ...pupil(), concerns: [badConcern] }] },
      'pupils.0.concerns.0.seriousness',
    ],
    [
      'an unknown field before all that is inside',
      { ...record(), pupils: [{ ...pupil(), concerns: [badConcern], extra: 1 }] },
      'pupils.0.extra',
    ],
    [
      'an earlier field before a later object’s unknown field',
      { ...record(), asOf: 'x', school: { ...school(), extra: 1 } },
      'asOf',
    ],
    ['the contract’s order, not the document’s', { pupils: 1, school: 1, asOf: 1 }, 'asOf'],
    [
      'what is inside an earlier field before a later field',
      { ...record(), school: { ...school(), coreOffer: {} }, pupils: 1 },
      'school.coreOffer.publishedOn',
    ],
    [
      'the first entry before the second',
      { ...record(), pupils: [{ ...pupil(), concerns: [{ ...concern(), id: 1 }, badConcern] }] },
      'pupils.0.concerns.0.id',
    ],
    [
      'an entry’s fault before equal ids of its list',
      record({ pupils: [pupil({ concerns: [concern(), concern(), concern({ id: 'c3', raisedOn: 'x' })] })] }),
      'pupils.0.concerns.2.raisedOn',
    ],
    [
      'equal ids of a list before a later list',
      record({ pupils: [pupil({ concerns: [concern(), concern()], meetings: [meeting({ heldOn: 'x' })] })] }),
      'pupils.0.concerns.1.id',
    ],
    [
      'a later pupil’s equal ids before terms against each other',
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
      'a term’s own fault before what comes after it',
      record({ school: school({ terms: [{ from: '2025-09-03', to: '2025-09-02' }], closures: ['x'] }) }),
      'school.terms.0.to',
    ],
    [
      'the earliest of the terms against each other',
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
      'the first pair of equal ids',
      record({ pupils: [pupil({ plans: ['a', 'b', 'b', 'a'].map((id) => plan({ id })) })] }),
      'pupils.0.plans.2.id',
    ],
  ])('%s', (_about, value, path) => expect(pathOf(value)).toBe(path))
})

describe('what is allowed', () => {
  test.each([
    ['no pupils', record()],
    ['two pupils with one UPN', record({ pupils: [pupil(), pupil()] })],
    ['blank texts and ids', record({ pupils: [pupil({ upn: '', notices: [notice({ id: '', method: '' })] })] })],
    ['a briefing of nobody', record({ pupils: [pupil({ briefings: [{ planId: 'x', staffId: 'y' }] })] })],
    ['closures at weekends and twice', record({ school: school({ closures: ['2025-10-04', '2025-10-04'] }) })],
    ['a term of a day', record({ school: school({ terms: [{ from: '2025-09-03', to: '2025-09-03' }] }) })],
    [
      'nulls for what may be absent',
      record({ school: school({ targets: null, terms: null, closures: null, coreOffer: null }) }),
    ],
    [
      'one id in two lists',
      record({ pupils: [pupil({ notices: [notice({ id: 'x' })], plans: [plan({ id: 'x' })] })] }),
    ],
  ])('%s', (_about, value) => expect(parseRecord(value)).toEqual({ kept: true, record: value }))
})

describe('the words for a fault', () => {
  test.each([
    ['missing', {}, 'is missing'],
    ['unknown', { ...record(), extra: 1 }, 'is not a field of the record'],
    ['mistyped', { ...record(), pupils: 'x' }, 'must be a list, not text'],
    ['null', { ...record(), school: null }, 'must be an object, not null'],
    [
      'word',
      { ...record(), pupils: [{ ...pupil(), notices: [{ ...notice(), addressee: 'all' }] }] },
      'must be one of "parent", "youngPerson"',
    ],
    ['number', record({ school: school({ targets: { plan: 401 } }) }), 'must not be more than 400'],
    ['fraction', record({ school: school({ targets: { plan: 1.5 } }) }), 'must be a whole number, not a number'],
    ['day', record({ asOf: '2025-02-29' }), 'is not a day of the calendar from 1900 to 2199, written YYYY-MM-DD'],
  ])('%s', (_about, value, problem) => expect(faultOf(value)?.problem).toBe(problem))
})

/** The paths of everything in a value, itself included. */
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
  test('that keeps the contract has no first fault', () => {
    fc.assert(
      fc.property(records, (kept) => {
        expect(firstFault(schoolRecordSchema, kept)).toBeNull()
      }),
    )
  })

  test('with one place spoilt is refused with the path of that place', () => {
    const spoilt = records.chain((kept) => fc.tuple(fc.constant(kept), fc.constantFrom(...placesIn(kept))))
    fc.assert(
      fc.property(spoilt, ([kept, place]) => {
        // No field of the record may be half a number.
        expect(pathOf(replaced(kept, place, 0.5))).toBe(place.join('.'))
      }),
    )
  })

  test('of any shape is kept or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), records, fc.nat(), (value, kept, nth) => {
        const places = placesIn(kept)
        const broken = replaced(kept, places[nth % places.length] ?? [], value)
        expect(parseRecord(broken).kept).toBe(firstFault(schoolRecordSchema, broken) === null)
      }),
    )
  })
})
