import type { Progress } from '../../generated/prisma/enums.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** What one member of staff said last of an outcome. */
export interface LastSeenRow {
  readonly outcomeId: string
  readonly staffId: string
  readonly who: string
  /** YYYY-MM-DD */
  readonly seenOn: string
  readonly progress: Progress
  readonly note: string | null
}

/**
 * Of each outcome what each member of staff said last, the latest first. One statement, and one row for each of them however
 * often they noted it.
 * @param without whose entry of which day is left out; null for nobody's
 */
export const selectLastSeen = (
  tx: Tx,
  schoolId: string,
  outcomeIds: readonly string[],
  without: { staffId: string; on: string } | null,
): Promise<LastSeenRow[]> =>
  tx.$queryRaw<LastSeenRow[]>`
    select * from (
      select distinct on (p."outcomeId", p."staffId") p."outcomeId"::text as "outcomeId", p."staffId"::text as "staffId",
        t.name as who, p."seenOn"::text as "seenOn", p.progress::text as progress, p.note
      from "ProgressInClass" p join "StaffMember" t on t."schoolId" = p."schoolId" and t.id = p."staffId"
      where p."schoolId" = ${schoolId}::uuid and p."outcomeId" = any(${[...outcomeIds]}::uuid[])
        and (${without?.staffId ?? null}::uuid is null
          or p."staffId" <> ${without?.staffId ?? null}::uuid or p."seenOn" <> ${without?.on ?? null}::date)
      order by p."outcomeId", p."staffId", p."seenOn" desc
    ) last order by "seenOn" desc, who, "outcomeId"`
