import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../platform/database/in-school.ts'

/*
 * Half-written forms. A row is one person's at one form: its `values` are null while they only have it open, `{}` once they
 * have saved it, and otherwise what they typed. The version counts what happened to it: 0 where nothing has been typed yet.
 */

export type DraftOf = { readonly schoolId: string; readonly staffId: string; readonly form: string }

/** Which open page wrote, and in which turn; a page of its own overtakes nobody else's writing, nor its own later one. */
export type PageTurn = { readonly page: string; readonly turn: number }

export interface DraftRow {
  readonly staffId: string
  readonly name: string
  readonly version: number
  /** What was typed, for its own person only; null for everybody else. */
  readonly values: unknown
  readonly isSaved: boolean
  readonly isPutAside: boolean
  readonly seenAt: Date
  readonly typedAt: Date | null
}

/** The person's own draft of a form, and who else has had it open since a moment or has saved it. */
export const selectDrafts = (tx: Tx, { schoolId, staffId, form }: DraftOf, since: Date): Promise<DraftRow[]> =>
  tx.$queryRaw<DraftRow[]>`
    select d."staffId"::text as "staffId", t.name, d.version,
      case when d."staffId" = ${staffId}::uuid then d.values end as values,
      coalesce(d.values = '{}'::jsonb, false) as "isSaved", coalesce(d.values ? '_putAside', false) as "isPutAside",
      d."seenAt", d."typedAt"
    from "Draft" d join "StaffMember" t on t."schoolId" = d."schoolId" and t.id = d."staffId"
    where d."schoolId" = ${schoolId}::uuid and d.form = ${form}
      and (d."staffId" = ${staffId}::uuid or d."seenAt" > ${since} or d.values = '{}'::jsonb)
    order by d."typedAt" desc nulls last, t.name`

/**
 * Keeps what was typed, in place of what was kept before at `version`.
 * @returns the version now; null where the person has gone on with it elsewhere, or saved it, since that version
 */
export async function upsertDraft(
  tx: Tx,
  { schoolId, staffId, form }: DraftOf,
  written: { pupilId: string | null; values: object; at: Date; version: number; from: PageTurn; regardless: boolean },
): Promise<number | null> {
  const { pupilId, values, at, version, from, regardless } = written
  const json = JSON.stringify({ ...values, _page: [from.page, String(from.turn)] })
  const rows = await tx.$queryRaw<{ version: number }[]>`
    insert into "Draft" as d ("schoolId", id, "staffId", form, "pupilId", values, "seenAt", "typedAt", version)
    values (${schoolId}::uuid, ${uuidv7()}::uuid, ${staffId}::uuid, ${form}, ${pupilId}::uuid, ${json}::jsonb, ${at}, ${at}, 1)
    on conflict ("schoolId", "staffId", form) do update
    set values = excluded.values, "seenAt" = excluded."seenAt", "typedAt" = excluded."typedAt", version = d.version + 1
    where ${regardless}::boolean or case when d.values -> '_page' ->> 0 = ${from.page}
      then (d.values -> '_page' ->> 1)::integer < ${from.turn}::integer else d.version = ${version}::integer end
    returning version`
  return rows[0]?.version ?? null
}

/** Says that the person has the form open at a moment. */
export async function upsertSeen(tx: Tx, { schoolId, staffId, form }: DraftOf, pupilId: string | null, at: Date) {
  await tx.$executeRaw`
    insert into "Draft" ("schoolId", id, "staffId", form, "pupilId", "seenAt", version)
    values (${schoolId}::uuid, ${uuidv7()}::uuid, ${staffId}::uuid, ${form}, ${pupilId}::uuid, ${at}, 0)
    on conflict ("schoolId", "staffId", form) do update set "seenAt" = excluded."seenAt"`
}

/**
 * The form has been saved: what was half written of it is thrown away. That it was saved, and when, is kept for a day, so
 * that what its page had sent just before, and arrives only now, does not bring the words back.
 */
export async function upsertSaved(tx: Tx, { schoolId, staffId, form }: DraftOf, pupilId: string | null, at: Date) {
  await tx.$executeRaw`
    insert into "Draft" as d ("schoolId", id, "staffId", form, "pupilId", values, "seenAt", "typedAt", version)
    values (${schoolId}::uuid, ${uuidv7()}::uuid, ${staffId}::uuid, ${form}, ${pupilId}::uuid, '{}'::jsonb, ${at}, ${at}, 1)
    on conflict ("schoolId", "staffId", form) do update
    set values = excluded.values, "seenAt" = excluded."seenAt", "typedAt" = excluded."typedAt", version = d.version + 1`
}

/** Puts what was typed aside, to be brought back within a day. False where there is nothing. */
export async function putDraftAside(tx: Tx, { schoolId, staffId, form }: DraftOf, at: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    update "Draft" set values = (values - '_page') || '{"_putAside": ["yes"]}'::jsonb, "seenAt" = ${at}, version = version + 1
    where "schoolId" = ${schoolId}::uuid and "staffId" = ${staffId}::uuid and form = ${form} and values <> '{}'::jsonb`
  return count > 0
}

/** Brings back what was put aside. False where that has been written over, or is no longer kept. */
export async function bringDraftBack(tx: Tx, { schoolId, staffId, form }: DraftOf): Promise<boolean> {
  const count = await tx.$executeRaw`
    update "Draft" set values = values - '_putAside', version = version + 1
    where "schoolId" = ${schoolId}::uuid and "staffId" = ${staffId}::uuid and form = ${form} and values ? '_putAside'`
  return count > 0
}

/** Throws a person's draft of a form away. */
export const deleteDraft = (tx: Tx, { schoolId, staffId, form }: DraftOf): Promise<unknown> =>
  tx.draft.deleteMany({ where: { schoolId, staffId, form } })

/**
 * Throws away what nobody will come back to: drafts not written in since `typedBefore` or of people who have left, and after
 * `seenBefore` that a form was open, saved or put aside. Rows that somebody is at just now are left for the next time.
 */
export async function deleteOldDrafts(
  tx: Tx,
  schoolId: string,
  { typedBefore, seenBefore, today }: { typedBefore: Date; seenBefore: Date; today: string },
): Promise<void> {
  await tx.$executeRaw`
    delete from "Draft" where "schoolId" = ${schoolId}::uuid and id in (
      select d.id from "Draft" d join "StaffMember" t on t."schoolId" = d."schoolId" and t.id = d."staffId"
      where d."schoolId" = ${schoolId}::uuid and (
        d."seenAt" < ${typedBefore} or t."leftOn" < ${today}::date
        or (d."seenAt" < ${seenBefore} and (d.values is null or d.values = '{}'::jsonb or d.values ? '_putAside')))
      for update of d skip locked)`
}

export interface HalfWrittenRow {
  readonly form: string
  readonly pupilId: string | null
  readonly typedAt: Date
}

/** What a person has typed since a moment and not saved, newest first. */
export const selectHalfWritten = (
  tx: Tx,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  since: Date,
): Promise<HalfWrittenRow[]> =>
  tx.$queryRaw<HalfWrittenRow[]>`
    select form, "pupilId"::text as "pupilId", "typedAt" from "Draft"
    where "schoolId" = ${schoolId}::uuid and "staffId" = ${staffId}::uuid and "typedAt" > ${since}
      and values <> '{}'::jsonb and not values ? '_putAside'
    order by "typedAt" desc, form`
