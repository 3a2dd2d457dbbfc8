import { type SeeOther, seeOther } from '../http/answers.ts'
import type { PupilVisit } from '../http/pupil-route.ts'
import { planForm } from '../pupil-record/plans/form.ts'
import { planValues } from '../pupil-record/plans/form-values.ts'
import { planToEdit } from '../pupil-record/plans/model.ts'
import { reviewForm, reviewValues } from '../pupil-record/reviews/form.ts'
import type { PlanToReview } from '../pupil-record/reviews/model.ts'
import { type FormValues, nested } from '../ui/forms/form-values.ts'
import type { HoldMeeting } from './form.ts'

/** What a command says, whatever its rows' ids. */
const meaningOf = (command: unknown): string =>
  JSON.stringify(command, (name, value: unknown) => (name === 'id' || name === 'version' ? undefined : value))

/** The next plan's fields under the names that its own form has. */
const underOwnNames = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, typed]) => [
      name.replace(/^next(Outcomes|Interventions)\./, (_, list: string) => `${list.toLowerCase()}.`),
      typed,
    ]),
  )

/**
 * The same meeting's form again. Says it the same, it is answered like the first time; what was changed since goes into the
 * form of the review or of the plan, still to be saved there.
 */
export async function sentBefore(visit: PupilVisit, standing: PlanToReview, meeting: HoldMeeting): Promise<SeeOther> {
  const { tx, user, pupil, today, values } = visit
  const at = `/pupils/${pupil.pupilId}/plans`
  const reviewed = reviewValues(standing, { id: meeting.review.id, heldOn: meeting.review.heldOn })
  const review = reviewForm(today).safeParse(nested(reviewed))
  const flash = {
    heading: 'This was saved before',
    text: 'What you changed since then is in the form below. Check it and save it.',
  }
  if (!review.success || meaningOf(review.data) !== meaningOf(meeting.review)) {
    const held = { ...values, id: reviewed.id ?? [], version: reviewed.version ?? [] }
    return { ...seeOther(`${at}/${standing.id}/review`, flash), held }
  }
  const plan = meeting.plan && (await planToEdit(tx, user.schoolId, pupil.pupilId, meeting.plan.id))
  if (!meeting.plan || !plan) return seeOther(`${at}/${standing.id}`)
  const stands = planForm(today).safeParse(nested({ id: [plan.id], ...planValues(plan) }))
  if (stands.success && meaningOf(stands.data) === meaningOf(meeting.plan)) return seeOther(`${at}/${plan.id}`)
  const current = planValues(plan)
  const held = { ...current, ...underOwnNames(values), ...daysOf(current), version: current.version ?? [] }
  return { ...seeOther(`${at}/${plan.id}/edit`, flash), held }
}

/** Days that the meeting asked once stand in the plan under several names. */
const daysOf = (values: FormValues): FormValues =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => /^(agreedOn|assessedOn|parentConsultedOn|pupilConsultedOn)-/.test(name)),
  )
