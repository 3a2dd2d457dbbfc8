import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSchoolDay, schoolCalendar } from '../../../src/days/calendar.ts'
import { type Appointment, clashOf } from '../../../src/pupil-record/planned-reviews/appointments.ts'
import { familiesOf } from '../../../src/pupil-record/planned-reviews/families.ts'
import { proposeReviews, type ToPropose, type Windows } from '../../../src/pupil-record/planned-reviews/propose.ts'
import { minutesOf, readTime, timeOf } from '../../../src/pupil-record/planned-reviews/times.ts'
import { weekday } from '../../../src/ui/formats/words.ts'

const calendar = schoolCalendar({
  terms: [
    { from: '2026-09-03', to: '2026-12-18' },
    { from: '2027-01-05', to: '2027-03-25' },
  ],
  closures: ['2026-12-03'],
})

const windows: Windows = {
  from: '2026-12-01',
  weekdays: ['Tuesday', 'Thursday'],
  startsAt: 540,
  endsAt: 600,
  minutes: 30,
  calendar,
}

const review = (pupilId: string, more: Partial<ToPropose> = {}): ToPropose => ({
  pupilId,
  dueOn: '2026-12-18',
  staffIds: ['senco'],
  family: pupilId,
  ...more,
})

const proposed = (toPlan: readonly ToPropose[], taken: readonly Appointment[] = [], changed: Partial<Windows> = {}) =>
  proposeReviews(toPlan, { ...windows, ...changed }, taken).map(
    (one) => one && `${one.pupilId} ${one.on} ${timeOf(one.at)}`,
  )

