import type { Day } from '../../days/calendar.ts'
import type { DecisionKind } from '../../generated/prisma/enums.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/**
 * The concerns that a member of staff raised since a day, newest first, with what followed. Decisions and discussions
 * count from the day of the concern. One statement.
 */
export const concernsRaisedBy = (
  tx: Tx,
  { schoolId, staffId, today, since }: { schoolId: string; staffId: string; today: Day; since: Day },
): Promise<ConcernRaised[]> =>
  tx.$queryRaw<ConcernRaised[]>`
    select c.id::text as id, c."pupilId"::text as "pupilId", c."raisedOn"::text as "raisedOn",
      c."answeredOn"::text as "answeredOn", c.answer, c."closedOn"::text as "closedOn", c."closedBecause",
      (select min(m."heldOn")::text from "Meeting" m where m."schoolId" = c."schoolId" and m."pupilId" = c."pupilId"
        and m."withdrawnAt" is null and m.kind = 'earlyDiscussion' and m."heldOn" between c."raisedOn" and ${today}::date)
        as "discussedOn",
      d."decidedOn"::text as "decidedOn", d.decision::text as decision,
      case when d.decision = 'senSupport' then (select max(n."agreedOn")::text from "Plan" n
        where n."schoolId" = c."schoolId" and n."pupilId" = c."pupilId" and n."withdrawnAt" is null
          and n."agreedOn" between d."decidedOn" and ${today}::date) end as "plannedOn"
    from "Concern" c
    left join lateral (
      select k."decidedOn", k.decision from "Decision" k
      where k."schoolId" = c."schoolId" and k."pupilId" = c."pupilId" and k."withdrawnAt" is null
        and k."decidedOn" between c."raisedOn" and ${today}::date
      order by k."decidedOn" desc, k."createdAt" desc, k.id desc limit 1) d on true
    where c."schoolId" = ${schoolId}::uuid and c."staffId" = ${staffId}::uuid and c."raisedBy" = 'staff'
      and c."withdrawnAt" is null and c."raisedOn" between ${since}::date and ${today}::date
    order by c."raisedOn" desc, c.id desc`

/** A concern, with the days on which what followed from it happened (YYYY-MM-DD; null if it did not happen). */
export type ConcernRaised = {
  id: string
  pupilId: string
  raisedOn: Day
  answeredOn: Day | null
  answer: string | null
  closedOn: Day | null
  closedBecause: string | null
  discussedOn: Day | null
  /** The day of the latest decision since the concern. */
  decidedOn: Day | null
  decision: DecisionKind | null
  /** The day of the latest plan since that decision, if the decision was SEN Support. */
  plannedOn: Day | null
}
