import { type SeeOther, seeOther } from '../http/answers.ts'
import type { PupilVisit } from '../http/pupil-route.ts'
import { planForm } from '../pupil-record/plans/form.ts'
import { planValues } from '../pupil-record/plans/form-values.ts'
import { planToEdit } from '../pupil-record/plans/model.ts'
import { reviewForm, reviewValues } from '../pupil-record/reviews/form.ts'
import type { PlanToReview } from '../pupil-record/reviews/model.ts'
import { type FormValues, nested } from '../ui/forms/form-values.ts'
import { meaningOf } from '../ui/views/differences.ts'
import type { HoldReviewMeeting } from './form.ts'

/** Renames the fields of the next plan from their names on the meeting's page to those in the plan's own form. */
const underOwnNames = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, typed]) => [
      name.replace(/^next(Outcomes|Interventions)\./, (_, list: string) => `${list.toLowerCase()}.`),
      typed,
    ]),
  )

/**
 * Answers a meeting's form that was saved before. With the same contents it is answered like the first time. Otherwise
 * the changes are put into the form of the review or of the plan, and have to be saved there.
 */
export async function sentBefore(
  visit: PupilVisit,
  standing: PlanToReview,
  meeting: HoldReviewMeeting,
): Promise<SeeOther> {
  const { tx, user, pupil, today, values } = visit
  const at = `/pupils/${pupil.pupilId}/plans`
  const reviewed = reviewValues(standing, { id: meeting.review.id, heldOn: meeting.review.heldOn })
  const review = reviewForm(today).safeParse(nested(reviewed))
  const flash = {
    heading: 'This was saved before',
    text: 'What you changed since then is in the form below. Check it and save it.',
  }
  if (!review.success || meaningOf(review.data) !== meaningOf(meeting.review)) {
    const formToRestore = { ...values, id: reviewed.id ?? [], version: reviewed.version ?? [] }
    return { ...seeOther(`${at}/${standing.id}/review`, flash), formToRestore }
  }
  const plan = meeting.plan && (await planToEdit(tx, user.schoolId, pupil.pupilId, meeting.plan.id))
  if (!meeting.plan || !plan) return seeOther(`${at}/${standing.id}`)
  const stands = planForm(today).safeParse(nested({ id: [plan.id], ...planValues(plan) }))
  if (stands.success && meaningOf(stands.data) === meaningOf(meeting.plan)) return seeOther(`${at}/${plan.id}`)
  const current = planValues(plan)
  const held = { ...current, ...underOwnNames(values), ...daysOf(current), version: current.version ?? [] }
  return { ...seeOther(`${at}/${plan.id}/edit`, flash), formToRestore: held }
}

/** The days of a plan for which the meeting's form has only one field. */
const daysOf = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => /^(agreedOn|assessedOn|parentConsultedOn|pupilConsultedOn)-/.test(name)),
  )
