import { taughtBy } from '../../access/own-pupils.ts'
import { addDays, type Day } from '../../days/calendar.ts'
import type { RegisterEntry } from '../../findings/register-status.ts'
import { Prisma, type RoundRobin } from '../../generated/prisma/client.ts'
import { toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { jsonFields, type RowOf } from '../../platform/database/shape.ts'
import type { Link } from '../../ui/components/common-options.ts'
import { shortDay, weekday } from '../../ui/formats/words.ts'
import { fullNameOf, pupilNameColumns } from '../pupil-name.ts'

const columns = ['id', 'askedOn', 'answerBy', 'closedOn'] as const

/** How many staff were asked in a round-robin about a pupil, and how many have answered. */
export type RoundRobinProgress = RowOf<RoundRobin, (typeof columns)[number]> & {
  readonly asked: number
  readonly answered: number
}

/** SQL: a round-robin `x` with all its `RoundRobinAsked` `a`, grouped, as a {@link RoundRobinProgress}. */
export const roundRobinSoFarJson = Prisma.sql`json_build_object(${jsonFields(columns)}, 'asked', count(a.id),
  'answered', count(a.id) filter (where a."answeredOn" is not null))`

/** A day with its weekday: "Friday 4 December". */
export const dayOfWeek = (day: Day, today: Day): string => `${weekday(day)} ${shortDay(day, today)}`

/** How many have answered, and by when: "3 of 5 answered, answer by Friday 4 December". */
export function progressInWords({ asked, answered, answerBy, closedOn }: RoundRobinProgress, today: Day): string {
  const counted = `${answered} of ${asked} answered`
  if (closedOn !== null) return `${counted}, closed on ${shortDay(closedOn, today)}`
  if (answered === asked) return `${counted}`
  const wasDue = answerBy < today ? 'was to be answered by' : 'answer by'
  return `${counted}, ${wasDue} ${dayOfWeek(answerBy, today)}`
}

/** A round-robin as a link on the pupil's page. */
export const roundRobinShown = (pupilId: string, one: RoundRobinProgress, today: Day): Link & { about: string } => ({
  text: `Asked on ${shortDay(one.askedOn, today)}`,
  href: `/pupils/${pupilId}/round-robins/${one.id}`,
  about: progressInWords(one, today),
})

/** In days. If a review is at most this far ahead, staff are asked about the plan's outcomes, too. */
const reviewIsNear = 42

/**
 * The address of the form that asks a pupil's staff. If a review is near, the form asks about the plan's outcomes,
 * too.
 */
export function askingHref(
  pupilId: string,
  { currentPlanId, nextReviewOn }: Pick<RegisterEntry, 'currentPlanId' | 'nextReviewOn'>,
  today: Day,
): string {
  const isNear = currentPlanId !== null && nextReviewOn !== null && nextReviewOn <= addDays(today, reviewIsNear)
  return `/pupils/${pupilId}/round-robins/new${isNear ? `?plan=${currentPlanId}` : ''}`
}

/** How many statements the school asks about, by area of need; null while the school has no statements of its own. */
export async function statementsInUse(tx: Tx, schoolId: string): Promise<ReadonlyMap<string, number> | null> {
  const areas = await tx.roundRobinStatement.findMany({ where: { schoolId }, select: { area: true, offSince: true } })
  if (areas.length === 0) return null
  const counts = new Map<string, number>()
  for (const { area, offSince } of areas) if (offSince === null) counts.set(area, (counts.get(area) ?? 0) + 1)
  return counts
}

/** A question about a pupil that waits for the answer of one member of staff. */
export type QuestionToAnswer = { pupilId: string; name: string; answerBy: Day; href: string }

/**
 * The questions that a member of staff has not answered, about pupils whom they teach or support on the day: they
 * cannot open the record of any other pupil. The most urgent first. One statement.
 */
export async function questionsToAnswer(
  tx: Tx,
  { schoolId, staffId, today }: { schoolId: string; staffId: string; today: Day },
): Promise<QuestionToAnswer[]> {
  const rows = await tx.roundRobinAsked.findMany({
    where: {
      schoolId,
      staffId,
      answeredOn: null,
      roundRobin: { schoolId, closedOn: null, pupil: { schoolId, ...taughtBy(schoolId, staffId, today) } },
    },
    orderBy: [{ roundRobin: { answerBy: 'asc' } }, { id: 'asc' }],
    select: {
      pupilId: true,
      roundRobinId: true,
      roundRobin: {
        select: {
          answerBy: true,
          pupil: {
            select: pupilNameColumns,
          },
        },
      },
    },
  })
  return rows.map(({ pupilId, roundRobinId, roundRobin: { answerBy, pupil } }) => ({
    pupilId,
    name: fullNameOf(pupil),
    answerBy: toDay(answerBy),
    href: `/pupils/${pupilId}/round-robins/${roundRobinId}/answer`,
  }))
}

/** The questions to a member of staff, to show above their classes; null where there are none. */
export function questionsShown(
  questions: readonly QuestionToAnswer[],
  today: Day,
): { title: string; links: (Link & { by: string })[] } | null {
  const [first] = questions
  if (first === undefined) return null
  const count = questions.length === 1 ? '1 question about a pupil' : `${questions.length} questions about pupils`
  return {
    title: `${count} you teach · answer by ${dayOfWeek(first.answerBy, today)}`,
    links: questions.map(({ name, href, answerBy }) => ({
      text: `What do you see of ${name}?`,
      href,
      by: `${answerBy < today ? 'was due by' : 'by'} ${dayOfWeek(answerBy, today)}`,
    })),
  }
}
