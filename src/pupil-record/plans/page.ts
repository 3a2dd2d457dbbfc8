import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import { mostRows } from '../../ui/forms/form-values.ts'
import { type ViewQuestion, viewQuestion } from '../views-given.ts'
import {
  interventionNames,
  labels,
  longestOutcome,
  mostHelps,
  outcomeNames,
  shortenedOutcome,
  spareRows,
  typedIn,
} from './form.ts'

type PlanFormRow<Field extends string> = {
  legend: string
  id: string
  /** The id of the saved row; empty where the row is new. */
  heldId: string
  names: Record<Field, string>
}

type PlanPage = {
  title: string
  heading: string
  /** A sentence on which values come from an earlier plan or meeting; empty where none do. */
  filledIn: string
  forename: string
  back: Link
  action: string
  /** The address to which "save and go on" is sent: it saves, then shows the form again with more rows. */
  actionToGoOn: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  longestOutcome: number
  mostHelps: number
  parentView: ViewQuestion
  pupilView: ViewQuestion
  outcomes: PlanFormRow<'outcome' | 'measure' | 'baseline' | 'byOn'>[]
  interventions: PlanFormRow<'what' | 'serves' | 'deliveredBy' | 'howOften' | 'groupSize' | 'sessionsPlanned'>[]
  /**
   * The outcomes that an intervention can work towards, as choices; a value is the number of the outcome's row, from
   * 1.
   */
  served: { value: string; text: string }[]
}

/** The field names of each row: the rows in use, and the spare ones. */
function rowsOf<Field extends string>(
  form: FormState,
  { list, legend, names }: { list: string; legend: string; names: (row: string) => Record<Field, string> },
): PlanFormRow<Field>[] {
  const inUse = Object.keys(form.values).flatMap((name) => {
    const [ofList, row, field] = name.split('.')
    return ofList === list && field !== 'id' && typedIn(form, name) !== '' ? [Number(row) + 1] : []
  })
  const count = Math.min(Math.max(0, ...inUse) + spareRows, mostRows)
  return Array.from({ length: count }, (_, index) => {
    const row = `${list}.${index}`
    return { legend: `${legend} ${index + 1}`, id: `${row}.id`, heldId: typedIn(form, `${row}.id`), names: names(row) }
  })
}

/**
 * The model of the page on which a plan is agreed, corrected or completed. Its parts are in the order in which people
 * talk about them.
 */
export function planPage(shown: {
  heading: string
  filledIn: string
  forename: string
  back: Link
  action: string
  form: FormState
}): PlanPage {
  const { form, forename } = shown
  const outcomes = rowsOf(form, { list: 'outcomes', legend: 'Outcome', names: outcomeNames })
  const interventions = rowsOf(form, { list: 'interventions', legend: 'Intervention', names: interventionNames })
  return {
    ...shown,
    title: 'Plan',
    actionToGoOn: `${shown.action}?then=edit`,
    labels,
    limits,
    longestOutcome,
    mostHelps,
    parentView: viewQuestion('parent'),
    pupilView: viewQuestion('pupil', {
      legend: `${forename}’s view`,
      label: `What does ${forename} say?`,
      declined: `${forename} declined to give a view`,
      inWhoseWordsHint: `For example: ${forename}, written down by Miss Ali`,
    }),
    outcomes,
    interventions,
    served: [
      { value: '', text: 'Choose an outcome' },
      ...outcomes.map(({ legend, names }, index) => {
        const outcome = typedIn(form, names.outcome)
        return { value: String(index + 1), text: outcome === '' ? legend : `${legend}: ${shortenedOutcome(outcome)}` }
      }),
    ],
  }
}
