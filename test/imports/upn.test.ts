import { describe, expect, it } from 'vitest'
import { checkLetter, parseUpn } from '../../src/imports/upn.ts'

describe('checkLetter', () => {
  it.each([
    ['801200005001', 'B'],
    // A published worked example gives Q. It counts O as a letter, which UPNs do not use.
    ['207000016049', 'P'],
    ['000000000000', 'A'],
    ['000000000001', 'P'],
    // Temporary UPNs: the last letter's value is its index among the 23 letters (A 0, B 1, … Z 22).
    ['80120000500A', 'M'],
    ['80120000500B', 'B'],
    ['80120000500Z', 'Y'],
  ])('checkLetter of %s is %s', (digits, letter) => {
    expect(checkLetter(digits)).toBe(letter)
  })

  it.each(['', '80120000500', '8012000050011', '80120000500I', '80120000500b', 'A01200005001'])(
    'checkLetter of %j is null',
    (text) => {
      expect(checkLetter(text)).toBeNull()
    },
  )
})

describe('parseUpn', () => {
  it.each([
    ['B801200005001', 'B801200005001', false],
    ['P207000016049', 'P207000016049', false],
    [' b801 200 005 001 ', 'B801200005001', false],
    ['B80120000500B', 'B80120000500B', true],
  ])('parseUpn reads %j', (typed, upn, temporary) => {
    expect(parseUpn(typed)).toEqual({ ok: true, upn, temporary })
  })

  it.each([
    ['A801200005001', 'The check letter A does not belong to these digits'],
    ['Q207000016049', 'The check letter Q does not belong to these digits'],
    ['A80120000500B', 'The check letter A does not belong to these digits'],
    ['', 'There is no UPN.'],
    ['  ', 'There is no UPN.'],
    ['12345', 'This has 5 characters, not 13.'],
    ['I801200005001', 'The letters I, O and S are never used'],
    ['B80120000500S', 'The letters I, O and S are never used'],
    ['B8012000A5001', 'only the last digit may be a letter'],
    ['8.01E+11', 'A spreadsheet has turned this UPN into the number 8.01E+11'],
    ['8,01241E+11', 'A spreadsheet has turned this UPN'],
  ])('parseUpn refuses %j', (typed, why) => {
    expect(parseUpn(typed)).toEqual({ ok: false, message: expect.stringContaining(why) })
  })
})
