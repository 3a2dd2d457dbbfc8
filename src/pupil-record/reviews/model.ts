import type { Day } from '../../days/calendar.ts'
import {
  Prisma,
  type OutcomeProgress as ProgressColumns,
  type Review as ReviewColumns,
} from '../../generated/prisma/client.ts'
import { toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { jsonFields, type RowOf, withDays } from '../../platform/database/shape.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, type RecordedFact, viewFacts } from '../facts.ts'
import type { ViewGiven } from '../views-given.ts'

/** How far an outcome has got, from least to most. */
export const howFar = ['notYet', 'some', 'met', 'exceeded'] as const

/** How far an outcome has got, in the words that reviews, round-robins and class notes share. */
export const progressWords = {
  notYet: 'Not yet',
  some: 'Some progress',
  met: 'Met',
  exceeded: 'More than met',
} as const

/** What was decided at a review, in words for parents. */
export const reviewDecisionWords = {
  continue: 'We go on as we are',
  change: 'We change the support or the outcomes',
  stepUp: 'More help is needed',
  end: 'SEN Support is not needed any more',
} as const

/** A plan with all that the form of its review shows; null if the pupil has none with this id. */
export async function planToReview(tx: Tx, schoolId: string, pupilId: string, planId: string) {
  const plan = await tx.plan.findFirst({
    where: { schoolId, pupilId, id: planId, withdrawnAt: null },
    select: {
      id: true,
      version: true,
      agreedOn: true,
      reviewOn: true,
      expectedImpact: true,
      outcomes: {
        where: { schoolId },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          outcome: true,
          measure: true,
          baseline: true,
          progress: {
            where: { schoolId, review: { schoolId, withdrawnAt: null } },
            select: { progress: true, note: true },
          },
        },
      },
      provisions: {
        where: { schoolId, kind: 'intervention' },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: { id: true, what: true, howOften: true, sessionsPlanned: true, sessionsHeld: true, impact: true },
      },
      reviews: {
        where: { schoolId, withdrawnAt: null },
        include: {
          views: {
            where: { schoolId },
            orderBy: { speaker: 'asc' },
            select: { speaker: true, inWhoseWords: true, words: true, declined: true },
          },
        },
      },
    },
  })
  if (!plan) return null
  const { provisions, outcomes, reviews, ...said } = plan
  const [review] = reviews
  return {
    ...withDays(said),
    outcomes: outcomes.map(({ progress, ...outcome }) => ({ ...outcome, progress: progress[0] ?? null })),
    interventions: provisions,
    review: review ? withDays(review) : null,
  }
}

export type PlanToReview = NonNullable<Awaited<ReturnType<typeof planToReview>>>

/** Whether all outcomes and interventions in a form belong to the plan. */
export function isOfPlan(
  plan: PlanToReview,
  told: { outcomes: readonly { id: string }[]; interventions: readonly { id: string }[] },
): boolean {
  const known = new Set([...plan.outcomes, ...plan.interventions].map(({ id }) => id))
  return [...told.outcomes, ...told.interventions].every(({ id }) => known.has(id))
}

/** Whether the pupil has a plan that was agreed later. */
export async function hasLaterPlan(tx: Tx, schoolId: string, pupilId: string, agreedOn: Day): Promise<boolean> {
  const later = await tx.plan.findFirst({
    where: { schoolId, pupilId, agreedOn: { gt: toDate(agreedOn) }, withdrawnAt: null },
    select: { id: true },
  })
  return later !== null
}

const reviewColumns = ['id', 'pupilId', 'planId', 'heldOn', 'impact', 'decision', 'nextSteps'] as const
const progressColumns = ['outcomeId', 'reviewId', 'progress', 'note'] as const

/** A review of a plan as it is read. */
export type Review = Entry<ReviewColumns, (typeof reviewColumns)[number]>
/** What a review says about one outcome: how far it has got, with a note. */
export type OutcomeProgress = RowOf<ProgressColumns, (typeof progressColumns)[number]>

/** SQL: a review `x`, as a {@link Review}; what a review says of an outcome `x`, as an {@link OutcomeProgress}. */
export const reviewFrom = Prisma.sql`"Review" x`
export const reviewJson = Prisma.sql`json_build_object(${entryFields(reviewColumns)})`
export const outcomeProgressJson = Prisma.sql`json_build_object(${jsonFields(progressColumns)})`

/** SQL: all text of a review `x` in which a search looks. */
export const reviewWords = Prisma.sql`concat_ws(E'\n', x.impact, x."nextSteps")`

export const reviewSummary: EntrySummary = {
  on: Prisma.sql`x."heldOn"`,
  says: Prisma.sql`coalesce(x.impact, '')`,
  who: Prisma.sql`null`,
}

/** The review as a heading: "Reviewed: We go on as we are" */
export const reviewTitle = ({ decision }: Review): string =>
  decision === null ? 'Reviewed' : `Reviewed: ${reviewDecisionWords[decision]}`

/** What the entry says: one fact for each field that is filled in, in the form's order. */
export const reviewFacts = (
  { impact, nextSteps }: Review,
  views: readonly ViewGiven[],
  forename: string,
): RecordedFact[] =>
  [viewFacts(views, forename), fact('What difference it made', impact), fact('Next', nextSteps)].flat()

/** What a review says about an outcome, in words: "Some progress. Uses the card"; empty where it says nothing. */
export const outcomeProgressInWords = (progress: OutcomeProgress | null): string =>
  progress === null ? '' : [progressWords[progress.progress], progress.note].filter(Boolean).join('. ')
