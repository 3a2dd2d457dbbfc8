/** The result of reading one cell: its value, or an error message for the school's office. */
export type Reading<T> = { ok: true; value: T } | { ok: false; message: string }

export function read<T>(value: T): Reading<T> {
  return { ok: true, value }
}

export function wrong(message: string): { ok: false; message: string } {
  return { ok: false, message }
}

/** What was typed, in quotation marks for an error message. Long text is shortened. */
export function quote(typed: string): string {
  const characters = [...typed.trim()]
  return characters.length > 40 ? `“${characters.slice(0, 40).join('')}…”` : `“${characters.join('')}”`
}
