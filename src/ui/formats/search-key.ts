/** Letters that Unicode (NFD) does not decompose into a plain letter and an accent. */
const plainLetters: Readonly<Record<string, string>> = {
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

/**
 * A text as people type it in a search: without accents, capitals and apostrophes. "Zoë O’Brien" gives "zoe obrien".
 */
export const searchKey = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{Mn}'’‘ʼ`]/gu, '')
    .toLowerCase()
    .replace(/[øłđðþßæœı]/g, (letter) => plainLetters[letter] ?? letter)

/**
 * The words that somebody typed into a search box, as search keys. They have only letters and digits, so they need no
 * escaping in regular expressions.
 */
export const searchWords = (text: string): string[] =>
  searchKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** For each plain letter, all Latin letters with the same search key. */
const letterVariants = latinVariants()

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
      const plain = searchKey(letter)
      if (/^[a-z]$/.test(plain)) found.set(plain, (found.get(plain) ?? '') + letter)
    }
  }
  return found
}

/**
 * A regular expression that finds a search key in ordinary text: each letter in any case and with any accent,
 * apostrophes allowed between letters. The syntax works in PostgreSQL and in JavaScript.
 */
export function searchPattern(word: string): string {
  const letters = [...word].map((letter) => `[${letterVariants.get(letter) ?? letter}][\u0300-\u036f]*`)
  return letters.join("['’‘ʼ]?")
}

export type Excerpt = { before: string; marked: string; after: string }

/** How much text to show before and after the word found. Characters. */
const margin = { before: 60, after: 120 } as const

/**
 * The part of a text around the first search key found in it, with the whole word marked. If none is found, the start
 * of the text.
 */
export function excerptAround(text: string, words: readonly string[]): Excerpt {
  const found =
    words.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(searchPattern).join('|')})[\\p{L}\\p{N}]*`, 'u').exec(text)
  const at = found?.index ?? 0
  const end = at + (found?.[0].length ?? 0)
  const from = Math.max(0, at - margin.before)
  const lead = from === 0 ? text.slice(0, at) : `… ${text.slice(from, at).replace(/^\S*\s/, '')}`
  const to = Math.min(text.length, end + margin.after)
  const trail = to === text.length ? text.slice(end) : `${text.slice(end, to).replace(/\s\S*$/, '')} …`
  const inOneLine = (piece: string) => piece.replace(/\s+/g, ' ').replace(/\p{Surrogate}/gu, '')
  return { before: inOneLine(lead), marked: inOneLine(text.slice(at, end)), after: inOneLine(trail) }
}
