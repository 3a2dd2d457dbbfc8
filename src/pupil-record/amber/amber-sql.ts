import { Prisma } from '../../generated/prisma/client.ts'
import type { RaisedBy } from '../../generated/prisma/enums.ts'
import type { Tx } from '../../platform/database/in-school.ts'

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

/** A concern that is neither closed nor followed by a decision. Days are YYYY-MM-DD. */
export interface OpenConcern {
  readonly id: string
  readonly pupilId: string
  readonly raisedOn: string
  readonly raisedBy: RaisedBy
  readonly raisedByName: string | null
  readonly staffName: string | null
  readonly seen: string
  readonly sinceWhen: string | null
  readonly strategies: readonly string[]
  readonly universalStrategies: string | null
  readonly answeredOn: string | null
}

/** The concerns of the school, or of a pupil, that are open on the day, oldest first. */
export const openConcerns = (
  tx: Tx,
  { schoolId, today, pupilId }: { schoolId: string; today: string; pupilId?: string },
): Promise<OpenConcern[]> =>
  tx.$queryRaw<OpenConcern[]>`
    select c.id::text as id, c."pupilId"::text as "pupilId", c."raisedOn"::text as "raisedOn",
      c."raisedBy"::text as "raisedBy", c."raisedByName" as "raisedByName", t.name as "staffName", c.seen,
      c."sinceWhen", c.strategies, c."universalStrategies", c."answeredOn"::text as "answeredOn"
    from "Concern" c
    left join "StaffMember" t on t."schoolId" = c."schoolId" and t.id = c."staffId"
    where c."schoolId" = ${schoolId}::uuid and coalesce(c."pupilId" = ${pupilId ?? null}::uuid, true)
      and c."withdrawnAt" is null and c."closedOn" is null and c."raisedOn" <= ${today}::date and not exists (
        select 1 from "Decision" d where d."schoolId" = c."schoolId" and d."pupilId" = c."pupilId" and d."withdrawnAt" is null
          and d."decidedOn" between c."raisedOn" and ${today}::date)
    order by c."raisedOn", c.id`

/** What was seen at the looks at a pupil's open entry, oldest first. */
export const looksAt = (
  tx: Tx,
  schoolId: string,
  monitoringId: string,
): Promise<{ id: string; lookedOn: string; seen: string; by: string | null }[]> =>
  tx.$queryRaw<{ id: string; lookedOn: string; seen: string; by: string | null }[]>`
    select k.id::text as id, k."lookedOn"::text as "lookedOn", k.seen, s.name as by from "MonitoringLook" k
    left join "StaffMember" s on s."schoolId" = k."schoolId" and s.id = k."lookedBy"
    where k."schoolId" = ${schoolId}::uuid and k."monitoringId" = ${monitoringId}::uuid
    order by k."lookedOn", k.id`
