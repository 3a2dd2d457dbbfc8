import type { Tx } from '../platform/database/in-school.ts'

/** How many concerns of a span, both days (YYYY-MM-DD) in, each strategy was ticked for, by its words; one statement. */
export const strategyTicks = (
  tx: Tx,
  { schoolId, from, until }: { schoolId: string; from: string; until: string },
): Promise<{ strategy: string; concerns: number }[]> =>
  tx.$queryRaw<{ strategy: string; concerns: number }[]>`
    select s.strategy, count(*)::int as concerns
    from "Concern" c cross join unnest(c.strategies) s(strategy)
    where c."schoolId" = ${schoolId}::uuid and c."withdrawnAt" is null
      and c."raisedOn" between ${from}::date and ${until}::date
    group by s.strategy`
