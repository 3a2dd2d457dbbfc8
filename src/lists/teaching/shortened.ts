/** A text of at most so many characters, cut between words and marked as cut; whole where it is not longer. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const whole = cut.replace(/\s\S*$/, '').replace(/[\s,;:.–-]+$/, '')
  return `${whole.length > most / 2 ? whole : cut.replace(/\p{Surrogate}$/u, '')}…`
}

/** The first of several, each cut, with a last line that says how many there are besides. */
export function firstOf(texts: readonly string[], { count, most }: { count: number; most: number }): string[] {
  const rest = texts.length - count
  const first = texts.slice(0, count).map((text) => shortened(text, most))
  return rest > 0 ? [...first, `and ${rest} more`] : first
}
