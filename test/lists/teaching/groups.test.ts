import { describe, expect, test } from 'vitest'
import { schoolCalendar } from '../../../src/days/calendar.ts'
import { groupsOf, isTaughtOn, nextTaught } from '../../../src/lists/teaching/groups.ts'
import type { TaughtClass, TaughtPupil } from '../../../src/lists/teaching/queries.ts'

/** A calendar with a closure on Wednesday 25 November. */
const calendar = schoolCalendar({ terms: [{ from: '2026-09-02', to: '2026-12-18' }], closures: ['2026-11-25'] })

const named = (name: string, weekdays: number[]): TaughtClass => ({ id: name, name, weekdays, standIn: null })
const pupil = (id: string, classIds: string[], support: TaughtPupil['support'] = []): TaughtPupil => ({
  id,
  legalForename: id,
  legalSurname: 'Example',
  preferredForename: null,
  preferredSurname: null,
  yearGroup: '4',
  registrationGroup: null,
  classIds,
  support,
})
const reid = { coverId: 'cover', until: '2026-11-27', away: { name: 'Mr Reid', code: null } }

describe('when a group is taught', () => {
  test.each([
    ['a Tuesday and a group taught every day', [], '2026-11-24', true],
    ['a Tuesday and a group taught on Tuesdays', [2], '2026-11-24', true],
    ['a Tuesday and a group taught on Mondays and Thursdays', [1, 4], '2026-11-24', false],
    ['a closed Wednesday and a group taught every day', [], '2026-11-25', false],
    ['a closed Wednesday and a group taught on Wednesdays', [3], '2026-11-25', false],
    ['a Saturday and a group taught every day', [], '2026-11-28', false],
    ['a Saturday and a group taught on Saturdays', [6], '2026-11-28', true],
  ])('isTaughtOn decides for %s', (_what, weekdays, day, isTaught) => {
    expect(isTaughtOn({ weekdays }, day, calendar)).toBe(isTaught)
  })

  test('nextTaught skips closures, weekends and days after standing in ends, and returns null if no day is left', () => {
    const groups = groupsOf([named('4B', [3]), named('5A', [1, 4])], [], () => false)
    expect(nextTaught(groups, '2026-11-24', calendar)).toMatchObject({ day: '2026-11-26', groups: [{ name: '5A' }] })
    expect(nextTaught(groups, '2026-11-27', calendar)).toMatchObject({ day: '2026-11-30', groups: [{ name: '5A' }] })
    expect(nextTaught([], '2026-11-27', calendar)).toBeNull()
    const covered = groupsOf([{ ...named('6A', [1]), standIn: reid }], [], () => false)
    expect(nextTaught(covered, '2026-11-27', calendar)).toBeNull()
  })
})

describe('the groups of a member of staff', () => {
  const classes = [named('4B', []), named('Reading', [1])]
  const names = (pupils: readonly TaughtPupil[]) =>
    groupsOf(classes, pupils, ({ weekdays }) => weekdays.length === 0).map(
      ({ name, members }) => `${name}: ${members.map(({ id }) => id).join(' ')}`,
    )

  test('groupsOf gives a person’s classes first, then the pupils they support who are in none of today’s classes', () => {
    const pupils = [
      pupil('a', ['4B'], [null]),
      pupil('b', ['Reading'], [null]),
      pupil('c', [], [null]),
      pupil('d', ['4B']),
    ]
    expect(names(pupils)).toEqual(['4B: a d', 'Reading: b', 'Pupils I support: b c'])
  })

  test('groupsOf puts pupils supported as a stand-in into a group of their own, unless the person supports them anyway', () => {
    expect(names([pupil('a', [], [reid]), pupil('b', [], [reid, null])])).toEqual([
      '4B: ',
      'Reading: ',
      'Pupils I support: b',
      'Pupils whom Mr Reid supports: a',
    ])
  })
})
