import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { labels, words } from './form.ts'
import type { ServiceOfSchool } from './queries.ts'

/** The name of the box that confirms an entry which the Code advises against: "Record it as it was". */
export const asItWas = 'asItWas'

type ProfessionalPage = PageModel & {
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  words: typeof words
  /** The specialist services that the school works with; `route` says how to refer a pupil, or is empty. */
  services: { service: string; route: string }[]
  /** Whether the form shows the box that confirms an entry which the Code advises against. */
  asksToConfirm: boolean
  isEdit: boolean
  /** The link that withdraws the professional; empty until the professional is saved. */
  withdrawHref: string
}

const routeInWords = ({ referralRoute, contact }: ServiceOfSchool): string =>
  [referralRoute, contact].filter((part) => part !== null && part.trim() !== '').join(' · ')

/** Whether the form asks to confirm the entry now, or the entry is confirmed already. */
const asksToConfirm = ({ values, errors }: FormState): boolean =>
  errors.some(({ href }) => href === `#${asItWas}`) || values[asItWas]?.includes('yes') === true

/** The model of the page that records a professional, their contact and their advice. */
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
    asksToConfirm: asksToConfirm(shown.form),
  }
}
