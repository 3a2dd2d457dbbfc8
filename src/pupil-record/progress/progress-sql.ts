import type { Day } from '../../days/calendar.ts'
import type { Progress } from '../../generated/prisma/enums.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** What one member of staff noted last about one outcome. */
export interface LastSeenRow {
  readonly outcomeId: string
  readonly staffId: string
  readonly who: string
  readonly seenOn: Day
  readonly progress: Progress
  readonly note: string | null
}

/**
 * Reads the last entry of each member of staff about each outcome, the latest first. One statement; one row for each
 * outcome and member of staff.
 * @param without leaves out the entries of this member of staff on this day; null leaves out none
 */
export const selectLastSeen = (
  tx: Tx,
  schoolId: string,
  outcomeIds: readonly string[],
  without: { staffId: string; on: Day } | null,
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
