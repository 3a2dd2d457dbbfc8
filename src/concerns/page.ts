import { areasOfNeed, areaWords } from '../record/areas-of-need.ts'
import type { Link } from '../web/component-options.ts'
import { limits } from '../web/fields.ts'
import type { FormState } from '../web/form-fields.ts'
import { labels } from './form.ts'

type Strategy = { area: keyof typeof areaWords; strategy: string }

export type ConcernPage = {
  title: string
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  areas: { value: string; text: string }[]
  /** What the school ordinarily makes available, by area: to remind, or to copy from. */
  strategies: { area: string; strategies: string[] }[]
  isEdit: boolean
  /** Empty where it is not there yet. */
  withdrawHref: string
}

/** The page on which a concern is raised, corrected, answered or closed. */
export function concernPage(shown: {
  heading: string
  isEdit: boolean
  withdrawHref: string
  back: Link
  action: string
  form: FormState
  strategies: readonly Strategy[]
}): ConcernPage {
  const { strategies, ...rest } = shown
  return {
    ...rest,
    title: shown.isEdit ? 'Concern' : 'Log a concern',
    labels,
    limits,
    areas: areasOfNeed.map((area) => ({ value: area, text: areaWords[area] })),
    strategies: areasOfNeed
      .map((area) => ({
        area: areaWords[area],
        strategies: strategies.filter((one) => one.area === area).map((one) => one.strategy),
      }))
      .filter((group) => group.strategies.length > 0),
  }
}
