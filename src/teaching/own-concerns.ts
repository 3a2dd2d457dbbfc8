import type { ConcernRaised } from '../database/concerns-raised-sql.ts'
import { fullNameOf } from '../database/pupil-name.ts'
import { shortDay } from '../web/words.ts'
import type { TaughtPupil } from './page.ts'

/** A concern that a member of staff raised, and what became of it. */
export type OwnConcern = { name: string; raised: string; became: string; answer: string }

/** The furthest that it has got. */
function becameOf({ answeredOn, closedOn, discussedOn, decidedOn }: ConcernRaised, today: string): string {
  const on = (words: string, day: string) => `${words} on ${shortDay(day, today)}`
  if (decidedOn !== null) return on('It was talked over, and the SENCO and class teacher decided', decidedOn)
  if (closedOn !== null) return on('Closed', closedOn)
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
  pupils: readonly TaughtPupil[],
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
      },
    ]
  })
