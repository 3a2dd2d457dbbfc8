import { shorten } from './shorten.ts'

/** One pupil's part of a printed class sheet. */
export type SheetPupil = {
  name: string
  /** The pupil's needs in one line; empty unless the teacher ticked the box for printing needs. */
  needs: string
  helps: readonly string[]
  avoid: string
  outcomes: readonly string[]
  /**
   * A note that says what was left off this sheet, like "and 1 more: ask the SENCO before the lesson"; empty if nothing
   * was.
   */
  more: string
}

/**
 * The layout of pupils on a side of A4: in columns filled one after the other, or as cards in rows. `lines` is the
 * number of lines in a column, `gap` the lines between two pupils, and `width` the length of a line in digit widths.
 */
export type Arrangement = { columns: number; asRows: boolean; lines: number; gap: number; width: number }

/**
 * A sheet that fits: its pupils and how many sides of A4 they take. `isCut`: texts were shortened. `isLarge`:
 * everything fits in large type, which can be read from the far end of a desk.
 */
type FittedSheet = { pupils: readonly SheetPupil[]; sides: number; isCut: boolean; isLarge: boolean }

/** Large type is 11 points instead of 9, so fewer lines fit a column and less text fits a line. */
const large = 9 / 11

/** Maximum lengths of a text to try, in characters, longest first. The shortest is still about one line. */
const cutLengths = [400, 180, 150, 130, 110, 100, 90, 80, 70, 60, 52, 44] as const

const narrow = /[ijl'’.,;:!|]/
const slim = /[\s tfr()\-/]/
const wide = /[A-Zmw%–…]/
const widest = /[WM@—]/

function widthOf(text: string): number {
  let width = 0
  for (const letter of text) {
    if (narrow.test(letter)) width += 0.5
    else if (slim.test(letter)) width += 0.65
    else if (widest.test(letter)) width += 1.7
    else width += wide.test(letter) ? 1.35 : 1
  }
  return width
}

/** How many lines a text takes. A word longer than a line is broken. */
function linesOf(text: string, width: number): number {
  if (text === '') return 0
  let [lines, used] = [1, 0]
  for (const word of text.split(/\s+/)) {
    const length = widthOf(word)
    const space = used === 0 ? 0 : 0.65
    if (used > 0 && used + space + length > width) {
      lines += 1
      used = length
    } else used += space + length
    if (used > width) {
      lines += Math.ceil(used / width) - 1
      used %= width
    }
  }
  return lines
}

/** A name is bold and slightly larger than the lines below it. */
const nameSize = 1.2

const linesOfPupil = (
  { name, needs, helps, avoid, outcomes, more }: SheetPupil,
  { width, gap }: Pick<Arrangement, 'width' | 'gap'>,
): number => {
  const texts = [needs, ...helps, avoid && `Avoid: ${avoid}`, ...outcomes.map((outcome) => `For: ${outcome}`), more]
  return texts.reduce((lines, text) => lines + linesOf(text, width), linesOf(name, width / nameSize) * nameSize) + gap
}

function pagesTaken(pupils: readonly SheetPupil[], arrangement: Arrangement): number {
  const { columns, asRows, lines } = arrangement
  const blocks = pupils.map((pupil) => linesOfPupil(pupil, arrangement))
  const rows = asRows
    ? blocks.flatMap((_block, index) =>
        index % columns === 0 ? [Math.max(...blocks.slice(index, index + columns))] : [],
      )
    : blocks
  let [full, used] = [0, 0]
  for (const row of rows) {
    if (used > 0 && used + row > lines) {
      full += 1
      used = 0
    }
    used += row
  }
  const filled = full + (used > 0 ? 1 : 0)
  return Math.max(1, asRows ? filled : Math.ceil(filled / columns))
}

const shortenPupil = (pupil: SheetPupil, most: number): SheetPupil => ({
  ...pupil,
  needs: shorten(pupil.needs, most),
  helps: pupil.helps.map((help) => shorten(help, most)),
  avoid: shorten(pupil.avoid, most),
  outcomes: pupil.outcomes.map((outcome) => shorten(outcome, most)),
})

const saysAsMuch = (cut: readonly SheetPupil[], whole: readonly SheetPupil[]): boolean =>
  JSON.stringify(cut) === JSON.stringify(whole)

/**
 * Fits pupils on as few sides of A4 as possible and cuts texts only as far as that needs. The estimate assumes a common
 * typeface at 9 points and is conservative, because the server does not know how a browser sets the text.
 */
export function fitOnPages(pupils: readonly SheetPupil[], arrangement: Arrangement): FittedSheet {
  const atLarge = { ...arrangement, lines: arrangement.lines * large, width: arrangement.width * large }
  if (pagesTaken(pupils, atLarge) === 1) return { pupils, sides: 1, isCut: false, isLarge: true }
  const tries = cutLengths.map((most) => {
    const cut = pupils.map((pupil) => shortenPupil(pupil, most))
    return { pupils: cut, sides: pagesTaken(cut, arrangement) }
  })
  const fewest = Math.min(...tries.map(({ sides }) => sides))
  const best = tries.find(({ sides }) => sides === fewest) ?? { pupils, sides: fewest }
  return { ...best, isCut: !saysAsMuch(best.pupils, pupils), isLarge: false }
}
