import type { Day } from '../../days/calendar.ts'
import {
  type Assessment as AssessmentColumns,
  type Outcome as OutcomeColumns,
  type Plan as PlanColumns,
  Prisma,
  type Provision as ProvisionColumns,
} from '../../generated/prisma/client.ts'
import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { jsonFields, type RowOf, withDays } from '../../platform/database/shape.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { type Entry, type EntrySummary, entryFields } from '../entry.ts'
import { fact, factOn, type RecordedFact, together, viewFacts } from '../facts.ts'
import type { ViewGiven } from '../views-given.ts'
import { planInFull } from './queries.ts'

const planColumns = [
  'id',
  'pupilId',
  'agreedOn',
  'teacher',
  'senco',
  'needsInALine',
  'expectedImpact',
  'reviewOn',
  'startedOn',
  'version',
] as const
const assessmentColumns = [
  'id',
  'planId',
  'assessedOn',
  'teacher',
  'senco',
  'teacherAssessment',
  'progressAndAttainment',
  'comparison',
  'externalAdvice',
] as const
const outcomeColumns = ['id', 'planId', 'meetingId', 'outcome', 'baseline', 'byOn'] as const
const provisionColumns = [
  'planId',
  'kind',
  'what',
  'deliveredBy',
  'howOften',
  'sessionsPlanned',
  'sessionsHeld',
  'impact',
] as const

/** A plan as read from the database, without its parts. */
export type Plan = Entry<PlanColumns, (typeof planColumns)[number]>
export type Assessment = RowOf<AssessmentColumns, (typeof assessmentColumns)[number]>
/** An outcome of a plan, or one that parents and staff wished for at a meeting. */
export type Outcome = RowOf<OutcomeColumns, (typeof outcomeColumns)[number]>
export type Provision = RowOf<ProvisionColumns, (typeof provisionColumns)[number]>

/** SQL: a plan, an assessment, an outcome, a provision `x`, as the types above. */
export const planFrom = Prisma.sql`"Plan" x`
export const planJson = Prisma.sql`json_build_object(${entryFields(planColumns)})`
export const assessmentJson = Prisma.sql`json_build_object(${jsonFields(assessmentColumns)})`
export const outcomeJson = Prisma.sql`json_build_object(${jsonFields(outcomeColumns)})`
export const provisionJson = Prisma.sql`json_build_object(${jsonFields(provisionColumns)})`

/** SQL: all text of a plan, an assessment, an outcome, a provision `x` in which a search looks. */
export const planWords = Prisma.sql`concat_ws(E'\n', x."needsInALine", x."expectedImpact")`
export const assessmentWords = Prisma.sql`concat_ws(E'\n', x."teacherAssessment", x."progressAndAttainment", x.comparison, x."externalAdvice")`
export const outcomeWords = Prisma.sql`concat_ws(E'\n', x.outcome, x.measure, x.baseline)`
export const provisionWords = Prisma.sql`concat_ws(E'\n', x.what, x."deliveredBy", x."howOften", x.impact)`

export const planSummary: EntrySummary = {
  on: Prisma.sql`x."agreedOn"`,
  says: Prisma.sql`coalesce(x."needsInALine", '')`,
  who: Prisma.sql`concat_ws(' and ', x.teacher, x.senco)`,
}

/** All that was written in an assessment, in the form's order; empty fields left out. */
const assessmentFacts = (one: Assessment, views: readonly ViewGiven[], forename: string): RecordedFact[] =>
  [
    fact('Assessed', `${dayInWords(one.assessedOn)}, ${together(one.teacher, one.senco) || 'by whom is not recorded'}`),
    fact('What the teacher found', one.teacherAssessment),
    fact('Progress and attainment', one.progressAndAttainment),
    fact('Beside others', one.comparison),
    viewFacts(views, forename),
    fact('Advice from outside', one.externalAdvice),
  ].flat()

const ofKind = (provisions: readonly Provision[], kind: Provision['kind']): string =>
  provisions
    .filter((one) => one.kind === kind)
    .map(({ what }) => what)
    .join('; ')

