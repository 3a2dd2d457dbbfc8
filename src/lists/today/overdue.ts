import type { Day } from '../../days/calendar.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** The school and the day that a statement is about. `today` is YYYY-MM-DD. */
type SchoolOnDay = { readonly schoolId: string; readonly today: Day }

/** An open round-robin with at least one answer missing. */
export interface UnansweredRoundRobin {
  readonly roundRobinId: string
  readonly pupilId: string
  /** The day by which staff are to answer, YYYY-MM-DD. */
  readonly answerBy: string
  /** The names of staff who have not answered, sorted. */
  readonly names: readonly string[]
  readonly askedOf: number
}

/** The open round-robins with at least one answer missing. */
export const selectUnanswered = (tx: Tx, { schoolId, today }: SchoolOnDay): Promise<UnansweredRoundRobin[]> =>
  tx.$queryRaw<UnansweredRoundRobin[]>`
    select r.id::text as "roundRobinId", r."pupilId"::text as "pupilId", r."answerBy"::text as "answerBy",
      array_agg(s.name order by s.name) filter (where a."answeredOn" is null) as names, count(*)::int as "askedOf"
    from "RoundRobin" r
    join "RoundRobinAsked" a on a."schoolId" = r."schoolId" and a."roundRobinId" = r.id
    join "StaffMember" s on s."schoolId" = a."schoolId" and s.id = a."staffId"
    where r."schoolId" = ${schoolId}::uuid and r."closedOn" is null and coalesce(s."leftOn" >= ${today}::date, true)
    group by r."schoolId", r.id
    having count(*) filter (where a."answeredOn" is null) > 0
    order by r."answerBy", r.id`

/** A letter that was not delivered and has not been sent in another way since. */
export interface UndeliveredLetter {
  readonly letterId: string
  readonly pupilId: string
  /** The first line of the address: the recipient. */
  readonly to: string
  readonly problem: string | null
  readonly since: Day
  /**
   * Set if the letter was an invitation whose delivery was stopped because the review was moved: the id of the planned
   * review. A new letter must give the new day. Otherwise null.
   */
  readonly plannedReviewId: string | null
}

/**
 * The letters that were not delivered. A stopped invitation is included while its review is still to come and no later
 * invitation was written.
 * @param stoppedReasons the problem texts of stopped deliveries
 */
export const selectUndelivered = (
  tx: Tx,
  { schoolId, today }: SchoolOnDay,
  stoppedReasons: readonly string[],
): Promise<UndeliveredLetter[]> =>
  tx.$queryRaw<UndeliveredLetter[]>`
    select d."letterId"::text as "letterId", d."pupilId"::text as "pupilId", split_part(l."sentTo", chr(10), 1) as "to",
      d.problem, (coalesce(d."lastTriedAt", d."createdAt") at time zone 'Europe/London')::date::text as since,
      p.id::text as "plannedReviewId"
    from "LetterDelivery" d
    join "Letter" l on l."schoolId" = d."schoolId" and l.id = d."letterId"
    left join "PlannedReview" p on p."schoolId" = l."schoolId" and p.id = l."aboutId" and l.kind = 'invitation'
      and d.status = 'failed' and d.problem = any(${[...stoppedReasons]})
    where d."schoolId" = ${schoolId}::uuid and d.status in ('failed', 'cameBack') and not exists (
      select 1 from "LetterDelivery" o where o."schoolId" = d."schoolId" and o."letterId" = d."letterId"
        and (o.status in ('recorded', 'accepted', 'queued') or o.id > d.id) and o."createdAt" >= d."createdAt" and o.id <> d.id)
      and (p.id is null or p."cancelledOn" is null and p."on" >= ${today}::date
        and exists (select 1 from "Plan" n where n."schoolId" = p."schoolId" and n.id = p."planId" and n."withdrawnAt" is null)
        and not exists (select 1 from "Review" r where r."schoolId" = p."schoolId" and r."planId" = p."planId"
          and r."withdrawnAt" is null)
        and not exists (select 1 from "Letter" n where n."schoolId" = l."schoolId" and n.kind = l.kind
          and n."aboutId" = l."aboutId" and n."contactId" is not distinct from l."contactId" and n.id <> l.id
          and n."createdAt" > l."createdAt"))
    order by since, d.id`
