import { Prisma, type Pupil } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { jsonFields, type RowOf } from '../../platform/database/shape.ts'
import { type Concern, concernFrom, concernJson, concernSummary } from '../../pupil-record/concerns/model.ts'
import { type Decision, decisionFrom, decisionJson, decisionSummary } from '../../pupil-record/decisions/model.ts'
import {
  considerationFrom,
  considerationJson,
  considerationSummary,
  type EhcConsideration,
} from '../../pupil-record/ehc-considerations/model.ts'
import { type Meeting, meetingFrom, meetingJson, meetingSummary } from '../../pupil-record/meetings/model.ts'
import { type Notice, noticeFrom, noticeJson, noticeSummary } from '../../pupil-record/notices/model.ts'
import {
  type Assessment,
  assessmentJson,
  type Outcome,
  outcomeJson,
  type Plan,
  type Provision,
  planFrom,
  planJson,
  planSummary,
  provisionJson,
} from '../../pupil-record/plans/model.ts'
import { type Professional, professionalFrom, professionalJson } from '../../pupil-record/professionals/model.ts'
import { type SeenInClass, seenInClass } from '../../pupil-record/progress/model.ts'
import {
  type OutcomeProgress,
  outcomeProgressJson,
  type Review,
  reviewFrom,
  reviewJson,
  reviewSummary,
} from '../../pupil-record/reviews/model.ts'
import { type ViewRow, viewJson } from '../../pupil-record/views-given.ts'

const columns = ['dateOfBirth', 'enteredOn', 'firstLanguage'] as const

/**
 * A pupil with the entries of their record that are not withdrawn, each kind sorted by day, and the rows that belong to
 * these entries.
 */
type Rows = RowOf<Pupil, (typeof columns)[number]> & {
  readonly pupilId: string
  readonly concerns: readonly Concern[]
  readonly meetings: readonly Meeting[]
  readonly decisions: readonly Decision[]
  readonly notices: readonly Notice[]
  readonly plans: readonly Plan[]
  readonly reviews: readonly Review[]
  readonly professionals: readonly Professional[]
  readonly ehcConsiderations: readonly EhcConsideration[]
  readonly assessments: readonly Assessment[]
  readonly outcomes: readonly Outcome[]
  readonly provisions: readonly Provision[]
  readonly progress: readonly OutcomeProgress[]
  readonly views: readonly ViewRow[]
}

/** All that is recorded of a pupil, from the first concern on. Withdrawn entries are left out. */
export type Case = Rows & {
  /** By the id of a plan's outcome: what each member of staff last saw of it in class. */
  readonly seen: ReadonlyMap<string, readonly SeenInClass[]>
}

/** SQL: a JSON list of one kind of entry of the pupil `p`, those that are not withdrawn, sorted by day. */
const entries = (json: Prisma.Sql, from: Prisma.Sql, on: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(select coalesce(json_agg(${json} order by ${on}, x.id), '[]') from ${from}
        where x."schoolId" = p."schoolId" and x."pupilId" = p.id and x."withdrawnAt" is null)`

/** SQL: a JSON list of rows that belong to entries of the pupil `p`, for example a plan's outcomes. */
const parts = (json: Prisma.Sql, table: Prisma.Sql, order: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(select coalesce(json_agg(${json} order by ${order}, x.id), '[]') from ${table} x
        where x."schoolId" = p."schoolId" and x."pupilId" = p.id)`

const byPosition = Prisma.sql`x.position`

/** The cases of a few pupils. Two statements, however many pupils. */
export async function casesOf(tx: Tx, schoolId: string, pupilIds: readonly string[]): Promise<Case[]> {
  const rows = await tx.$queryRaw<{ pupil: Rows }[]>`
    select json_build_object('pupilId', p.id, ${jsonFields(columns, 'p')},
      'concerns', ${entries(concernJson, concernFrom, concernSummary.on)},
      'meetings', ${entries(meetingJson, meetingFrom, meetingSummary.on)},
      'decisions', ${entries(decisionJson, decisionFrom, decisionSummary.on)},
      'notices', ${entries(noticeJson, noticeFrom, noticeSummary.on)},
      'plans', ${entries(planJson, planFrom, planSummary.on)},
      'reviews', ${entries(reviewJson, reviewFrom, reviewSummary.on)},
      'professionals', ${entries(professionalJson, professionalFrom, Prisma.sql`x."createdAt"`)},
      'ehcConsiderations', ${entries(considerationJson, considerationFrom, considerationSummary.on)},
      'assessments', ${parts(assessmentJson, Prisma.sql`"Assessment"`, Prisma.sql`x."assessedOn"`)},
      'outcomes', ${parts(outcomeJson, Prisma.sql`"Outcome"`, byPosition)},
      'provisions', ${parts(provisionJson, Prisma.sql`"Provision"`, byPosition)},
      'progress', ${parts(outcomeProgressJson, Prisma.sql`"OutcomeProgress"`, Prisma.sql`x."reviewId"`)},
      'views', ${parts(viewJson, Prisma.sql`"View"`, Prisma.sql`x.speaker`)}) as pupil
    from "Pupil" p
    where p."schoolId" = ${schoolId}::uuid and p.id = any(${pupilIds}::uuid[])`
  const outcomeIds = rows.flatMap(({ pupil }) =>
    pupil.outcomes.flatMap(({ id, planId }) => (planId === null ? [] : id)),
  )
  const seen = await seenInClass(tx, { schoolId, outcomeIds })
  return rows.map(({ pupil }) => ({ ...pupil, seen }))
}
