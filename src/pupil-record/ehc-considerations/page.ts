import { GROUNDS, LAW_SAYS } from '../../code-of-practice/rules/ehc-request-ground.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { labels, type outcomes, reasons } from './form.ts'

/** The name of the box that confirms a reason which is not valid in law: "Record it as it was decided". */
export const asItWas = 'asItWas'

/**
 * A reason to tick. `lawSays` is the end of a sentence on why the law does not accept it; empty for a reason that can
 * be valid.
 */
type ReasonChoice = { value: (typeof reasons)[number]; text: string; lawSays: string }

type ConsiderationPage = PageModel & {
  heading: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  outcomes: Readonly<Record<(typeof outcomes)[number], string>>
  reasons: ReasonChoice[]
  /** The ticked reasons that are not valid in law, if the form asks to confirm them; else empty. */
  toConfirm: ReasonChoice[]
  isEdit: boolean
  /** The link that withdraws the consideration; empty until the consideration is saved. */
  withdrawHref: string
}

const outcomeWords: Readonly<Record<(typeof outcomes)[number], string>> = {
  request: 'The school asks for an EHC needs assessment',
  noRequest: 'The school does not ask for one',
}

/** The label of each choice by its value. */
export const words: Readonly<Record<string, string>> = { ...outcomeWords, ...GROUNDS }

const inSentence = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`

const reasonItems: ReasonChoice[] = reasons.map((value) => ({
  value,
  text: GROUNDS[value],
  lawSays: inSentence(LAW_SAYS[value] ?? ''),
}))

/** Whether the form asks to confirm a reason now, or the reason is confirmed already. */
const asksToConfirm = ({ values, errors }: FormState): boolean =>
  errors.some(({ href }) => href === `#${asItWas}`) || values[asItWas]?.includes('yes') === true

const untrueReasons = ({ values }: FormState): ReasonChoice[] =>
  reasonItems.filter(({ value, lawSays }) => lawSays !== '' && values.reasons?.includes(value))

/** The model of the page that records whether the school asks for an EHC needs assessment, and if not, why. */
export function considerationPage(shown: {
  heading: string
  isEdit: boolean
  withdrawHref: string
  back: Link
  action: string
  form: FormState
}): ConsiderationPage {
  return {
    ...shown,
    title: 'EHC needs assessment considered',
    labels,
    limits,
    outcomes: outcomeWords,
    reasons: reasonItems,
    toConfirm: asksToConfirm(shown.form) ? untrueReasons(shown.form) : [],
  }
}
