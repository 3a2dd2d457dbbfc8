import { nextSteps } from '../../findings/checklist.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { type FoundTask, linkIfPermitted, linkIfRecordOpens, staffAware, type TodayData, taskOf } from './tasks.ts'

/** Plans that some of the pupil's staff have not read (6.49): one task a pupil, with their names. */
export const plansNotRead = ({ pupils, staffNames, role }: TodayData): FoundTask[] =>
  pupils.flatMap((pupil) => {
    const unread = pupil.pupilFindings.findings.filter(({ rule, status }) => rule === staffAware && status !== 'met')
    const [step] = nextSteps(unread, pupil.context)
    if (step === undefined) return []
    const names = unread.map(({ subject }) => staffNames.get(subject ?? '') ?? 'a member of staff').sort()
    return [{ ...taskOf(pupil, step, role), what: `Plan not read yet by ${names.join(', ')}` }]
  })

/** Round-robins that some of the staff asked have not answered: one task each, with their names. */
export function answersToCome({ pupils, roundRobins, today, role }: TodayData): FoundTask[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return roundRobins.flatMap(({ roundRobinId, pupilId, answerBy, names, askedOf }) => {
    const pupil = byId.get(pupilId)
    if (!pupil) return []
    const isLate = answerBy < today
    const task: FoundTask = {
      pupil,
      kind: 'roundRobin',
      isLate,
      what: `Round-robin not answered yet by ${names.join(', ')}`,
      why: `${askedOf - names.length} of ${askedOf} have answered`,
      isLaw: false,
      status: isLate ? 'missing' : 'upcoming',
      word: `${isLate ? 'Missing since' : 'Due'} ${shortDay(answerBy, today)}`,
      wordHref: '',
      action: linkIfRecordOpens(role, 'See the answers', `/pupils/${pupilId}/round-robins/${roundRobinId}`),
      on: answerBy,
    }
    return [task]
  })
}

/** Letters that did not arrive: one task each, with the reason. */
export function lettersToSendAgain({ pupils, letters, today, role }: TodayData): FoundTask[] {
  const byId = new Map(pupils.map((pupil) => [pupil.pupilId, pupil]))
  return letters.flatMap(({ letterId, pupilId, to, problem, since, plannedReviewId }) => {
    const pupil = byId.get(pupilId)
    if (!pupil) return []
    const task: FoundTask = {
      pupil,
      kind: 'letter',
      isLate: true,
      what: `Letter to ${to} not delivered`,
      why: problem ?? 'The e-mail did not arrive',
      isLaw: false,
      status: 'missing',
      word: `Missing since ${shortDay(since, today)}`,
      wordHref: '',
      action:
        plannedReviewId === null
          ? linkIfRecordOpens(role, 'See the letter', `/pupils/${pupilId}/letters/${letterId}`)
          : linkIfPermitted(role, 'notice:send', {
              text: 'Write the letter',
              href: `/pupils/${pupilId}/letters/new?kind=invitation&about=${plannedReviewId}`,
            }),
      on: since,
    }
    return [task]
  })
}
