import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { type ViewQuestion, viewQuestion } from '../views-given.ts'
import { labels, reviewDecisions } from './form.ts'
import type { PlanToReview } from './model.ts'
import { howFar, progressWords, reviewDecisionWords } from './model.ts'

type ReviewFormRow<Field extends string> = {
  title: string
  /** What the plan says about the outcome or intervention, in one line; may be empty. */
  about: string
  id: string
  heldId: string
  names: Record<Field, string>
}

export type ReviewPage = {
  title: string
  heading: string
  lede: string
  /** The impact that the plan expected; may be empty. */
  expectedImpact: string
  forename: string
  back: Link
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  outcomes: ReviewFormRow<'progress' | 'note'>[]
  interventions: ReviewFormRow<'sessionsHeld' | 'impact'>[]
  howFar: { value: string; text: string }[]
  decisions: { value: string; text: string; hint: string }[]
  parentView: ViewQuestion
  pupilView: ViewQuestion
  /** The link to the form for the whole review meeting; empty once a review is saved. */
  meetingHref: string
  /** The link that withdraws the review; empty until the review is saved. */
  withdrawHref: string
}

const decisionHints: Readonly<Record<(typeof reviewDecisions)[number], string>> = {
  continue: 'It works: another cycle with the same support',
  change: 'Another cycle with other support, or other outcomes',
  stepUp: 'More frequent help, a specialist, or asking for an Education, Health and Care needs assessment',
  end: 'What every pupil is offered is enough. The end is then recorded as a decision',
}

/** The start of the field names of the form row with this id; if no row has this id, of a new row at `place`. */
function rowOf(form: FormState, list: string, id: string, place: number): string {
  const [held] = Object.entries(form.values).find(
    ([name, value]) => name.startsWith(`${list}.`) && name.endsWith('.id') && value[0] === id,
  ) ?? [`${list}.${place}.id`]
  return held.slice(0, -'.id'.length)
}

const joined = (parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' · ')

const outcomeRows = (plan: PlanToReview, form: FormState): ReviewPage['outcomes'] =>
  plan.outcomes.map(({ id, outcome, measure, baseline }, place) => {
    const row = rowOf(form, 'outcomes', id, place)
    return {
      title: `${place + 1}. ${outcome}`,
      about: joined([baseline && `At the start: ${baseline}`, measure && `How we know: ${measure}`]),
      id: `${row}.id`,
      heldId: id,
      names: { progress: `${row}.progress`, note: `${row}.note` },
    }
  })

const interventionRows = (plan: PlanToReview, form: FormState): ReviewPage['interventions'] =>
  plan.interventions.map(({ id, what, howOften, sessionsPlanned }, place) => {
    const row = rowOf(form, 'interventions', id, place)
    return {
      title: what,
      about: joined([howOften, sessionsPlanned === null ? null : `${sessionsPlanned} sessions planned`]),
      id: `${row}.id`,
      heldId: id,
      names: { sessionsHeld: `${row}.sessionsHeld`, impact: `${row}.impact` },
    }
  })

/** The model of the page that records a review, used with the parents in the room. */
export function reviewPage(
  plan: PlanToReview,
  shown: {
    name: string
    forename: string
    back: Link
    action: string
    meetingHref: string
    withdrawHref: string
    form: FormState
  },
): ReviewPage {
  const { name, ...rest } = shown
  const { form, forename } = shown
  const planned = plan.reviewOn === null ? '' : ` The review was planned for ${dayInWords(plan.reviewOn)}.`
  return {
    ...rest,
    title: 'Review',
    heading: `Review of the plan for ${name}`,
    lede: `The plan was agreed on ${dayInWords(plan.agreedOn)}.${planned}`,
    expectedImpact: plan.expectedImpact ?? '',
    labels,
    limits,
    outcomes: outcomeRows(plan, form),
    interventions: interventionRows(plan, form),
    howFar: howFar.map((value) => ({ value, text: progressWords[value] })),
    decisions: reviewDecisions.map((value) => ({
      value,
      text: reviewDecisionWords[value],
      hint: decisionHints[value],
    })),
    parentView: viewQuestion('parent', { label: 'What do the parents say of the plan?' }),
    pupilView: viewQuestion('pupil', {
      legend: `${forename}’s view`,
      label: `What does ${forename} say of it?`,
      declined: `${forename} declined to give a view`,
      inWhoseWordsHint: `For example: ${forename}, written down by Miss Ali`,
    }),
  }
}
