import type { Link } from '../../ui/components/component-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { labels, words } from './form.ts'
import type { ServiceOfSchool } from './queries.ts'

/** The field that confirms what the Code speaks against. */
export const asItWas = 'asItWas'

export type ProfessionalPage = PageModel & {
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  words: typeof words
  /** The school's services; `route` says how each is asked, or is empty. */
  services: { service: string; route: string }[]
  /** Whether to ask, before it is kept, what the Code says against. */
  asksToConfirm: boolean
  isEdit: boolean
  /** Empty where it is not there yet. */
  withdrawHref: string
}

const routeInWords = ({ referralRoute, contact }: ServiceOfSchool): string =>
  [referralRoute, contact].filter((part) => part !== null && part.trim() !== '').join(' · ')

/** Whether a form is being asked, or has been, to confirm. */
const isAsked = ({ values, errors }: FormState): boolean =>
  errors.some(({ href }) => href === `#${asItWas}`) || values[asItWas]?.includes('yes') === true

/** The page on which a professional is involved, or what came of it is recorded. */
export function professionalPage(shown: {
  heading: string
  isEdit: boolean
  withdrawHref: string
  back: Link
  action: string
  form: FormState
  services: readonly ServiceOfSchool[]
}): ProfessionalPage {
  return {
    ...shown,
    title: shown.isEdit ? 'Professional' : 'Involve a specialist',
    labels,
    limits,
    words,
    services: shown.services.map((one) => ({ service: one.service, route: routeInWords(one) })),
    asksToConfirm: isAsked(shown.form),
  }
}
