import { searchWords } from '../../ui/formats/search-key.ts'

/** How many characters of a search text are used. The rest is cut off. */
const longestTyped = 100
const mostWords = 6
const unprintable = /[\p{Cc}\p{Surrogate}]/gu

export type SearchQuery = {
  /** The text as typed, without unprintable characters, cut to `longestTyped`. */
  typed: string
  /** The words of the text as search keys: letters and digits only. */
  words: readonly string[]
}

/** Reads the text of a search box. Accepts any text; characters other than letters and digits are ignored. */
export function searchQuery(raw: string): SearchQuery {
  const typed = raw.slice(0, longestTyped).replace(unprintable, ' ').normalize('NFC').trim()
  return { typed, words: searchWords(typed).slice(0, mostWords) }
}
