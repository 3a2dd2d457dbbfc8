import { decisionKindWords } from '../../pupil-record/kind-words.ts'
import { fullNameOf, type PupilNamed } from '../../pupil-record/pupil-name.ts'
import { shortDay } from '../../ui/formats/words.ts'
import type { ConcernRaised } from './concerns-raised-sql.ts'

/** A concern that a member of staff raised, and what became of it. */
export type OwnConcern = {
  name: string
  raised: string
  became: string
  answer: string
  /** Where the plan that came of it is read; empty where there is none. */
  planHref: string
}

/** The furthest that it has got, and why it was closed. */
function becameOf(concern: ConcernRaised, today: string): string {
  const { answeredOn, closedOn, closedBecause, discussedOn, decidedOn, decision, plannedOn } = concern
  const on = (words: string, day: string) => `${words} on ${shortDay(day, today)}`
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
 * What became of the concerns that a member of staff raised, for their first page. Of pupils whom they teach or support on
 * the day only: they can see no other.
 */
export const ownConcerns = (
  concerns: readonly ConcernRaised[],
  pupils: readonly ({ id: string } & PupilNamed)[],
  today: string,
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
