import { v7 as uuidv7 } from 'uuid'
import { checklistRow } from '../../findings/checklist.ts'
import { pupilSteps, savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import type { Flash } from '../../ui/views/views.ts'
import { sentAfterWithdrawal, withdrawHref, withUndo } from '../entry.ts'
import { holdReview } from './commands.ts'
import { type HoldReview, labels, planSavedMeanwhile, reviewForm, reviewValues } from './form.ts'
import { reviewPage } from './form-page.ts'
import { hasLaterPlan, isOfPlan, type PlanToReview, planToReview, progressWords, reviewDecisionWords } from './model.ts'

const planAt = (pupilId: string, planId: string) => `/pupils/${pupilId}/plans/${planId}`

const heading = 'The review has been saved'

/**
 * The message after saving: offers the next plan, or the end of SEN Support. After correcting the review of an
 * earlier plan, or of a pupil who is not on SEN Support any more, it offers the pupil's next step, as after every
 * form.
 */
async function nextFlash(visit: PupilVisit, plan: PlanToReview, { decision }: HoldReview): Promise<Flash> {
  const { tx, user, pupil, today } = visit
  const { schoolId } = user
  const { pupilId } = pupil
  const steps = await pupilSteps({ tx, schoolId, pupilId, asOf: today, today })
  const isOver =
    steps?.pupilFindings.registerEntry.status !== 'senSupport' ||
    (await hasLaterPlan(tx, schoolId, pupilId, plan.agreedOn))
  if (decision === null || isOver) return savedFlash(visit, pupilId, heading)
  if (decision === 'end') {
    return {
      heading,
      text: 'Next: record with the parents that SEN Support ends.',
      link: { text: 'Record the end of SEN Support', href: `/pupils/${pupilId}/decisions/new?decision=endSenSupport` },
    }
  }
  const cycle = steps.pupilFindings.findings.find(
    ({ rule, step, status }) => rule === '6.44-cycle' && step === 'agreePlan' && status !== 'met',
  )
  const word = cycle ? checklistRow(cycle, steps.context).word : ''
  const due = word === '' ? '' : ` (${word[0]?.toLowerCase()}${word.slice(1)})`
  const more =
    decision === 'stepUp' ? ' Think of a specialist, and of an Education, Health and Care needs assessment.' : ''
  return {
    heading,
    text: `Next: agree the plan for the next cycle${due}.${more}`,
    link: { text: 'Agree the next plan', href: `/pupils/${pupilId}/plans/new` },
  }
}

const hold = pupilForm('/pupils/:pupilId/plans/:planId/review', {
  may: 'review:hold',
  schema: reviewForm,
  labels,
  start: async ({ tx, user, pupil, params, today }) => {
    const plan = await planToReview(tx, user.schoolId, pupil.pupilId, params.planId)
    return plan && reviewValues(plan, { id: uuidv7(), heldOn: today })
  },
  show: async ({ tx, user, pupil, params }, form) => {
    const plan = await planToReview(tx, user.schoolId, pupil.pupilId, params.planId)
    if (!plan) return notFound
    const at = planAt(pupil.pupilId, plan.id)
    return page(
      'pupil-record/reviews/form',
      reviewPage(plan, {
        name: pupil.name,
        forename: pupil.forename,
        back: { text: 'Back to the plan', href: at },
        action: `${at}/review`,
        meetingHref: plan.review === null ? `${at}/meeting` : '',
        withdrawHref: plan.review === null ? '' : withdrawHref(pupil.pupilId, 'review', plan.review.id),
        form,
      }),
    )
  },
  save: async (visit, review) => {
    const { tx, user, pupil, params } = visit
    const [schoolId, pupilId, planId] = [user.schoolId, pupil.pupilId, params.planId]
    const plan = await planToReview(tx, schoolId, pupilId, planId)
    if (!plan || !isOfPlan(plan, review)) return notFound
    if (review.heldOn < plan.agreedOn)
      return refused(
        'heldOn-day',
        `The plan was agreed on ${dayInWords(plan.agreedOn)}. It cannot be reviewed before that`,
      )
    const at = planAt(pupilId, planId)
    if (review.version === 0) {
      const again = await sentAfterWithdrawal(visit, 'review', review.id, `${at}/review`)
      if (again.kind === 'seeOther') return again
    }
    const isSaved = await holdReview(tx, { schoolId, pupilId }, plan, review)
    if (isSaved) {
      const answer = seeOther(at, await nextFlash(visit, plan, review))
      return plan.review === null ? withUndo(answer, pupilId, 'review', review.id) : answer
    }
    const standing = await planToReview(tx, schoolId, pupilId, planId)
    if (!standing) return notFound
    return standing.review
      ? stale(reviewValues(standing, review), at, { ...progressWords, ...reviewDecisionWords })
      : refused('heldOn-day', planSavedMeanwhile)
  },
})

export const reviewRoutes: readonly Route[] = [...hold]
