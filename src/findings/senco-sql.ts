import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'

/**
 * The SENCO named in each pupil's latest decision or plan as of a day. Entries without a name are ignored, and pupils
 * without any named SENCO are left out. One statement.
 */
export async function sencoNames(
  tx: Tx,
  { schoolId, asOf }: { schoolId: string; asOf: Day },
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ pupilId: string; senco: string }[]>`
    select distinct on (x."pupilId") x."pupilId"::text as "pupilId", x.senco
    from (
      select "pupilId", "decidedOn" as "on", senco, id from "Decision"
      where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null and senco is not null
      union all
      select "pupilId", "agreedOn", senco, id from "Plan"
      where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null and senco is not null) x
    where x."on" <= ${asOf}::date
    order by x."pupilId", x."on" desc, x.id desc`
  return new Map(rows.map(({ pupilId, senco }) => [pupilId, senco]))
}
