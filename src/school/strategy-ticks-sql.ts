import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'

/**
 * By the text of each strategy: the number of concerns in a period on whose form it was ticked. Both days (YYYY-MM-DD)
 * are included. One statement.
 */
export const strategyTicks = (
  tx: Tx,
  { schoolId, from, until }: { schoolId: string; from: Day; until: Day },
): Promise<{ strategy: string; concerns: number }[]> =>
  tx.$queryRaw<{ strategy: string; concerns: number }[]>`
    select s.strategy, count(*)::int as concerns
    from "Concern" c cross join unnest(c.strategies) s(strategy)
    where c."schoolId" = ${schoolId}::uuid and c."withdrawnAt" is null
      and c."raisedOn" between ${from}::date and ${until}::date
    group by s.strategy`
