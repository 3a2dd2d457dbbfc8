import { isBlank } from '../record.ts'
import { pupilRule, SHOULD } from '../rule.ts'
import { counted, holds, written } from '../verdict.ts'

const hasOutcome = (outcomes: readonly string[]): boolean => outcomes.some((outcome) => !isBlank(outcome))

export const discussionContent = pupilRule({
  id: '6.39-discussion-content',
  paragraph: '6.39',
  ...SHOULD,
  title: 'Early discussion says what it should',
  asks: 'Everyone leaves the early discussion knowing the pupil’s strengths and difficulties, the parents’ concerns, the outcomes sought and the next steps.',
  step: 'completeDiscussion',
  target: null,
  subjects: ({ earlyDiscussions }) => earlyDiscussions,
  judge: ({ strengthsAndDifficulties, parentConcerns, nextSteps, outcomes }) =>
    holds(
      !isBlank(strengthsAndDifficulties) && !isBlank(parentConcerns) && !isBlank(nextSteps) && hasOutcome(outcomes),
    ),
  facts: (meeting) => [
    written('Strengths and difficulties', meeting.strengthsAndDifficulties),
    written('The parents’ concerns', meeting.parentConcerns),
    counted('Outcomes agreed', null, hasOutcome(meeting.outcomes) ? null : 'Nothing written'),
    written('Next steps', meeting.nextSteps),
  ],
})
