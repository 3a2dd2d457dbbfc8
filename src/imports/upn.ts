/**
 * The 23 letters used in a UPN, in the order of their values from 0. I, O and S are not used: they look like digits.
 */
const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/** The twelve characters after the check letter: digits, except that a temporary UPN ends with a letter. */
const AFTER_CHECK_LETTER = /^\d{11}[\dA-HJ-NP-RT-Z]$/

const SHAPE = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/

/** A long number as a spreadsheet displays it. The last digits are lost. */
const SPREADSHEET_NUMBER = /^\d(?:[.,]\d+)?E\+?\d+$/

type UpnReading = { ok: true; upn: string; temporary: boolean } | { ok: false; message: string }

/**
 * The check letter for the twelve characters that follow it; null if they cannot be part of a UPN. It is the sum of
 * position × value over positions 2 to 13, modulo 23. In a temporary UPN the last letter's value is its index among the
 * 23 letters (Government Data Standards Catalogue, Unique Pupil Number 2.0, validation 6).
 */
export function checkLetter(afterCheckLetter: string): string | null {
  if (!AFTER_CHECK_LETTER.test(afterCheckLetter)) return null
  const sum = [...afterCheckLetter].reduce((total, character, at) => total + letterValue(character) * (at + 2), 0)
  return LETTERS.charAt(sum % LETTERS.length)
}

function letterValue(character: string): number {
  const place = LETTERS.indexOf(character)
  return place === -1 ? Number(character) : place
}

/**
 * Reads a UPN as typed. Spaces and lower case are accepted, and the check letter is verified. Otherwise returns an
 * error message for the school's office.
 */
export function parseUpn(typed: string): UpnReading {
  const upn = typed.replace(/\s/g, '').toUpperCase()
  if (upn === '') return { ok: false, message: 'There is no UPN.' }
  if (SPREADSHEET_NUMBER.test(upn)) {
    return {
      ok: false,
      message: `A spreadsheet has turned this UPN into the number ${upn} and lost its last digits. Format the column as text, or export the file again without opening it in a spreadsheet.`,
    }
  }
  if (!SHAPE.test(upn)) {
    return { ok: false, message: `A UPN is a letter and 12 digits, such as B801200005001. ${whatIsOdd(upn)}` }
  }
  if (checkLetter(upn.slice(1)) !== upn.charAt(0)) {
    return {
      ok: false,
      message: `The check letter ${upn.charAt(0)} does not belong to these digits: a letter or a digit is mistyped. Compare it with the pupil’s record.`,
    }
  }
  return { ok: true, upn, temporary: /[A-Z]$/.test(upn) }
}

function whatIsOdd(upn: string): string {
  const length = [...upn].length
  if (length !== 13) return `This has ${length} ${length === 1 ? 'character' : 'characters'}, not 13.`
  return 'The letters I, O and S are never used, and only the last digit may be a letter (a temporary UPN).'
}
