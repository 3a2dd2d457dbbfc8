const controlCharacters = /\p{Cc}|\p{Surrogate}/gu
const longest = 200

/** The words after the question mark: of a repeated one the first, cleaned and cut, so that any address can be typed. */
export type Query = { get(name: string): string; all(name: string): readonly string[] }

export function readQuery(search: string): Query {
  const parameters = new URLSearchParams(search)
  const clean = (value: string) => value.replace(controlCharacters, '').trim().slice(0, longest)
  return {
    get: (name) => clean(parameters.get(name) ?? ''),
    all: (name) => parameters.getAll(name).slice(0, 50).map(clean),
  }
}