/** All that was written in a plan besides its outcomes and interventions, in the form's order; empty fields left out. */
export const planFacts = (
  plan: Plan,
  parts: {
    assessment: Assessment | null
    views: readonly ViewGiven[]
    provisions: readonly Provision[]
    forename: string
  },
): RecordedFact[] =>
  [
    fact('Agreed by', together(plan.teacher, plan.senco)),
    fact('Needs in a line', plan.needsInALine),
    parts.assessment === null ? [] : assessmentFacts(parts.assessment, parts.views, parts.forename),
    fact('Support from people', ofKind(parts.provisions, 'support')),
    fact('In every lesson', ofKind(parts.provisions, 'adjustment')),
    fact('What it should bring about', plan.expectedImpact),
    factOn('Started', plan.startedOn),
    factOn('To be reviewed', plan.reviewOn),
  ].flat()

/** How many of the planned sessions were held: "8 of 12"; empty where none were planned or held. */
export function sessionsInWords({ sessionsHeld, sessionsPlanned }: Provision): string {
  if (sessionsPlanned === null) return sessionsHeld === null ? '' : String(sessionsHeld)
  return `${sessionsHeld ?? 0} of ${sessionsPlanned}`
}

/** What everybody who teaches the pupil needs to know (6.49), from the current plan. */
export type NeedsSummary = {
  planId: string
  agreedOn: Day
  reviewOn: Day | null
  /** The pupil's needs in one line; may be empty. */
  needs: string
  helps: readonly string[]
  avoid: readonly string[]
  outcomes: readonly { outcome: string; byOn: Day | null }[]
  /** Adjustments, interventions and support, with who delivers them and how often. */
  provision: readonly { what: string; deliveredBy: string; howOften: string }[]
}

/** The summaries of plans, by the plan's id. Three statements, however many plans. */
export async function needsSummaries(
  tx: Tx,
  schoolId: string,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, NeedsSummary>> {
  if (planIds.length === 0) return new Map()
  const plans = await tx.plan.findMany({
    where: { schoolId, id: { in: [...planIds] }, withdrawnAt: null },
    select: {
      id: true,
      agreedOn: true,
      reviewOn: true,
      needsInALine: true,
      outcomes: { where: { schoolId }, orderBy: { position: 'asc' }, select: { outcome: true, byOn: true } },
      provisions: {
        where: { schoolId },
        orderBy: { position: 'asc' },
        select: { kind: true, what: true, deliveredBy: true, howOften: true },
      },
    },
  })
  return new Map(
    plans.map((plan) => {
      const whatOf = (kind: 'helps' | 'avoid') =>
        plan.provisions.filter((one) => one.kind === kind).map(({ what }) => what)
      const provision = plan.provisions.filter(({ kind }) => kind !== 'helps' && kind !== 'avoid')
      return [
        plan.id,
        {
          planId: plan.id,
          agreedOn: toDay(plan.agreedOn),
          reviewOn: toDayOrNull(plan.reviewOn),
          needs: plan.needsInALine ?? '',
          helps: whatOf('helps'),
          avoid: whatOf('avoid'),
          outcomes: plan.outcomes.map(({ outcome, byOn }) => ({ outcome, byOn: toDayOrNull(byOn) })),
          provision: provision.map(({ what, deliveredBy, howOften }) => ({
            what,
            deliveredBy: deliveredBy ?? '',
            howOften: howOften ?? '',
          })),
        },
      ]
    }),
  )
}

/** A plan in full; null if the pupil has none with this id. */
export async function planToEdit(tx: Tx, schoolId: string, pupilId: string, planId: string) {
  const plan = await tx.plan.findFirst({
    where: { schoolId, pupilId, id: planId, withdrawnAt: null },
    include: planInFull(schoolId),
  })
  if (!plan) return null
  const { reviews, ...said } = plan
  const [review] = reviews
  return {
    ...withDays(said),
    assessment: plan.assessment && withDays(plan.assessment),
    outcomes: plan.outcomes.map(withDays),
    review: review ? withDays(review) : null,
  }
}
export type PlanToEdit = NonNullable<Awaited<ReturnType<typeof planToEdit>>>
