import type { Day } from '../../days/calendar.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** One stored wording of a plan, with the staff whose last reading was of this wording. */
interface WordingRead {
  readonly planId: string
  readonly wording: unknown
  readonly staffIds: readonly string[]
}

/**
 * The wordings in which plans were last read, each once with all who read it. Staff who read on paper are left out,
 * because what the paper said is not stored. One statement.
 */
export const selectWordingsRead = (
  tx: Tx,
  { schoolId, planIds }: { schoolId: string; planIds: readonly string[] },
): Promise<WordingRead[]> =>
  tx.$queryRaw<WordingRead[]>`
    select b."planId"::text as "planId", b."readSummary" - 'before' as wording, array_agg(b."staffId"::text) as "staffIds"
    from "Briefing" b
    where b."schoolId" = ${schoolId}::uuid and b."planId" = any(${[...planIds]}::uuid[])
      and b."acknowledgedOn" is not null and jsonb_typeof(b."readSummary") = 'object'
    group by b."planId", b."readSummary" - 'before'`

/**
 * The day of the last change to a plan's wording after the plan was agreed, by the audit trail; null where it was not
 * changed. What staff do not read (a baseline, how many sessions were held) does not count.
 */
export async function selectWordingChangedOn(
  tx: Tx,
  { schoolId, pupilId, planId }: { schoolId: string; pupilId: string; planId: string },
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ changedOn: Day | null }[]>`
    with events as (
      select subject, action, at, "rowId", before, after, coalesce(after, before) ->> 'planId' as "planId"
      from "AuditEvent"
      where "schoolId" = ${schoolId}::uuid and "pupilId" = ${pupilId}::uuid and subject in ('Plan', 'Outcome', 'Provision'))
    select max((e.at at time zone 'Europe/London')::date)::text as "changedOn" from events e
    where (e.subject = 'Plan' and e."rowId" = ${planId}::uuid and e.action = 'update'
        and e.before ->> 'needsInALine' is distinct from e.after ->> 'needsInALine')
      or (e."planId" = ${planId} and e.at > (select min(p.at) from events p where p.subject = 'Plan' and p."rowId" = ${planId}::uuid)
        and (e.subject = 'Outcome' and e.before ->> 'outcome' is distinct from e.after ->> 'outcome'
          or e.subject = 'Provision' and (e.before ->> 'kind', e.before ->> 'what', e.before ->> 'deliveredBy', e.before ->> 'howOften')
            is distinct from (e.after ->> 'kind', e.after ->> 'what', e.after ->> 'deliveredBy', e.after ->> 'howOften')))`
  return row?.changedOn ?? null
}
