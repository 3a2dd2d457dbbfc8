import { foldedWords } from '../../ui/formats/fold.ts'

/** More than anybody types in a search box, in characters. */
export const longestTyped = 100
const mostWords = 6
const unprintable = /[\p{Cc}\p{Surrogate}]/gu

export type Sought = {
  /** As it was typed, what cannot be printed taken out, cut to `longestTyped`. */
  typed: string
  /** Folded: letters and figures only. */
  words: readonly string[]
}

/** What a search box was asked. Anything can be typed: signs that no name or text is found by count for nothing. */
export function soughtIn(raw: string): Sought {
  const typed = raw.slice(0, longestTyped).replace(unprintable, ' ').normalize('NFC').trim()
  return { typed, words: foldedWords(typed).slice(0, mostWords) }
}
