import type { Tx } from './in-school.ts'

/**
 * The concerns that a member of staff raised since a day, with what came of each; latest first. Decisions and discussions count from the day of the concern. One statement.
 */
export const concernsRaisedBy = (
  tx: Tx,
  { schoolId, staffId, today, since }: { schoolId: string; staffId: string; today: string; since: string },
): Promise<ConcernRaised[]> =>
  tx.$queryRaw<ConcernRaised[]>`
    select c.id::text as id, c."pupilId"::text as "pupilId", c."raisedOn"::text as "raisedOn",
      c."answeredOn"::text as "answeredOn", c.answer, c."closedOn"::text as "closedOn",
      (select min(m."heldOn")::text from "Meeting" m where m."schoolId" = c."schoolId" and m."pupilId" = c."pupilId"
        and m."withdrawnAt" is null and m.kind = 'earlyDiscussion' and m."heldOn" between c."raisedOn" and ${today}::date)
        as "discussedOn",
      (select min(d."decidedOn")::text from "Decision" d where d."schoolId" = c."schoolId" and d."pupilId" = c."pupilId"
        and d."withdrawnAt" is null and d."decidedOn" between c."raisedOn" and ${today}::date) as "decidedOn"
    from "Concern" c
    where c."schoolId" = ${schoolId}::uuid and c."staffId" = ${staffId}::uuid and c."raisedBy" = 'staff'
      and c."withdrawnAt" is null and c."raisedOn" between ${since}::date and ${today}::date
    order by c."raisedOn" desc, c.id desc`

/** Days are YYYY-MM-DD. */
export type ConcernRaised = {
  id: string
  pupilId: string
  raisedOn: string
  answeredOn: string | null
  answer: string | null
  closedOn: string | null
  discussedOn: string | null
  decidedOn: string | null
}
