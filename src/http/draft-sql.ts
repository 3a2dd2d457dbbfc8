import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'

/*
 * Drafts of forms. There is one row for each person and form. Its `values` are null while the form is only open, `{}`
 * after it was saved, and otherwise what the person typed. `version` goes up with each change; 0 means that nothing was
 * typed.
 */

export type DraftOf = { readonly schoolId: string; readonly staffId: string; readonly form: string }

/**
 * Identifies the browser page that sent a draft, and the number of the request on that page. A request that arrives
 * late does not overwrite a later one of the same page.
 */
type PageTurn = { readonly page: string; readonly turn: number }

export interface DraftRow {
  readonly staffId: string
  readonly name: string
  readonly version: number
  /** What the person typed; null in the rows of other people, whose text nobody else sees. */
  readonly values: unknown
  readonly isSaved: boolean
  readonly isPutAside: boolean
  readonly seenAt: Date
  readonly typedAt: Date | null
}

/**
 * The person's own draft of a form, and the rows of others who have had the form open since `since` or have saved it.
 */
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
 * Stores a draft in place of the one with `version`.
 * @returns the new version; null if the person has continued the draft on another page, or saved the form, since
 * `version`
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

/** Stores that the person has the form open at this time. */
export async function upsertDraftOpened(
  tx: Tx,
  { schoolId, staffId, form }: DraftOf,
  pupilId: string | null,
  at: Date,
) {
  await tx.$executeRaw`
    insert into "Draft" ("schoolId", id, "staffId", form, "pupilId", "seenAt", version)
    values (${schoolId}::uuid, ${uuidv7()}::uuid, ${staffId}::uuid, ${form}, ${pupilId}::uuid, ${at}, 0)
    on conflict ("schoolId", "staffId", form) do update set "seenAt" = excluded."seenAt"`
}

/**
 * Marks a form as saved and deletes the draft's text. The mark is kept for a day, so that a draft request that arrives
 * after the save does not restore the text.
 */
export async function upsertDraftSaved(tx: Tx, { schoolId, staffId, form }: DraftOf, pupilId: string | null, at: Date) {
  await tx.$executeRaw`
    insert into "Draft" as d ("schoolId", id, "staffId", form, "pupilId", values, "seenAt", "typedAt", version)
    values (${schoolId}::uuid, ${uuidv7()}::uuid, ${staffId}::uuid, ${form}, ${pupilId}::uuid, '{}'::jsonb, ${at}, ${at}, 1)
    on conflict ("schoolId", "staffId", form) do update
    set values = excluded.values, "seenAt" = excluded."seenAt", "typedAt" = excluded."typedAt", version = d.version + 1`
}

/** Discards a draft, but keeps it restorable for a day. Returns false if there is no draft. */
export async function putDraftRowAside(tx: Tx, { schoolId, staffId, form }: DraftOf, at: Date): Promise<boolean> {
  const count = await tx.$executeRaw`
    update "Draft" set values = (values - '_page') || '{"_putAside": ["yes"]}'::jsonb, "seenAt" = ${at}, version = version + 1
    where "schoolId" = ${schoolId}::uuid and "staffId" = ${staffId}::uuid and form = ${form} and values <> '{}'::jsonb`
  return count > 0
}

/** Restores a discarded draft. Returns false if it was overwritten or deleted. */
export async function restoreDraftRow(tx: Tx, { schoolId, staffId, form }: DraftOf): Promise<boolean> {
  const count = await tx.$executeRaw`
    update "Draft" set values = values - '_putAside', version = version + 1
    where "schoolId" = ${schoolId}::uuid and "staffId" = ${staffId}::uuid and form = ${form} and values ? '_putAside'`
  return count > 0
}

/** Deletes a person's draft of a form. */
export const deleteDraft = (tx: Tx, { schoolId, staffId, form }: DraftOf): Promise<unknown> =>
  tx.draft.deleteMany({ where: { schoolId, staffId, form } })

/**
 * Deletes old rows: drafts last used before `typedBefore`, drafts of people who have left, and rows of forms that were
 * only open, saved or discarded, last used before `seenBefore`. Skips rows that another transaction has locked.
 */
export async function deleteOldDrafts(
  tx: Tx,
  schoolId: string,
  { typedBefore, seenBefore, today }: { typedBefore: Date; seenBefore: Date; today: Day },
): Promise<void> {
  await tx.$executeRaw`
    delete from "Draft" where "schoolId" = ${schoolId}::uuid and id in (
      select d.id from "Draft" d join "StaffMember" t on t."schoolId" = d."schoolId" and t.id = d."staffId"
      where d."schoolId" = ${schoolId}::uuid and (
        d."seenAt" < ${typedBefore} or t."leftOn" < ${today}::date
        or (d."seenAt" < ${seenBefore} and (d.values is null or d.values = '{}'::jsonb or d.values ? '_putAside')))
      for update of d skip locked)`
}

interface UnfinishedDraftRow {
  readonly form: string
  readonly pupilId: string | null
  readonly typedAt: Date
}

/** A person's unsaved drafts that were changed after `since`, newest first. */
export const selectUnfinishedDrafts = (
  tx: Tx,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  since: Date,
): Promise<UnfinishedDraftRow[]> =>
  tx.$queryRaw<UnfinishedDraftRow[]>`
    select form, "pupilId"::text as "pupilId", "typedAt" from "Draft"
    where "schoolId" = ${schoolId}::uuid and "staffId" = ${staffId}::uuid and "typedAt" > ${since}
      and values <> '{}'::jsonb and not values ? '_putAside'
    order by "typedAt" desc, form`
