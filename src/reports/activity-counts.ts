import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'

/** How many of each kind of activity (`activityKinds`) were recorded in a period. */
export type ActivityCounts = Readonly<Record<(typeof activityKinds)[number], number>>
export const activityKinds = ['concerns', 'answers', 'meetings', 'decisions', 'notices', 'plans', 'reviews'] as const

type CountsRow = { kind: string; first: number; second: number }

/**
 * Counts what was done in each of two periods. Both the first and the last day of a period are included. One statement.
 * @param spans the periods, days as YYYY-MM-DD, the later period first
 */
export async function activityCounts(
  tx: Tx,
  schoolId: string,
  [one, other]: readonly [{ from: Day; until: Day }, { from: Day; until: Day }],
): Promise<[ActivityCounts, ActivityCounts]> {
  const rows = await tx.$queryRaw<CountsRow[]>`
    with done as (
      select 'concerns' as kind, "raisedOn" as on from "Concern" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
      union all select 'answers', "answeredOn" from "Concern" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
      union all select 'meetings', "heldOn" from "Meeting" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
      union all select 'decisions', "decidedOn" from "Decision" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
      union all select 'notices', "sentOn" from "Notice" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
      union all select 'plans', "agreedOn" from "Plan" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
      union all select 'reviews', r."heldOn" from "Review" r join "Plan" p on p."schoolId" = r."schoolId" and p.id = r."planId"
        where r."schoolId" = ${schoolId}::uuid and r."withdrawnAt" is null and p."withdrawnAt" is null)
    select kind, count(*) filter (where "on" between ${one.from}::date and ${one.until}::date)::int as first,
      count(*) filter (where "on" between ${other.from}::date and ${other.until}::date)::int as second
    from done group by kind`
  const countsOf = (which: 'first' | 'second'): ActivityCounts => {
    const of = (kind: string) => rows.find((row) => row.kind === kind)?.[which] ?? 0
    return {
      concerns: of('concerns'),
      answers: of('answers'),
      meetings: of('meetings'),
      decisions: of('decisions'),
      notices: of('notices'),
      plans: of('plans'),
      reviews: of('reviews'),
    }
  }
  return [countsOf('first'), countsOf('second')]
}
