import { dayInWords } from '../../ui/formats/words.ts'
import type { FormValues } from '../../ui/forms/form-values.ts'
import type { EditPlan } from './form.ts'
import type { PlanToEdit } from './model.ts'

type Contradiction = { field: string; message: string }

/**
 * The first conflict between an edit and what was recorded of the plan since it was agreed; null where there is none.
 */
export function contradictionOf(before: PlanToEdit, plan: EditPlan, values: FormValues): Contradiction | null {
  return againstDays(before, plan) ?? againstWhatWasSaid(before, plan, values)
}

function againstDays({ assessment, startedOn, review }: PlanToEdit, plan: EditPlan): Contradiction | null {
  const { agreedOn, assessedOn } = plan
  if (assessment && assessedOn === null)
    return { field: 'assessedOn-day', message: 'The assessment is on record. Enter the day on which it was made' }
  if (startedOn !== null && startedOn < agreedOn)
    return { field: 'agreedOn-day', message: `The plan started on ${dayInWords(startedOn)}, before this day` }
  if (review && review.heldOn < agreedOn)
    return { field: 'agreedOn-day', message: `The plan was reviewed on ${dayInWords(review.heldOn)}, before this day` }
  return null
}

/**
 * Refuses to drop an outcome or an intervention that has progress or impact recorded, because that would be lost with
 * it. Progress from a withdrawn review counts, too: the review may be put back.
 */
function againstWhatWasSaid(before: PlanToEdit, plan: EditPlan, values: FormValues): Contradiction | null {
  const kept = new Set([...plan.outcomes, ...plan.interventions].map(({ id }) => id))
  const outcome = before.outcomes.find(({ id, _count }) => _count.progress > 0 && !kept.has(id))
  if (outcome) {
    const message = 'This outcome was reviewed, so it stays. Its words can be put right'
    return { field: fieldOf(values, outcome.id, 'outcomes', 'outcome'), message }
  }
  const said = before.outcomes.find(({ id, _count }) => _count.staffProgress + _count.inClass > 0 && !kept.has(id))
  if (said) {
    const message = 'Staff have said how far this outcome has got, so it stays. Its words can be put right'
    return { field: fieldOf(values, said.id, 'outcomes', 'outcome'), message }
  }
  const intervention = before.provisions.find(
    ({ id, kind, impact, sessionsHeld }) =>
      kind === 'intervention' && (impact !== null || sessionsHeld !== null) && !kept.has(id),
  )
  if (!intervention) return null
  const message = 'This intervention was reviewed, so it stays. Its words can be put right'
  return { field: fieldOf(values, intervention.id, 'interventions', 'what'), message }
}

/** The name of a field in the form row of the saved row `id`; if no row has this id, in the first row. */
function fieldOf(values: FormValues, id: string, list: string, name: string): string {
  const shown = Object.keys(values).find((field) => field.endsWith('.id') && values[field]?.[0] === id)
  return `${list}.${shown?.split('.')[1] ?? 0}.${name}`
}
