import type { Day } from '../../days/calendar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { concernSummary } from '../concerns/model.ts'
import { decisionSummary } from '../decisions/model.ts'
import { considerationSummary } from '../ehc-considerations/model.ts'
import { type EntryKey, type EntryKind, type EntrySummary, entryTables } from '../entry.ts'
import { meetingSummary } from '../meetings/model.ts'
import { notDoneSummary } from '../not-done/model.ts'
import { noticeSummary } from '../notices/model.ts'
import { planSummary } from '../plans/model.ts'
import { professionalSummary } from '../professionals/model.ts'
import { reviewSummary } from '../reviews/model.ts'

const summaries: Readonly<Record<EntryKind, EntrySummary>> = {
  concern: concernSummary,
  meeting: meetingSummary,
  decision: decisionSummary,
  notice: noticeSummary,
  plan: planSummary,
  review: reviewSummary,
  professional: professionalSummary,
  ehcConsideration: considerationSummary,
  notDone: notDoneSummary,
}

export type EntryRow = {
  on: Day
  /** The entry's text, or which kind it is (a decision for SEN Support, for example); may be empty. */
  says: string
  /** Who raised, decided, agreed or signed it, or took part; may be empty. */
  who: string
  /** The entry's version, for optimistic locking; 0 for a kind without versions. */
  version: number
  /** The id of the plan that a review is about; null for other kinds. */
  planId: string | null
  /** Why the entry was withdrawn; null for one that is not. */
  because: string | null
  by: string | null
  withdrawnOn: Day | null
}

/** The entry with this id, withdrawn or not; null if there is none with it. */
export async function selectEntry(tx: Tx, { schoolId, pupilId, kind, entryId }: EntryKey): Promise<EntryRow | null> {
  const { on, says, who } = summaries[kind]
  const version = Prisma.raw(kind === 'notDone' ? '0' : 'x.version')
  const planId = Prisma.raw(kind === 'review' ? 'x."planId"::text' : 'null')
  const rows = await tx.$queryRaw<EntryRow[]>`
    select ${on}::text as on, ${says} as says, coalesce(${who}, '') as who,
      ${version} as version, ${planId} as "planId", x."withdrawnBecause" as because,
      (x."withdrawnAt" at time zone 'Europe/London')::date::text as "withdrawnOn",
      (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."withdrawnBy") as by
    from ${Prisma.raw(entryTables[kind])} x
    where x."schoolId" = ${schoolId}::uuid and x.id = ${entryId}::uuid and x."pupilId" is not distinct from ${pupilId}::uuid`
  return rows[0] ?? null
}

/**
 * SQL: raises the version, so that a form that was open at the time cannot overwrite the entry. A reason "not done" has
 * none.
 */
const nextVersion = (kind: EntryKind): Prisma.Sql =>
  kind === 'notDone' ? Prisma.empty : Prisma.sql`, version = x.version + 1`

/**
 * Withdraws an entry that is not withdrawn.
 * @param only the version that it has to have and, for an undo, how old it may be by the database's clock, which also
 * stamped it
 * @returns false where it is withdrawn already, or its version or age does not fit
 */
export async function markWithdrawn(
  tx: Tx,
  { schoolId, pupilId, kind, entryId }: EntryKey,
  {
    staffId,
    because,
    now,
    only,
  }: { staffId: string; because: string; now: Date; only: { version: number; minutesOld?: number } },
): Promise<boolean> {
  const ofVersion = kind === 'notDone' ? Prisma.empty : Prisma.sql`and x.version = ${only.version}`
  const since =
    only.minutesOld === undefined
      ? Prisma.empty
      : Prisma.sql`and x."createdAt" > now() - make_interval(mins => ${only.minutesOld}::int)`
  const count = await tx.$executeRaw`
    update ${Prisma.raw(entryTables[kind])} x
    set "withdrawnAt" = ${now}, "withdrawnBy" = ${staffId}::uuid, "withdrawnBecause" = ${because} ${nextVersion(kind)}
    where x."schoolId" = ${schoolId}::uuid and x.id = ${entryId}::uuid and x."pupilId" is not distinct from ${pupilId}::uuid
      and x."withdrawnAt" is null ${ofVersion} ${since}`
  return count === 1
}

/** Puts a withdrawn entry back. @returns false where the entry is not withdrawn, or there is none with this id */
export async function markStanding(tx: Tx, { schoolId, pupilId, kind, entryId }: EntryKey): Promise<boolean> {
  const count = await tx.$executeRaw`
    update ${Prisma.raw(entryTables[kind])} x
    set "withdrawnAt" = null, "withdrawnBy" = null, "withdrawnBecause" = null ${nextVersion(kind)}
    where x."schoolId" = ${schoolId}::uuid and x.id = ${entryId}::uuid and x."pupilId" is not distinct from ${pupilId}::uuid
      and x."withdrawnAt" is not null`
  return count === 1
}
