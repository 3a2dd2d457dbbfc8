import type { Query } from '../http/query.ts'
import { isUuid } from '../ui/forms/fields.ts'

/** The ids of the letters that an address names. */
export const letterIdsIn = (query: Query): string[] =>
  query.all('letters').flatMap((ids) => ids.split('.').filter(isUuid))
