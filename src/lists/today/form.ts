import type { Query } from '../../http/query.ts'

/** What Today is narrowed to; an empty text is no filter. */
export type Filters = {
  mine: boolean
  year: string
  /** A paragraph of the Code, or one of the other kinds of thing to do. */
  step: string
}

export const filtersOf = (query: Query): Filters => ({
  mine: query.get('mine') === 'yes',
  year: query.get('year'),
  step: query.get('step'),
})
