import type { Query } from '../http/query.ts'
import { isUuid } from '../ui/forms/fields.ts'

/** So many ids stand in one parameter: an address's parameters are cut. */
const together = 5

/** The question of an address that names letters. */
export function lettersQuery(letterIds: readonly string[]): string {
  const query = new URLSearchParams()
  for (let from = 0; from < letterIds.length; from += together) {
    query.append('letters', letterIds.slice(from, from + together).join('.'))
  }
  return query.toString()
}

/** The letters that an address names. */
export const lettersAsked = (query: Query): string[] =>
  query.all('letters').flatMap((ids) => ids.split('.').filter(isUuid))

/** Where letters about one pupil that were sent together are printed. */
export const printPath = (pupilId: string, letterIds: readonly string[]): string =>
  letterIds.length === 1
    ? `/pupils/${pupilId}/letters/${letterIds[0]}`
    : `/pupils/${pupilId}/letters/print?${lettersQuery(letterIds)}`
