import { YEAR_GROUPS } from '../ui/formats/words.ts'
import { quote, type Reading, read, wrong } from './reading.ts'

/** The most characters in one name, and in a registration group or a number from the school's own system. */
export const MAX_NAME_CHARACTERS = 100
export const MAX_LABEL_CHARACTERS = 50

/** A year group as a census code: E early years, N nursery, R Reception, 1 to 14, X no year group. */
type YearGroup = (typeof YEAR_GROUPS)[number]

type Sex = 'F' | 'M'

/** Other spellings of a year group. Some systems count nursery and Reception as numbers below 1. */
const YEAR_GROUP_WORDS = new Map<string, YearGroup>([
  ['RECEPTION', 'R'],
  ['REC', 'R'],
  ['0', 'R'],
  ['-1', 'N2'],
  ['-2', 'N1'],
  ['NURSERY1', 'N1'],
  ['NURSERY2', 'N2'],
  ...YEAR_GROUPS.map((code): [string, YearGroup] => [code, code]),
])

const SEXES = new Map<string, Sex | null>([
  ['f', 'F'],
  ['female', 'F'],
  ['girl', 'F'],
  ['m', 'M'],
  ['male', 'M'],
  ['boy', 'M'],
  ['', null],
  ['u', null],
  ['unknown', null],
  ['not known', null],
  ['not specified', null],
])

const YES_OR_NO = new Map<string, boolean | null>([
  ...['y', 'yes', 't', 'true', '1'].map((word): [string, boolean] => [word, true]),
  ...['n', 'no', 'f', 'false', '0'].map((word): [string, boolean] => [word, false]),
  ['', null],
])

/** Reads one line of text: normalised (NFC) and trimmed; null if blank. */
export function parseText(typed: string, what: string, atMost: number): Reading<string | null> {
  const text = typed.normalize('NFC').trim()
  if (text === '') return read(null)
  if (/[\p{Cc}\p{Cs}]/u.test(text)) {
    return wrong(`The ${what} holds a line end or another character that cannot be shown. Type it again.`)
  }
  if (text.includes('\u{fffd}')) {
    return wrong(`The ${what} ${quote(text)} has lost a letter (�) on its way through another program. Type it again.`)
  }
  const length = [...text].length
  if (length > atMost) return wrong(`The ${what} has ${length} characters. The most is ${atMost}.`)
  return read(text)
}

/** Reads a name that must not be blank. */
export function parseName(typed: string, what: 'surname' | 'forename'): Reading<string> {
  const name = parseText(typed, what, MAX_NAME_CHARACTERS)
  if (!name.ok) return name
  return name.value === null ? wrong(`There is no ${what}.`) : read(name.value)
}

/**
 * Splits surname and forename from one cell: at the comma, or at the space between two words if the heading says that
 * the surname comes first. Anything else is refused: “Ana Maria Silva Costa” could be split in four ways.
 */
export function parseFullName(
  typed: string,
  surnameFirst: boolean,
): Reading<{ legalSurname: string; legalForename: string }> {
  if (typed.trim() === '') return wrong('There is no name.')
  const parts = surnameFirst && !typed.includes(',') ? typed.trim().split(/\s+/) : typed.split(',')
  const [surnameTyped, forenameTyped] = parts
  if (parts.length !== 2 || surnameTyped === undefined || forenameTyped === undefined) {
    return wrong(
      `Which part of ${quote(typed)} is the surname cannot be told. Write it as “Surname, Forename”, or use two columns.`,
    )
  }
  const surname = parseName(surnameTyped, 'surname')
  if (!surname.ok) return surname
  const forename = parseName(forenameTyped, 'forename')
  if (!forename.ok) return forename
  return read({ legalSurname: surname.value, legalForename: forename.value })
}

/** Reads a year group as school systems write it (“Year 6”, “Yr 06”, “Reception”, “-1”); null if blank. */
export function parseYearGroup(typed: string): Reading<YearGroup | null> {
  const text = typed.toUpperCase().replace(/[\s.]/g, '')
  if (text === '') return read(null)
  const code = text.replace(/^(?:NC)?(?:YEARGROUP|YEAR|YR(?!$)|Y(?=.))/, '').replace(/^0+(?=\d)/, '')
  const yearGroup = YEAR_GROUP_WORDS.get(code)
  if (yearGroup !== undefined) return read(yearGroup)
  if (code === 'N' || code === 'NURSERY') return wrong(`${quote(typed)} may be either nursery year. Write N1 or N2.`)
  return wrong(`${quote(typed)} is no year group. Use 1 to 14, R for Reception, N1 or N2, E1 or E2, or X.`)
}

export function parseSex(typed: string): Reading<Sex | null> {
  const sex = SEXES.get(typed.trim().toLowerCase())
  return sex === undefined
    ? wrong(`${quote(typed)} is no sex that the census knows. Use F or M, or leave it empty.`)
    : read(sex)
}

export function parseYesOrNo(typed: string): Reading<boolean | null> {
  const answer = YES_OR_NO.get(typed.trim().toLowerCase())
  return answer === undefined
    ? wrong(`${quote(typed)} is neither yes nor no. Use Y or N, or leave it empty.`)
    : read(answer)
}
