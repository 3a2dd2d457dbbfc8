const controlCharacters = /\p{Cc}|\p{Surrogate}/gu
const longest = 200

/**
 * The query parameters of a request, without control characters and cut to a safe length. `get` returns the first value
 * of a parameter, or an empty string.
 */
export type Query = { get(name: string): string; all(name: string): readonly string[] }

/** The text of a search box, cleaned and cut in the same way. */
export const cleanSearch = (typed: string): string => clean(typed)

const clean = (value: string): string =>
  value.replace(controlCharacters, '').slice(0, longest).replace(controlCharacters, '').trim()

export function readQuery(search: string): Query {
  const parameters = new URLSearchParams(search)
  return {
    get: (name) => clean(parameters.get(name) ?? ''),
    all: (name) => parameters.getAll(name).slice(0, 50).map(clean),
  }
}
