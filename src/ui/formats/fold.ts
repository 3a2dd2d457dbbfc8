/** Letters that Unicode does not take apart into a plain one and its accent. */
const plainOf: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
}

/** As people type and say it: no accents, no capitals, no apostrophes. "Zoë O’Brien" is "zoe obrien". */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{Mn}'’‘ʼ`]/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => plainOf[letter] ?? letter)

/** The words that were typed, folded: letters and figures, so that nothing in them means anything to a database. */
export const foldedWords = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** All Latin letters that fold to a letter, by that letter. */
const variants = latinVariants()

function latinVariants(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const ranges = [
    [0x41, 0x7a],
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const
  for (const [first, last] of ranges) {
    for (let code = first; code <= last; code++) {
      const letter = String.fromCodePoint(code)
      const plain = fold(letter)
      if (/^[a-z]$/.test(plain)) found.set(plain, (found.get(plain) ?? '') + letter)
    }
  }
  return found
}

/**
 * What finds a folded word in a text that is not folded, as regular expressions of PostgreSQL and of JavaScript have it in
 * common: each letter in any case and with any accent, apostrophes between letters.
 */
export function patternOf(word: string): string {
  const letters = [...word].map((letter) => `[${variants.get(letter) ?? letter}][\u0300-\u036f]*`)
  return letters.join("['’‘ʼ]?")
}

export type Excerpt = { before: string; marked: string; after: string }

/** How much of a text stands on either side of the word that was found, in characters. */
const margin = { before: 60, after: 120 } as const

/** The piece of a text around the first of some folded words that stands in it, the word whole; its beginning where none does. */
export function excerptAround(text: string, words: readonly string[]): Excerpt {
  const found =
    words.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(patternOf).join('|')})[\\p{L}\\p{N}]*`, 'u').exec(text)
  const at = found?.index ?? 0
  const end = at + (found?.[0].length ?? 0)
  const from = Math.max(0, at - margin.before)
  const lead = from === 0 ? text.slice(0, at) : `… ${text.slice(from, at).replace(/^\S*\s/, '')}`
  const to = Math.min(text.length, end + margin.after)
  const trail = to === text.length ? text.slice(end) : `${text.slice(end, to).replace(/\s\S*$/, '')} …`
  const inOneLine = (piece: string) => piece.replace(/\s+/g, ' ').replace(/\p{Surrogate}/gu, '')
  return { before: inOneLine(lead), marked: inOneLine(text.slice(at, end)), after: inOneLine(trail) }
}
