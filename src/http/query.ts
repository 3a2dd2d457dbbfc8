const controlCharacters = /\p{Cc}|\p{Surrogate}/gu
const longest = 200

/** The words after the question mark: of a repeated one the first, cleaned and cut, so that any address can be typed. */
export type Query = { get(name: string): string; all(name: string): readonly string[] }

/** What was typed in a search box, cleaned and cut alike. */
export const soughtFor = (typed: string): string => clean(typed)

const clean = (value: string): string =>
  value.replace(controlCharacters, '').slice(0, longest).replace(controlCharacters, '').trim()

export function readQuery(search: string): Query {
  const parameters = new URLSearchParams(search)
  return {
    get: (name) => clean(parameters.get(name) ?? ''),
    all: (name) => parameters.getAll(name).slice(0, 50).map(clean),
  }
}
