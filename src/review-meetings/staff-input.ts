import type { Day } from '../days/calendar.ts'
import { toDay } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { progressWords } from '../pupil-record/reviews/model.ts'

/** How far an outcome has got, according to one member of staff. */
type StaffProgress = { staffId: string; who: string; progress: keyof typeof progressWords; note: string | null }

/** What one member of staff wrote besides the answers about outcomes. At least one of the two texts is set. */
type StaffComment = {
  staffId: string
  who: string
  answeredOn: Day
  goesWell: string | null
  comment: string | null
}

/** The answers so far of the staff who were asked before a plan's review. */
export type StaffInput = {
  /** The number of staff asked. Somebody asked twice about this plan counts once. */
  asked: number
  answered: number
  /** The names of those who have not answered, in alphabetical order. */
  waitingFor: readonly string[]
  /** The latest day by which an answer is asked for; null where nobody was asked. */
  answerBy: Day | null
  /** The pages that show the answers side by side, the latest first. */
  roundRobins: readonly { id: string; askedOn: Day; href: string }[]
  /** By outcome id, in the order of the staff's names. Outcomes without an answer are left out. */
  outcomes: ReadonlyMap<string, readonly StaffProgress[]>
  comments: readonly StaffComment[]
}

/**
 * Reads the answers to the round-robins about a plan, for its review meeting. Where somebody was asked twice, their
 * latest answer counts. Four statements for any number of answers.
 */
export async function staffInput(
  tx: Tx,
  { schoolId, pupilId, planId }: { schoolId: string; pupilId: string; planId: string },
): Promise<StaffInput> {
  const roundRobins = await tx.roundRobin.findMany({
    where: { schoolId, pupilId, planId },
    orderBy: [{ askedOn: 'desc' }, { id: 'desc' }],
    select: { id: true, askedOn: true, answerBy: true },
  })
  const asked = await tx.roundRobinAsked.findMany({
    where: { schoolId, pupilId, roundRobin: { schoolId, planId } },
    orderBy: [{ answeredOn: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
    select: {
      staffId: true,
      answeredOn: true,
      goesWell: true,
      comment: true,
      staff: { select: { name: true } },
      progress: { where: { schoolId }, select: { outcomeId: true, progress: true, note: true } },
    },
  })
  const latest = new Map(asked.toReversed().map((one) => [one.staffId, one]))
  const inOrder = [...latest.values()].sort((one, other) => one.staff.name.localeCompare(other.staff.name, 'en-GB'))
  const outcomes = new Map<string, StaffProgress[]>()
  for (const { staffId, staff, answeredOn, progress } of inOrder) {
    if (answeredOn === null) continue
    for (const { outcomeId, ...said } of progress) {
      const before = outcomes.get(outcomeId) ?? []
      outcomes.set(outcomeId, [...before, { staffId, who: staff.name, ...said }])
    }
  }
  const answered = inOrder.filter(({ answeredOn }) => answeredOn !== null)
  return {
    asked: inOrder.length,
    answered: answered.length,
    waitingFor: inOrder.filter(({ answeredOn }) => answeredOn === null).map(({ staff }) => staff.name),
    answerBy:
      roundRobins
        .map(({ answerBy }) => toDay(answerBy))
        .toSorted()
        .at(-1) ?? null,
    roundRobins: roundRobins.map(({ id, askedOn }) => ({
      id,
      askedOn: toDay(askedOn),
      href: `/pupils/${pupilId}/round-robins/${id}`,
    })),
    outcomes,
    comments: answered.flatMap(({ staffId, staff, answeredOn, goesWell, comment }) =>
      answeredOn === null || (goesWell === null && comment === null)
        ? []
        : [{ staffId, who: staff.name, answeredOn: toDay(answeredOn), goesWell, comment }],
    ),
  }
}
