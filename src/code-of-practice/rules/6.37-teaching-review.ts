import { addMonths } from '../../days/calendar.ts'
import { latest, type SchoolAsOf } from '../as-of.ts'
import { SHOULD, schoolRule } from '../rule.ts'
import { currentUntil, dated } from '../verdict.ts'

const latestReview = (school: SchoolAsOf) => latest(school.teachingReviews, (review) => review.heldOn)

export const teachingReview = schoolRule({
  id: '6.37-teaching-review',
  paragraph: '6.37',
  ...SHOULD,
  title: 'Quality of teaching reviewed',
  asks: 'The school regularly reviews the quality of teaching for all pupils, including those at risk of underachieving.',
  step: 'reviewTeaching',
  target: 'teachingReviewMonths',
  judge: (school) => {
    const review = latestReview(school)
    return currentUntil(review && addMonths(review.heldOn, school.targets.teachingReviewMonths), school.asOf)
  },
  facts: (school) => [dated('Latest review of teaching', latestReview(school)?.heldOn)],
})
