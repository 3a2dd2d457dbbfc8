import type { Plan } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { dated, doneBy } from '../verdict.ts'

type PlanWithReviewDay = Plan & { readonly reviewOn: string }

const hasReviewDay = (plan: Plan): plan is PlanWithReviewDay => Boolean(plan.reviewOn)

export const reviewHeld = pupilRule({
  id: '6.44-review-held',
  paragraph: '6.44',
  ...SHOULD,
  title: 'Review held on its day',
  asks: 'The support and its effect are reviewed on the day that was agreed.',
  step: 'holdReview',
  target: null,
  subjects: ({ plansSinceStart }) => plansSinceStart.filter(hasReviewDay),
  judge: ({ review, reviewOn }, _pupil, { asOf }) => doneBy(review?.heldOn, reviewOn, asOf),
  facts: ({ agreedOn, reviewOn, review }) => [
    dated('Plan agreed', agreedOn),
    dated('Review agreed for', reviewOn),
    dated('Review held', review?.heldOn),
  ],
})
