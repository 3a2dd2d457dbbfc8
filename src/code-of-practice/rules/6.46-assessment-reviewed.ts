import { addMonths, type Day, laterOf } from '../../days/calendar.ts'
import type { Assessment } from '../record.ts'
import { onlyIf, pupilRule, SHOULD } from '../rule.ts'
import { currentUntil, dated } from '../verdict.ts'

const lastLookedAt = ({ assessedOn, reviewedOn }: Assessment): Day => laterOf(assessedOn, reviewedOn ?? assessedOn)

export const assessmentReviewed = pupilRule({
  id: '6.46-assessment-reviewed',
  paragraph: '6.46',
  ...SHOULD,
  title: 'Assessment up to date',
  asks: 'The assessment is reviewed regularly, so that support and need go on matching.',
  step: 'reviewAssessment',
  target: 'assessmentReviewMonths',
  subjects: ({ currentPlan }) => onlyIf(currentPlan),
  judge: ({ assessment }, _pupil, { targets, asOf }) =>
    currentUntil(assessment ? addMonths(lastLookedAt(assessment), targets.assessmentReviewMonths) : null, asOf),
  facts: ({ assessment }) => [
    dated('Assessment', assessment?.assessedOn),
    dated('Assessment reviewed', assessment?.reviewedOn),
  ],
})
