import type { Query } from '../../http/query.ts'

/** The filters of the page Today. A filter that is an empty text is not set. */
export type TodayFilters = {
  mine: boolean
  year: string
  /** The kind of task to show: a paragraph of the Code such as `6.43`, or another kind such as `concern`. */
  step: string
}

export const todayFilters = (query: Query): TodayFilters => ({
  mine: query.get('mine') === 'yes',
  year: query.get('year'),
  step: query.get('step'),
})
