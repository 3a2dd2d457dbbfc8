import { addDays, type Day, isSchoolDay, type SchoolCalendar } from '../days/calendar.ts'
import { planValues } from '../pupil-record/plans/form-values.ts'
import type { PlanToEdit } from '../pupil-record/plans/model.ts'
import { reviewValues } from '../pupil-record/reviews/form.ts'
import type { PlanToReview } from '../pupil-record/reviews/model.ts'
import { dayFields, type FormValues, formValues } from '../ui/forms/form-values.ts'

/** In days: 12 weeks until the next review, about a term. */
const cycle = 12 * 7

/** The day proposed for the next review: the last school day within 12 weeks from today. */
export function nextReviewOn(calendar: SchoolCalendar, today: Day): string {
  const days = Array.from({ length: 120 }, (_, count) => addDays(today, cycle - count)).filter((day) => day > today)
  return days.find((day) => isSchoolDay(calendar, day)) ?? addDays(today, cycle)
}

const rowsNamed = (list: string, rows: readonly Readonly<Record<string, string>>[]): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap((row, place) => Object.entries(row).map(([name, value]) => [`${list}.${place}.${name}`, value])),
  )

/**
 * The rows of a list of the last plan, as rows to carry on. `from` holds the old row's id. Baseline and target day are
 * not taken over; `byOn` gives the new target day.
 */
function carriedOn(values: FormValues, list: string, byOn: Readonly<Record<string, string>>): Record<string, string>[] {
  const rows = new Map<string, Record<string, string>>()
  for (const [name, typed] of Object.entries(values)) {
    const [ofList, row, field] = name.split('.')
    if (ofList !== list || row === undefined || field === undefined) continue
    const said = rows.get(row) ?? { carryOn: 'yes', ...byOn }
    if (field === 'id') said.from = typed[0] ?? ''
    else if (!field.startsWith('byOn') && field !== 'baseline') said[field] = typed[0] ?? ''
    rows.set(row, said)
  }
  return [...rows.values()]
}

/** The first values of a review meeting's form, filled in from the last plan. */
export function firstValues(
  { toReview, plan }: { toReview: PlanToReview; plan: PlanToEdit },
  begun: { id: string; today: Day; reviewOn: Day; senco: string; briefed: readonly string[]; noteWay: string },
): FormValues {
  const { id, today, reviewOn, senco, briefed, noteWay } = begun
  const of = planValues(plan)
  const one = (name: string): string => of[name]?.[0] ?? ''
  const kept = ['teacherAssessment', 'progressAndAttainment', 'comparison', 'externalAdvice', 'externalAdviceRelevant']
  const lines = ['adjustments', 'support', 'needsInALine', 'helps', 'avoid', 'expectedImpact', 'teacher']
  return {
    ...reviewValues(toReview, { id, heldOn: today }),
    ...formValues({
      parentHere: 'yes',
      pupilHere: 'yes',
      ...rowsNamed('nextOutcomes', carriedOn(of, 'outcomes', dayFields('byOn', reviewOn))),
      ...rowsNamed('nextInterventions', carriedOn(of, 'interventions', {})),
      ...Object.fromEntries([...kept, ...lines].map((name) => [name, one(name)])),
      senco,
      ...dayFields('reviewOn', reviewOn),
      starts: 'yes',
      noteWay,
      briefed,
    }),
  }
}
