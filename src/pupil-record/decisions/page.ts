import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import { type DecisionKind, decisionKinds, labels } from './form.ts'

type DecisionChoice = { value: DecisionKind; text: string; hint: string }

/** The label of each decision on the form, with one line on what it means for the pupil. */
const choiceWords = (forename: string): Readonly<Record<DecisionKind, Omit<DecisionChoice, 'value'>>> => ({
  coreOffer: {
    text: 'The core offer, adapted, is enough',
    hint: `What our school ordinarily makes available, fitted to ${forename}. You look at it again on the day below.`,
  },
  senSupport: {
    text: 'SEN Support',
    hint: `${forename} needs something extra or different. The parents are told formally, and a plan is agreed with them.`,
  },
  noFurtherAction: {
    text: 'No further action',
    hint: 'There is no special educational need as far as we can see. Good teaching goes on, and a concern can be raised again.',
  },
  endSenSupport: {
    text: 'SEN Support ends',
    hint: `${forename} no longer needs anything extra or different, or gets it in another way.`,
  },
})

/** The label of each decision by its value. */
export const decisionWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(choiceWords('')).map(([decision, { text }]) => [decision, text]),
)

type DecisionPage = {
  title: string
  heading: string
  forename: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  choices: { value: string; text: string; hint: string }[]
  isEdit: boolean
  /** The link that withdraws the decision; empty until the decision is saved. */
  withdrawHref: string
}

/** The model of the page that records, completes or corrects a decision. */
export function decisionPage(shown: {
  forename: string
  name: string
  isEdit: boolean
  withdrawHref: string
  back: Link
  action: string
  form: FormState
}): DecisionPage {
  const { name, ...rest } = shown
  const words = choiceWords(shown.forename)
  return {
    ...rest,
    title: shown.isEdit ? 'Decision' : 'Record a decision',
    heading: shown.isEdit ? `The decision about ${name}` : `Record a decision about ${name}`,
    labels,
    limits,
    choices: decisionKinds.map((value) => ({ value, ...words[value] })),
  }
}
