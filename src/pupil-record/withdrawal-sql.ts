import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../platform/database/in-school.ts'

/** Of each kind of entry: its table, and in SQL of the row `x` its day, what it says and who is in it. Fixed words, never somebody's. */
const entries = {
  concern: {
    table: '"Concern"',
    on: 'x."raisedOn"',
    says: 'x.seen',
    who: `coalesce(x."raisedByName", (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."staffId"))`,
  },
  meeting: { table: '"Meeting"', on: 'x."heldOn"', says: 'x.kind::text', who: 'x."whoTookPart"' },
  decision: {
    table: '"Decision"',
    on: 'x."decidedOn"',
    says: 'x.decision::text',
    who: `concat_ws(' and ', x.teacher, x.senco)`,
  },
  notice: {
    table: '"Notice"',
    on: 'x."sentOn"',
    says: 'x.method',
    who: '(select l."signedBy" from "Letter" l where l."schoolId" = x."schoolId" and l.id = x."letterId")',
  },
  plan: {
    table: '"Plan"',
    on: 'x."agreedOn"',
    says: `coalesce(x."needsInALine", '')`,
    who: `concat_ws(' and ', x.teacher, x.senco)`,
  },
  review: { table: '"Review"', on: 'x."heldOn"', says: `coalesce(x.impact, '')`, who: 'null' },
  professional: {
    table: '"Professional"',
    on: 'coalesce(x."agreementOn", x."contactedOn", x."adviceReceivedOn", x."createdAt"::date)',
    says: 'x.service',
    who: 'x.name',
  },
  ehcConsideration: { table: '"EhcConsideration"', on: 'x."consideredOn"', says: `coalesce(x.note, '')`, who: 'null' },
  notDone: { table: '"NotDone"', on: 'x."recordedOn"', says: 'x.because', who: 'x."recordedBy"' },
} as const
export type EntryKind = keyof typeof entries

export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(entries, kind)

/** An entry of a pupil's record, or of the school where `pupilId` is null: a reason about one of its own steps. */
export type EntryKey = { schoolId: string; pupilId: string | null; kind: EntryKind; entryId: string }

export type EntryRow = {
  /** YYYY-MM-DD */
  on: string
  /** What it says, or the kind that it is of; may be empty. */
  says: string
  /** Who raised, decided, agreed or signed it, or took part; may be empty. */
  who: string
  /** 0 where the kind has none. */
  version: number
  /** Of a review, its plan; else null. */
  planId: string | null
  /** Null for one that stands. */
  because: string | null
  by: string | null
  /** YYYY-MM-DD */
  withdrawnOn: string | null
}

/** The entry, withdrawn or not; null where there is no such one. */
export async function selectEntry(tx: Tx, { schoolId, pupilId, kind, entryId }: EntryKey): Promise<EntryRow | null> {
  const { table, on, says, who } = entries[kind]
  const version = Prisma.raw(kind === 'notDone' ? '0' : 'x.version')
  const planId = Prisma.raw(kind === 'review' ? 'x."planId"::text' : 'null')
  const rows = await tx.$queryRaw<EntryRow[]>`
    select ${Prisma.raw(on)}::text as on, ${Prisma.raw(says)} as says, coalesce(${Prisma.raw(who)}, '') as who,
      ${version} as version, ${planId} as "planId", x."withdrawnBecause" as because,
      (x."withdrawnAt" at time zone 'Europe/London')::date::text as "withdrawnOn",
      (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."withdrawnBy") as by
    from ${Prisma.raw(table)} x
    where x."schoolId" = ${schoolId}::uuid and x.id = ${entryId}::uuid and x."pupilId" is not distinct from ${pupilId}::uuid`
  return rows[0] ?? null
}

/** Raises the version, so that a form that was open meanwhile cannot be saved over it. A reason "not done" has none. */
const nextVersion = (kind: EntryKind): Prisma.Sql =>
  kind === 'notDone' ? Prisma.empty : Prisma.sql`, version = x.version + 1`

/**
 * Withdraws an entry that stands.
 * @param only the version that it has to have and, for one that was just made, how old it may be by the database's own clock,
 *   which the moment of its making is of
 * @returns false where it does not stand, or is another one by now
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
    update ${Prisma.raw(entries[kind].table)} x
    set "withdrawnAt" = ${now}, "withdrawnBy" = ${staffId}::uuid, "withdrawnBecause" = ${because} ${nextVersion(kind)}
    where x."schoolId" = ${schoolId}::uuid and x.id = ${entryId}::uuid and x."pupilId" is not distinct from ${pupilId}::uuid
      and x."withdrawnAt" is null ${ofVersion} ${since}`
  return count === 1
}

/** Puts an entry back that was withdrawn. @returns false where it stands, or there is none */
export async function markStanding(tx: Tx, { schoolId, pupilId, kind, entryId }: EntryKey): Promise<boolean> {
  const count = await tx.$executeRaw`
    update ${Prisma.raw(entries[kind].table)} x
    set "withdrawnAt" = null, "withdrawnBy" = null, "withdrawnBecause" = null ${nextVersion(kind)}
    where x."schoolId" = ${schoolId}::uuid and x.id = ${entryId}::uuid and x."pupilId" is not distinct from ${pupilId}::uuid
      and x."withdrawnAt" is not null`
  return count === 1
}
