/** Shortens a text to at most `most` characters, cut between words and ending in "…". A shorter text is unchanged. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const whole = cut.replace(/\s\S*$/, '').replace(/[\s,;:.–-]+$/, '')
  return `${whole.length > most / 2 ? whole : cut.replace(/\p{Surrogate}$/u, '')}…`
}

/** The first `count` texts, each shortened, with a last line that says how many more there are. */
export function firstFew(texts: readonly string[], { count, most }: { count: number; most: number }): string[] {
  const rest = texts.length - count
  const first = texts.slice(0, count).map((text) => shorten(text, most))
  return rest > 0 ? [...first, `and ${rest} more`] : first
}
