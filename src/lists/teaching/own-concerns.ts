import type { Day } from '../../days/calendar.ts'
import { decisionKindWords } from '../../pupil-record/decisions/model.ts'
import { fullNameOf, type PupilNamed } from '../../pupil-record/pupil-name.ts'
import { shortDay } from '../../ui/formats/words.ts'
import type { ConcernRaised } from './concerns-raised-sql.ts'

/** A concern that a member of staff raised, with what followed. */
type OwnConcern = {
  name: string
  raised: string
  became: string
  answer: string
  /** The URL of the plan that followed from the concern; empty if no plan did. */
  planHref: string
}

/** What became of the concern, in words: the latest stage that it has reached or, if it was closed, why. */
function becameOf(concern: ConcernRaised, today: Day): string {
  const { answeredOn, closedOn, closedBecause, discussedOn, decidedOn, decision, plannedOn } = concern
  const on = (words: string, day: Day) => `${words} on ${shortDay(day, today)}`
  const closed = closedOn === null ? null : [on('Closed', closedOn), closedBecause].filter(Boolean).join(': ')
  if (plannedOn !== null) return `There is a plan now, agreed on ${shortDay(plannedOn, today)}`
  if (decidedOn !== null) {
    const decided = on('It was talked over, and the SENCO and class teacher decided', decidedOn)
    return [decision === null ? decided : `${decided}: ${decisionKindWords[decision]}`, closed]
      .filter(Boolean)
      .join('. ')
  }
  if (closed !== null) return closed
  if (discussedOn !== null) return on('Talked over with the parents', discussedOn)
  if (answeredOn !== null) return on('Answered', answeredOn)
  return 'The SENCO has it and has not answered yet'
}

/**
 * The concerns that a member of staff raised, each with what followed from it, for their first page. Leaves out pupils
 * whom they do not teach or support on the day, because they may not see them.
 */
export const ownConcerns = (
  concerns: readonly ConcernRaised[],
  pupils: readonly ({ id: string } & PupilNamed)[],
  today: Day,
): OwnConcern[] =>
  concerns.flatMap((concern) => {
    const pupil = pupils.find(({ id }) => id === concern.pupilId)
    if (!pupil) return []
    return [
      {
        name: fullNameOf(pupil),
        raised: shortDay(concern.raisedOn, today),
        became: becameOf(concern, today),
        answer: concern.answer ?? '',
        planHref: concern.plannedOn === null ? '' : `/pupils/${pupil.id}/summary`,
      },
    ]
  })
