import { latest } from '../as-of.ts'
import { type Decision, isBlank } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, dated, holds, written } from '../verdict.ts'

const whyDateDoesNotCount = ({ reviewOn, decidedOn }: Decision): string | null => {
  if (!reviewOn) return 'No day recorded'
  return reviewOn > decidedOn ? null : 'Not later than the decision'
}

const rolesAreWritten = ({ roles }: Decision): boolean =>
  !isBlank(roles?.parent) && !isBlank(roles?.pupil) && !isBlank(roles?.staff)

export const reviewDateAndRoles = pupilRule({
  id: '6.43-review-date-and-roles',
  paragraph: '6.43',
  ...SHOULD,
  title: 'Review date and everyone’s part agreed',
  asks: 'A date for reviewing progress is agreed, and parents, pupil and staff are each clear how they will help.',
  step: 'setReviewDateAndRoles',
  target: null,
  subjects: ({ decisions }) => {
    const decision = latest(decisions, ({ decidedOn }) => decidedOn)
    return decision?.decision === 'coreOffer' || decision?.decision === 'senSupport' ? [decision] : []
  },
  judge: (decision) => holds(whyDateDoesNotCount(decision) === null && rolesAreWritten(decision)),
  facts: (decision) => [
    dated('Decision', decision.decidedOn),
    counted('Review planned for', decision.reviewOn, whyDateDoesNotCount(decision)),
    written('The parents’ part', decision.roles?.parent),
    written('The pupil’s part', decision.roles?.pupil),
    written('The staff’s part', decision.roles?.staff),
  ],
})
