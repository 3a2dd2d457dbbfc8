import { Prisma } from '../generated/prisma/client.ts'
import type { Tx } from './in-school.ts'

/** Of each kind of entry: its table, and in SQL of the row `x` its day and what it says. Fixed words, never somebody's. */
const entries = {
  concern: { table: '"Concern"', on: 'x."raisedOn"', says: 'x.seen' },
  meeting: { table: '"Meeting"', on: 'x."heldOn"', says: 'x.kind::text' },
  decision: { table: '"Decision"', on: 'x."decidedOn"', says: 'x.decision::text' },
  notice: { table: '"Notice"', on: 'x."sentOn"', says: 'x.method' },
  plan: { table: '"Plan"', on: 'x."agreedOn"', says: `coalesce(x."needsInALine", '')` },
  review: { table: '"Review"', on: 'x."heldOn"', says: `coalesce(x.impact, '')` },
  professional: {
    table: '"Professional"',
    on: 'coalesce(x."agreementOn", x."contactedOn", x."adviceReceivedOn", x."createdAt"::date)',
    says: 'x.service',
  },
  ehcConsideration: { table: '"EhcConsideration"', on: 'x."consideredOn"', says: `coalesce(x.note, '')` },
  notDone: { table: '"NotDone"', on: 'x."recordedOn"', says: 'x.because' },
} as const
export type EntryKind = keyof typeof entries

export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(entries, kind)

/** An entry of a pupil's record. */
export type EntryKey = { schoolId: string; pupilId: string; kind: EntryKind; entryId: string }

export type EntryRow = {
  /** YYYY-MM-DD */
  on: string
  /** What it says, or the kind that it is of; may be empty. */
  says: string
  /** Null for one that stands. */
  because: string | null
  by: string | null
  /** YYYY-MM-DD */
  withdrawnOn: string | null
}

/** The entry, withdrawn or not; null where the pupil has no such one. */
export async function selectEntry(tx: Tx, { schoolId, pupilId, kind, entryId }: EntryKey): Promise<EntryRow | null> {
  const { table, on, says } = entries[kind]
  const rows = await tx.$queryRaw<EntryRow[]>`
    select ${Prisma.raw(on)}::text as on, ${Prisma.raw(says)} as says, x."withdrawnBecause" as because,
      (x."withdrawnAt" at time zone 'Europe/London')::date::text as "withdrawnOn",
      (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."withdrawnBy") as by
    from ${Prisma.raw(table)} x
    where x."schoolId" = ${schoolId}::uuid and x."pupilId" = ${pupilId}::uuid and x.id = ${entryId}::uuid`
  return rows[0] ?? null
}

/** Raises the version, so that a form that was open meanwhile cannot be saved over it. A reason "not done" has none. */
const nextVersion = (kind: EntryKind): Prisma.Sql =>
  kind === 'notDone' ? Prisma.empty : Prisma.sql`, version = x.version + 1`

/**
 * Withdraws an entry that stands.
 * @param only `'new'`: only while it is as it was first saved, and no older than a quarter of an hour
 * @returns false where it does not stand, or is not new any more
 */
export async function markWithdrawn(
  tx: Tx,
  { schoolId, pupilId, kind, entryId }: EntryKey,
  { staffId, because, now, only }: { staffId: string; because: string; now: Date; only: 'new' | 'any' },
): Promise<boolean> {
  const isNew = kind === 'notDone' ? Prisma.empty : Prisma.sql`and x.version = 1`
  const recent = Prisma.sql`${isNew} and x."createdAt" > now() - interval '15 minutes'`
  const count = await tx.$executeRaw`
    update ${Prisma.raw(entries[kind].table)} x
    set "withdrawnAt" = ${now}, "withdrawnBy" = ${staffId}::uuid, "withdrawnBecause" = ${because} ${nextVersion(kind)}
    where x."schoolId" = ${schoolId}::uuid and x."pupilId" = ${pupilId}::uuid and x.id = ${entryId}::uuid
      and x."withdrawnAt" is null ${only === 'new' ? recent : Prisma.empty}`
  return count === 1
}

/** Puts an entry back that was withdrawn. @returns false where it stands, or there is none */
export async function markStanding(tx: Tx, { schoolId, pupilId, kind, entryId }: EntryKey): Promise<boolean> {
  const count = await tx.$executeRaw`
    update ${Prisma.raw(entries[kind].table)} x
    set "withdrawnAt" = null, "withdrawnBy" = null, "withdrawnBecause" = null ${nextVersion(kind)}
    where x."schoolId" = ${schoolId}::uuid and x."pupilId" = ${pupilId}::uuid and x.id = ${entryId}::uuid
      and x."withdrawnAt" is not null`
  return count === 1
}
