import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import {
  day,
  id,
  limits,
  notAfter,
  optionalChoice,
  optionalText,
  optionalWhole,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { refuseViews, viewFields, viewLabels, viewValues } from '../views-given.ts'
import type { PlanToReview } from './model.ts'
import { howFar } from './model.ts'

export const reviewDecisions = ['continue', 'change', 'stepUp', 'end'] as const

export const labels = {
  heldOn: 'When was the review held?',
  'outcomes.progress': 'How far has it got?',
  'outcomes.note': 'What we have seen',
  'interventions.sessionsHeld': 'Sessions held',
  'interventions.impact': 'What it did',
  ...viewLabels,
  impact: 'What difference did the plan make?',
  decision: 'How do we go on?',
  nextSteps: 'Who does what next, and by when?',
} as const

/** The error where somebody else saves the plan in the same moment as this review. */
export const planSavedMeanwhile = 'Somebody changed the plan at the same moment. Look at it again, and save'

const outcomeRow = z.object({ id: id(), progress: optionalChoice(howFar), note: optionalText(limits.text) })
const interventionRow = z.object({
  id: id(),
  sessionsHeld: optionalWhole(0, 400),
  impact: optionalText(limits.text),
})

/**
 * The schema of a plan's review (6.44). Version is 0 until the review is saved. The decision is optional, because it
 * may come later than the review; a rule reports it as missing.
 */
export const reviewForm = (today: Day) =>
  z
    .object({
      id: id(),
      version: version(),
      heldOn: day('Enter the day on which the review was held', notAfter(today)),
      outcomes: z.array(outcomeRow).default([]),
      interventions: z.array(interventionRow).default([]),
      ...viewFields(),
      impact: optionalText(limits.text),
      decision: optionalChoice(reviewDecisions),
      nextSteps: optionalText(limits.text),
    })
    .superRefine((review, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      for (const [row, { progress, note }] of review.outcomes.entries()) {
        if (progress === null && note !== null) refuse(`outcomes.${row}.progress`, 'Choose how far it has got')
      }
      refuseViews(review, refuse)
    })
export type HoldReview = z.infer<ReturnType<typeof reviewForm>>

type FieldValues = Readonly<Record<string, string | number | null>>

const rowFields = (list: string, rows: readonly FieldValues[]): FieldValues =>
  Object.fromEntries(
    rows.flatMap((row, index) => Object.entries(row).map(([name, value]) => [`${list}.${index}.${name}`, value])),
  )

/** The form values of a plan's review. `first` gives the id and the day of a new one. */
export const reviewValues = (plan: PlanToReview, first: { id: string; heldOn: Day }): FormValues =>
  formValues({
    id: plan.review?.id ?? first.id,
    version: plan.review?.version ?? 0,
    ...dayFields('heldOn', plan.review?.heldOn ?? first.heldOn),
    ...rowFields(
      'outcomes',
      plan.outcomes.map(({ id: outcomeId, progress }) => ({
        id: outcomeId,
        progress: progress?.progress ?? null,
        note: progress?.note ?? null,
      })),
    ),
    ...rowFields(
      'interventions',
      plan.interventions.map(({ id: provisionId, sessionsHeld, impact }) => ({
        id: provisionId,
        sessionsHeld,
        impact,
      })),
    ),
    ...viewValues(plan.review?.views ?? []),
    impact: plan.review?.impact ?? null,
    decision: plan.review?.decision ?? null,
    nextSteps: plan.review?.nextSteps ?? null,
  })
