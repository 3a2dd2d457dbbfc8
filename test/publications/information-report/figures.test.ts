import { describe, expect, test } from 'vitest'
import {
  pupilsBehind,
  pupilsInWords,
  saidOften,
  shareInWords,
  supportInWords,
  timesInWords,
} from '../../../src/publications/information-report/figures.ts'

/** This many acts for each of this many pupils. */
const acts = (pupils: number, each = 1, from = 0) =>
  Array.from({ length: pupils * each }, (_, index) => ({ pupilId: String(from + (index % pupils)) }))

describe('small numbers of pupils are not published', () => {
  test.each([0, 1, 4])('the SEN information report writes “fewer than five pupils” for the number %s', (count) => {
    expect(pupilsInWords(count)).toBe('fewer than five pupils')
  })

  test('the SEN information report writes the number 5 as it is', () => {
    expect([pupilsInWords(5), pupilsBehind(acts(5, 3))]).toEqual(['5 pupils', '5 pupils'])
  })

  test('a number of reviews is published only if they concern at least five pupils', () => {
    expect([timesInWords(acts(4, 20), 'reviews'), timesInWords(acts(5, 2), 'reviews')]).toEqual([null, '10 reviews'])
    expect(pupilsBehind(acts(4, 20))).toBeNull()
  })
})

describe('shares of pupils are published only if they reveal nobody', () => {
  test.each([
    ['five pupils on each side', acts(15), acts(5, 1, 15), '75%'],
    ['nobody on the other side', acts(5), [], 'all'],
    ['few pupils on the other side, of many', acts(40), acts(4, 1, 40), 'nearly all'],
    ['few pupils on the other side who are a large part of all', acts(12), acts(4, 1, 12), null],
    ['four pupils on the one side', acts(4, 5), acts(20, 1, 4), null],
    ['nobody on either side', [], [], null],
    ['almost everybody on one side', acts(1000), acts(5, 1, 1000), '99%'],
  ])('shareInWords reveals no small number for %s', (_name, yes, no, words) => {
    expect(shareInWords(yes, no)).toBe(words)
  })

  test('a published percentage never reveals a number of pupils below five', () => {
    for (let yes = 0; yes <= 30; yes++) {
      for (let no = 0; no <= 30; no++) {
        const words = shareInWords(acts(yes), acts(no, 1, 100))
        if (words === null || words === 'all' || words === 'nearly all') continue
        expect([yes >= 5, no >= 5]).toEqual([true, true])
      }
    }
  })
})

test('a kind of support is listed once at least five pupils have it, ignoring case', () => {
  const said = (what: string, pupils: number) => acts(pupils).map((one) => ({ ...one, what }))
  expect(saidOften([...said('Talk group', 3), ...said(' talk group', 5), ...said('Reading with Amir', 4)])).toEqual([
    'Talk group',
  ])
})

test('one to four pupils on SEN Support cannot be worked out from the two reports together', () => {
  for (const supported of [1, 2, 3, 4]) {
    for (let planned = 0; planned < 12; planned++) {
      const together = supported + planned
      const told = together < 5 ? 'fewer than five' : String(together)
      expect(supportInWords(supported, planned).match(/^(.*?) pupils? had SEN Support or an/)?.[1]).toBe(told)
    }
  }
  expect(supportInWords(0, 12)).toMatch(/^fewer than five pupils had SEN Support, and 12 pupils an/)
  expect(supportInWords(12, 3)).toMatch(/^12 pupils had SEN Support, and fewer than five pupils an/)
})
