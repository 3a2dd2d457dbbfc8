import type { Tx } from '../../platform/database/in-school.ts'

/** `today` is YYYY-MM-DD. */
type Asked = { readonly schoolId: string; readonly today: string }

/** A round-robin that somebody has not answered yet. */
export interface Unanswered {
  readonly roundRobinId: string
  readonly pupilId: string
  /** YYYY-MM-DD */
  readonly answerBy: string
  /** By name. */
  readonly names: readonly string[]
  readonly askedOf: number
}

/** The open round-robins with somebody who has not answered. */
export const selectUnanswered = (tx: Tx, { schoolId, today }: Asked): Promise<Unanswered[]> =>
  tx.$queryRaw<Unanswered[]>`
    select r.id::text as "roundRobinId", r."pupilId"::text as "pupilId", r."answerBy"::text as "answerBy",
      array_agg(s.name order by s.name) filter (where a."answeredOn" is null) as names, count(*)::int as "askedOf"
    from "RoundRobin" r
    join "RoundRobinAsked" a on a."schoolId" = r."schoolId" and a."roundRobinId" = r.id
    join "StaffMember" s on s."schoolId" = a."schoolId" and s.id = a."staffId"
    where r."schoolId" = ${schoolId}::uuid and r."closedOn" is null and coalesce(s."leftOn" >= ${today}::date, true)
    group by r."schoolId", r.id
    having count(*) filter (where a."answeredOn" is null) > 0
    order by r."answerBy", r.id`

/** A letter that did not arrive, and was not sent in another way since. */
export interface NotDelivered {
  readonly letterId: string
  readonly pupilId: string
  /** The first line of the address: whom it is to. */
  readonly to: string
  readonly problem: string | null
  /** YYYY-MM-DD */
  readonly since: string
  /** The planned review that it invited to before that was moved: another letter has to say the new day. Else null. */
  readonly plannedReviewId: string | null
}

/**
 * The letters that did not arrive. An invitation that was stopped is among them while its review is to come and nobody has
 * invited to it since.
 * @param stoppedReasons as deliveries say them
 */
export const selectNotDelivered = (
  tx: Tx,
  { schoolId, today }: Asked,
  stoppedReasons: readonly string[],
): Promise<NotDelivered[]> =>
  tx.$queryRaw<NotDelivered[]>`
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
