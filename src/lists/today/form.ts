import type { Query } from '../../http/query.ts'

/** The filters of Today; an empty text is no filter. */
export type TodayFilters = {
  mine: boolean
  year: string
  /** A paragraph of the Code, or another kind of task. */
  step: string
}

export const todayFilters = (query: Query): TodayFilters => ({
  mine: query.get('mine') === 'yes',
  year: query.get('year'),
  step: query.get('step'),
})
