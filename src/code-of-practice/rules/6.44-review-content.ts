import { isBlank, type Plan, type PlanReview } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, holds, written } from '../verdict.ts'

type ReviewedPlan = Plan & { readonly review: PlanReview }

const isReviewed = (plan: Plan): plan is ReviewedPlan => Boolean(plan.review)

export const reviewContent = pupilRule({
  id: '6.44-review-content',
  paragraph: '6.44',
  ...SHOULD,
  title: 'Review says what it should',
  asks: 'The review weighs the impact of the support with the views of pupil and parents, and decides what changes.',
  step: 'completeReview',
  target: null,
  subjects: ({ plansSinceStart }) => plansSinceStart.filter(isReviewed),
  judge: ({ review: { parentViews, pupilViews, impact, decision } }) =>
    holds(!isBlank(parentViews) && !isBlank(pupilViews) && !isBlank(impact) && Boolean(decision)),
  facts: ({ review }) => [
    dated('Review held', review.heldOn),
    written('The parents’ views', review.parentViews),
    written('The pupil’s views', review.pupilViews),
    written('Impact of the support', review.impact),
    counted('What happens next', null, review.decision ? null : 'Not decided'),
  ],
})
