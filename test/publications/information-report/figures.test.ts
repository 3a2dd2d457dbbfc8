import { describe, expect, test } from 'vitest'
import {
  pupilsBehind,
  pupilsInWords,
  saidOften,
  shareInWords,
  supportInWords,
  timesInWords,
} from '../../../src/publications/information-report/figures.ts'

/** So many things done for each of so many pupils. */
const acts = (pupils: number, each = 1, from = 0) =>
  Array.from({ length: pupils * each }, (_, index) => ({ pupilId: String(from + (index % pupils)) }))

describe('a number', () => {
  test.each([0, 1, 4])('of %s pupils is fewer than five', (count) => {
    expect(pupilsInWords(count)).toBe('fewer than five pupils')
  })

  test('of five pupils is told', () => {
    expect([pupilsInWords(5), pupilsBehind(acts(5, 3))]).toEqual(['5 pupils', '5 pupils'])
  })

  test('of things done is told only where five pupils stand behind them, however many things', () => {
    expect([timesInWords(acts(4, 20), 'reviews'), timesInWords(acts(5, 2), 'reviews')]).toEqual([null, '10 reviews'])
    expect(pupilsBehind(acts(4, 20))).toBeNull()
  })
})

describe('a share', () => {
  test.each([
    ['five pupils on each side', acts(15), acts(5, 1, 15), '75%'],
    ['nobody on the other side', acts(5), [], 'all'],
    ['few on the other side, of many', acts(40), acts(4, 1, 40), 'nearly all'],
    ['few on the other side, who are much of the whole', acts(12), acts(4, 1, 12), null],
    ['four pupils on the one side', acts(4, 5), acts(20, 1, 4), null],
    ['nobody at all', [], [], null],
    ['next to everything', acts(1000), acts(5, 1, 1000), '99%'],
  ])('with %s', (_name, yes, no, words) => {
    expect(shareInWords(yes, no)).toBe(words)
  })

  test('never says how many of fewer than five pupils there are, whatever the numbers', () => {
    for (let yes = 0; yes <= 30; yes++) {
      for (let no = 0; no <= 30; no++) {
        const words = shareInWords(acts(yes), acts(no, 1, 100))
        if (words === null || words === 'all' || words === 'nearly all') continue
        expect([yes >= 5, no >= 5]).toEqual([true, true])
      }
    }
  })
})

test('a text is told once five pupils have it, in whatever capitals', () => {
  const said = (what: string, pupils: number) => acts(pupils).map((one) => ({ ...one, what }))
  expect(saidOften([...said('Talk group', 3), ...said(' talk group', 5), ...said('Reading with Amir', 4)])).toEqual([
    'Talk group',
  ])
})

test('few pupils on SEN Support cannot be worked out beside the report for governors, which tells them with plans', () => {
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
