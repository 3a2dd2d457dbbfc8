import { describe, expect, test } from 'vitest'
import { shortNames } from '../../../src/lists/teaching/class-sheet.ts'
import { isSensitive } from '../../../src/lists/teaching/sensitive.ts'
import { firstFew, shorten } from '../../../src/lists/teaching/shorten.ts'
import { weekdayNumber, weekdaysInWords } from '../../../src/ui/formats/weekdays.ts'

describe('weekdays', () => {
  test.each([
    [[], ''],
    [[3], 'Wednesdays'],
    [[4, 1], 'Mondays and Thursdays'],
    [[1, 3, 5], 'Mondays, Wednesdays and Fridays'],
    [[2, 3, 4], 'Tuesdays to Thursdays'],
    [[1, 2, 3, 4, 5], 'Mondays to Fridays'],
    [[6], 'Saturdays'],
  ])('weekdaysInWords writes %j as “%s”', (numbers, words) => {
    expect(weekdaysInWords(numbers)).toBe(words)
  })

  test('weekdayNumber counts from Monday', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-29'].map(weekdayNumber)).toEqual([1, 2, 7])
  })
})

describe('shortened texts', () => {
  test.each([
    ['Show it', 20, 'Show it'],
    ['Show it, then say it', 10, 'Show it…'],
    ['Show it, then say it', 19, 'Show it, then say…'],
    ['Donaudampfschifffahrt', 10, 'Donaudamp…'],
  ])('“%s” is shortened to at most %i characters, as “%s”', (text, most, cut) => {
    expect(shorten(text, most)).toBe(cut)
    expect(cut.length).toBeLessThanOrEqual(most)
  })

  test('a list that is shortened ends with the number of items left out', () => {
    expect(firstFew(['a', 'b', 'c'], { count: 2, most: 10 })).toEqual(['a', 'b', 'and 1 more'])
    expect(firstFew(['a', 'b'], { count: 2, most: 10 })).toEqual(['a', 'b'])
  })
})

describe('isSensitive', () => {
  test.each([
    'He is autistic: warn him of changes',
    'Short tasks, because of her ADHD',
    'A pass, as for all with SEMH',
    'Glasses for his visual impairment',
    'Ask the social worker first',
    'Down’s syndrome: give her time',
  ])('isSensitive finds a condition or circumstance in “%s”', (text) => {
    expect(isSensitive(text)).toBe(true)
  })

  test.each([
    'Add pictures to words',
    'Say hi at the door',
    'Let him feed Biscuit after lunch',
    'When anxious, a walk to the office',
    'Put it in good order',
    'Sit down straight away',
  ])('isSensitive finds nothing in “%s”', (text) => {
    expect(isSensitive(text)).toBe(false)
  })
})

describe('shortNames', () => {
  const pupil = (legalForename: string, legalSurname: string, preferredForename: string | null = null) => ({
    legalForename,
    legalSurname,
    preferredForename,
    preferredSurname: null,
  })

  test('shortNames gives forename and initial, and the full name where two would be the same', () => {
    const class4B = [
      pupil('Amir', 'Khan'),
      pupil('Zoë', 'Östberg'),
      pupil('Benjamin', 'Lowe', 'Ben'),
      pupil('Ben', 'Lane'),
    ]
    expect(shortNames(class4B)).toEqual(['Amir K', 'Zoë Ö', 'Ben Lowe', 'Ben Lane'])
  })
})