describe('proposing times for reviews', () => {
  test('reviews are proposed in the order of their due days, and never on closed days', () => {
    const toPlan = [review('a'), review('b'), review('c', { dueOn: '2026-11-30' })]
    expect(proposed(toPlan)).toEqual(['a 2026-12-01 09:30', 'b 2026-12-08 09:00', 'c 2026-12-01 09:00'])
  })

  test('reviews that do not fit into this term are proposed in the next term, not in the holidays', () => {
    const toPlan = Array.from({ length: 11 }, (_, place) => review(`p${place}`))
    expect(proposed(toPlan).at(-1)).toBe('p10 2027-01-05 09:00')
  })

  test('the reviews of siblings are proposed one after the other on one day', () => {
    const toPlan = [review('a', { dueOn: '2026-12-01' }), review('b', { family: 'f' }), review('c', { family: 'f' })]
    expect(proposed(toPlan)).toEqual(['a 2026-12-01 09:00', 'b 2026-12-08 09:00', 'c 2026-12-08 09:30'])
  })

  test('the reviews of siblings are proposed on several days where no day is long enough', () => {
    const toPlan = ['a', 'b', 'c'].map((pupilId) => review(pupilId, { family: 'f' }))
    expect(proposed(toPlan)).toEqual(['a 2026-12-01 09:00', 'b 2026-12-01 09:30', 'c 2026-12-08 09:00'])
  })

  test('a review is proposed directly after the one that is already planned for the same family', () => {
    const taken = [{ on: '2026-12-10', at: 540, minutes: 30, staffIds: ['senco'], family: 'f' }]
    expect(proposed([review('b', { family: 'f' })], taken)).toEqual(['b 2026-12-10 09:30'])
  })

  test('a review is not proposed for a time when one of its staff has another review', () => {
    const taken = [{ on: '2026-12-01', at: 550, minutes: 30, staffIds: ['ali'], family: 'x' }]
    expect(proposed([review('a', { staffIds: ['senco', 'ali'] }), review('b')], taken)).toEqual([
      'a 2026-12-08 09:00',
      'b 2026-12-01 09:00',
    ])
  })

  test('no review time is proposed where the hours are too short or no weekday is chosen', () => {
    expect(proposed([review('a')], [], { minutes: 90 })).toEqual([null])
    expect(proposed([review('a')], [], { weekdays: [] })).toEqual([null])
  })

  const ids = fc.array(fc.constantFrom('senco', 'ali', 'roe', 'lee'), { maxLength: 3 })
  const present = fc.record({ staffIds: ids, family: fc.constantFrom('f1', 'f2', 'f3', 'f4', 'f5') })
  const dueDays = fc.constantFrom('2026-11-20', '2026-12-01', '2026-12-15', '2027-01-20')
  const aTaken = fc
    .tuple(present, fc.constantFrom('2026-12-01', '2026-12-08', '2026-12-10'), fc.integer({ min: 500, max: 700 }))
    .map(([who, on, at]) => ({ ...who, on, at, minutes: 30 }))

  test('proposed review times never clash, and are on chosen school days within the hours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ who: present, dueOn: dueDays }), { maxLength: 25 }),
        fc.array(aTaken, { maxLength: 6 }),
        fc.subarray(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'], { minLength: 1 }),
        fc.constantFrom(15, 20, 30, 45),
        (some, taken, weekdays, minutes) => {
          const toPlan = some.map(({ who, dueOn }, place) => ({ pupilId: `p${place}`, dueOn, ...who }))
          const found = proposeReviews(toPlan, { ...windows, endsAt: 720, weekdays, minutes }, taken)
          expect(found).toHaveLength(toPlan.length)
          const all = found.flatMap((one) => (one ? [one] : []))
          expect(all).toHaveLength(toPlan.length)
          for (const [place, one] of all.entries()) {
            expect(isSchoolDay(calendar, one.on) && weekdays.includes(weekday(one.on)) && one.on >= '2026-12-01').toBe(
              true,
            )
            expect(one.at >= 540 && one.at + one.minutes <= 720).toBe(true)
            for (const other of [...all.slice(place + 1), ...taken]) expect(clashOf(one, other)).toBeNull()
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('which pupils belong to one family', () => {
  const contact = { name: 'Mrs Khan', email: null, phone: null, address: null }
  const families = (contacts: Parameters<typeof familiesOf>[1]) => {
    const familyOf = familiesOf(['a', 'b', 'c'], contacts)
    return ['a', 'b', 'c'].map(familyOf)
  }

  test.each([
    ['an e-mail address', { email: 'Khan@home.example' }, { email: 'khan@home.example ' }],
    ['a telephone number', { phone: '07700 900123' }, { phone: '07700900123' }],
    ['name and address', { address: '1 High St, Leeds' }, { address: '1 High St\nLeeds', name: 'mrs khan' }],
  ])('two pupils whose contacts share %s are one family', (_name, one, other) => {
    const [a, b, c] = families([
      { ...contact, ...one, pupilId: 'a' },
      { ...contact, ...other, pupilId: 'b' },
    ])
    expect(a).toBe(b)
    expect(c).not.toBe(a)
  })

  test('two pupils whose contacts share only a name or empty fields are not one family', () => {
    const [a, b] = families([
      { ...contact, email: '', phone: ' ', pupilId: 'a' },
      { ...contact, email: '', phone: ' ', pupilId: 'b' },
    ])
    expect(a).not.toBe(b)
  })

  test('pupils linked through another pupil’s contacts are one family', () => {
    const [a, b, c] = families([
      { ...contact, phone: '1234567', pupilId: 'a' },
      { ...contact, phone: '1234567', email: 'k@x.example', pupilId: 'b' },
      { ...contact, email: 'k@x.example', pupilId: 'c' },
    ])
    expect([a, b]).toEqual([c, c])
  })
})

test.each([
  ['9', '09:00'],
  ['9.30', '09:30'],
  ['0930', '09:30'],
  ['14:05', '14:05'],
  ['25:00', null],
  ['9:75', null],
  ['noon', null],
])('the typed time “%s” is parsed as %s', (typed, time) => {
  expect(readTime(typed)).toBe(time)
  if (time !== null) expect(timeOf(minutesOf(time))).toBe(time)
})
