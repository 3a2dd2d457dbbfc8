import { Prisma } from '../generated/prisma/client.ts'

/**
 * The open entries of the amber list, of the school or of a pupil, oldest first: those that nobody has closed and no
 * decision has ended.
 * @param pupilId null for all pupils
 */
export const openEntries = ({
  schoolId,
  today,
  pupilId,
}: {
  schoolId: string
  /** YYYY-MM-DD */
  today: string
  pupilId: string | null
}): Prisma.Sql => Prisma.sql`
    select m.id::text as id, m."pupilId"::text as "pupilId", m."openedOn"::text as "openedOn",
      m."ownerId"::text as "ownerId", s.name as "ownerName", m."nextLookOn"::text as "nextLookOn", m.why, m.version,
      exists (
        select 1 from "Decision" d where d."schoolId" = m."schoolId" and d."pupilId" = m."pupilId" and d."withdrawnAt" is null
          and d."decidedOn" < m."openedOn" and d."createdAt" > m."createdAt") as "hasEarlierDecision",
      l."lookedOn"::text as "lookedOn", l.seen as "lastSeen"
    from "Monitoring" m
    join "StaffMember" s on s."schoolId" = m."schoolId" and s.id = m."ownerId"
    left join lateral (
      select k."lookedOn", k.seen from "MonitoringLook" k
      where k."schoolId" = m."schoolId" and k."monitoringId" = m.id
      order by k."lookedOn" desc, k.id desc limit 1) l on true
    where m."schoolId" = ${schoolId}::uuid and coalesce(m."pupilId" = ${pupilId}::uuid, true)
      and m."closedOn" is null and not exists (
        select 1 from "Decision" d where d."schoolId" = m."schoolId" and d."pupilId" = m."pupilId" and d."withdrawnAt" is null
          and d."decidedOn" between m."openedOn" and ${today}::date)
    order by m."openedOn", m.id`
