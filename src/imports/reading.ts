/** What came of reading one cell: its value, or what is wrong with it, in words for a school's office. */
export type Reading<T> = { ok: true; value: T } | { ok: false; message: string }

export function read<T>(value: T): Reading<T> {
  return { ok: true, value }
}

export function wrong(message: string): { ok: false; message: string } {
  return { ok: false, message }
}

/** A cell's words as a message quotes them: shortened, because a message is no place for 300 characters. */
export function quote(typed: string): string {
  const characters = [...typed.trim()]
  return characters.length > 40 ? `“${characters.slice(0, 40).join('')}…”` : `“${characters.join('')}”`
}
