import { describe, expect, it } from 'vitest'
import {
  MAX_NAME_CHARACTERS,
  parseFullName,
  parseName,
  parseSex,
  parseYearGroup,
  parseYesOrNo,
} from '../../src/imports/pupil-values.ts'

describe('parseYearGroup', () => {
  it.each([
    ['Year 6', '6'],
    ['year 10', '10'],
    ['Yr 6', '6'],
    ['Y6', '6'],
    ['NC Year 06', '6'],
    ['Year  1', '1'],
    ['06', '6'],
    ['14', '14'],
    ['Reception', 'R'],
    ['Year R', 'R'],
    ['YR', 'R'],
    ['R', 'R'],
    ['0', 'R'],
    ['-1', 'N2'],
    ['-2', 'N1'],
    ['N1', 'N1'],
    ['Nursery 2', 'N2'],
    ['E1', 'E1'],
    ['E2', 'E2'],
    ['X', 'X'],
    ['', null],
  ])('parseYearGroup reads %j as %s', (typed, yearGroup) => {
    expect(parseYearGroup(typed)).toEqual({ ok: true, value: yearGroup })
  })

  it.each(['Year 15', '15', 'Year', '-3', 'Year 6/7', 'six', 'E3', '?'])('parseYearGroup refuses %j', (typed) => {
    expect(parseYearGroup(typed)).toEqual({
      ok: false,
      message: expect.stringContaining(`“${typed}” is no year group`),
    })
  })

  it('parseYearGroup refuses “Nursery” and asks which of the two nursery years is meant', () => {
    expect(parseYearGroup('Nursery')).toEqual({ ok: false, message: expect.stringContaining('Write N1 or N2') })
  })
})

describe('parseName', () => {
  it.each([
    [' Abbott ', 'Abbott'],
    ['\u00a0Zoe\u0308 ', 'Zo\u00eb'],
    ['O’Brien-Adeyemi', 'O’Brien-Adeyemi'],
    ['=HYPERLINK("http://a.example","x")', '=HYPERLINK("http://a.example","x")'],
    ['x'.repeat(MAX_NAME_CHARACTERS), 'x'.repeat(MAX_NAME_CHARACTERS)],
    ['𝒜'.repeat(MAX_NAME_CHARACTERS), '𝒜'.repeat(MAX_NAME_CHARACTERS)],
  ])('parseName reads %j', (typed, name) => {
    expect(parseName(typed, 'surname')).toEqual({ ok: true, value: name })
  })

  it.each([
    ['', 'There is no surname.'],
    [' \u00a0', 'There is no surname.'],
    ['x'.repeat(MAX_NAME_CHARACTERS + 1), 'The surname has 101 characters. The most is 100.'],
    ['Abb\nott', 'holds a line end or another character that cannot be shown'],
    ['Abb\u0007ott', 'holds a line end or another character that cannot be shown'],
    ['Abb\u0000ott', 'holds a line end or another character that cannot be shown'],
    ['Abb\ud800ott', 'holds a line end or another character that cannot be shown'],
    ['Ren\ufffde', 'has lost a letter'],
  ])('parseName refuses %j', (typed, why) => {
    expect(parseName(typed, 'surname')).toEqual({ ok: false, message: expect.stringContaining(why) })
  })
})

describe('parseFullName', () => {
  it.each([
    ['Abbott, Charlie', false, 'Abbott', 'Charlie'],
    ['van der Berg, Anna Maria', false, 'van der Berg', 'Anna Maria'],
    ['Abbott Charlie', true, 'Abbott', 'Charlie'],
  ])('parseFullName splits %j', (typed, surnameFirst, legalSurname, legalForename) => {
    expect(parseFullName(typed, surnameFirst)).toEqual({ ok: true, value: { legalSurname, legalForename } })
  })

  it.each([
    ['', true, 'There is no name.'],
    ['Charlie Abbott', false, 'Which part of “Charlie Abbott” is the surname cannot be told'],
    ['van der Berg Anna', true, 'is the surname cannot be told'],
    ['Abbott, Charlie, Jo', true, 'is the surname cannot be told'],
    ['Abbott', true, 'is the surname cannot be told'],
    ['Abbott,', true, 'There is no forename.'],
  ])('parseFullName refuses %j as ambiguous', (typed, surnameFirst, why) => {
    expect(parseFullName(typed, surnameFirst)).toEqual({ ok: false, message: expect.stringContaining(why) })
  })
})

describe('parseSex and parseYesOrNo', () => {
  it.each([
    ['F', 'F'],
    ['female', 'F'],
    ['M', 'M'],
    ['Male', 'M'],
    ['', null],
    ['Not known', null],
  ])('parseSex reads %j as %s', (typed, sex) => {
    expect(parseSex(typed)).toEqual({ ok: true, value: sex })
  })

  it.each([
    ['T', true],
    ['Yes', true],
    ['1', true],
    ['F', false],
    ['no', false],
    ['', null],
  ])('parseYesOrNo reads %j as %s', (typed, answer) => {
    expect(parseYesOrNo(typed)).toEqual({ ok: true, value: answer })
  })

  it('parseSex and parseYesOrNo refuse other words', () => {
    expect(parseSex('Q')).toEqual({ ok: false, message: expect.stringContaining('“Q” is no sex') })
    expect(parseYesOrNo('perhaps')).toEqual({
      ok: false,
      message: expect.stringContaining('“perhaps” is neither yes nor no'),
    })
  })
})
