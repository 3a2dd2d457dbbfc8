import type { Day } from '../../days/calendar.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { preparedStatement } from '../../platform/database/prepared-statement.ts'
import { jsonFields } from '../../platform/database/shape.ts'
import { openEntries } from '../amber/model.ts'
import { concernFrom, concernJson } from '../concerns/model.ts'
import { decisionFrom, decisionJson } from '../decisions/model.ts'
import { considerationFrom, considerationJson } from '../ehc-considerations/model.ts'
import { meetingFrom, meetingJson } from '../meetings/model.ts'
import { notDoneFrom, notDoneJson } from '../not-done/model.ts'
import { noticeFrom, noticeJson } from '../notices/model.ts'
import { outcomeJson, planFrom, planJson, provisionJson } from '../plans/model.ts'
import { professionalFrom, professionalJson } from '../professionals/model.ts'
import { contactJson, staffOfPupilJson } from '../pupils/model.ts'
import { reviewFrom, reviewJson } from '../reviews/model.ts'
import { roundRobinSoFarJson } from '../round-robins/model.ts'

export interface ContentsQuery {
  readonly schoolId: string
  readonly pupilId: string
  readonly today: Day
  /** The plan whose outcomes and provision to read; null for none. */
  readonly planId: string | null
}

/** The columns of the pupil's own row that the page shows. */
export const pupilColumns = ['leftOn', 'firstLanguage'] as const

/** The pupil's entries of a kind, withdrawn or not, in the order in which they were entered. */
const entries = (json: Prisma.Sql, from: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(select coalesce(json_agg(${json} order by x."createdAt", x.id), '[]') from ${from}
        where x."schoolId" = school and x."pupilId" = pupil)`

/** Everything that a pupil's page shows except findings, as JSON text; null if the school has no pupil with this id. */
export async function selectPupilPageContents(
  tx: Tx,
  { schoolId, pupilId, today, planId }: ContentsQuery,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ file: string }[]>`${preparedStatement}
    with here as materialized (select ${schoolId}::uuid as school, ${pupilId}::uuid as pupil, ${today}::date as day),
    working as (
      select s."staffId", c.name as through from here
      join "ClassMember" m on m."schoolId" = school and m."pupilId" = pupil
        and m."from" <= day and coalesce(m."until" >= day, true)
      join "Class" c on c."schoolId" = school and c.id = m."classId"
      join "ClassStaff" s on s."schoolId" = school and s."classId" = m."classId"
        and s."from" <= day and coalesce(s."until" >= day, true)
      union all
      select s."staffId", '' from here
      join "PupilStaff" s on s."schoolId" = school and s."pupilId" = pupil
        and s."from" <= day and coalesce(s."until" >= day, true)),
    staff as (
      select t.id, t.name, t.role::text as role, string_agg(distinct w.through, ', ') as through from here, working w
      join "StaffMember" t on t.id = w."staffId"
      where t."schoolId" = school and t."startedOn" <= day and coalesce(t."leftOn" >= day, true)
      group by t.id, t.name, t.role)
    select json_build_object(
      'needs', (select coalesce(json_agg(n.type order by n.rank), '[]') from "PupilNeed" n
        where n."schoolId" = school and n."pupilId" = pupil),
      'classes', (select coalesce(json_agg(c.name order by c.name), '[]') from "ClassMember" m
        join "Class" c on c."schoolId" = school and c.id = m."classId"
        where m."schoolId" = school and m."pupilId" = pupil and m."from" <= day and coalesce(m."until" >= day, true)),
      ${jsonFields(pupilColumns, 'p')},
      'contacts', (select coalesce(json_agg(${contactJson} order by x.priority, x."createdAt", x.id), '[]') from "Contact" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'staff', (select coalesce(json_agg(${staffOfPupilJson} order by x.through = '', x.role, x.name), '[]') from staff x),
      'concerns', ${entries(concernJson, concernFrom)},
      'meetings', ${entries(meetingJson, meetingFrom)},
      'decisions', ${entries(decisionJson, decisionFrom)},
      'notices', ${entries(noticeJson, noticeFrom)},
      'plans', ${entries(planJson, planFrom)},
      'reviews', ${entries(reviewJson, reviewFrom)},
      'professionals', ${entries(professionalJson, professionalFrom)},
      'ehcConsiderations', ${entries(considerationJson, considerationFrom)},
      'notDone', (select coalesce(json_agg(${notDoneJson} order by x."recordedOn", x.id), '[]') from ${notDoneFrom}
        where x."schoolId" = school and x."pupilId" = pupil),
      'amber', (select e.entry from (${openEntries({ schoolId, today, pupilId })}) e order by e."openedOn" desc, e.id desc limit 1),
      'roundRobins', (select coalesce(json_agg(r.so_far order by r."askedOn" desc, r.id desc), '[]') from (
        select x.id, x."askedOn", ${roundRobinSoFarJson} as so_far
        from "RoundRobin" x
        left join "RoundRobinAsked" a on a."schoolId" = x."schoolId" and a."roundRobinId" = x.id
        where x."schoolId" = school and x."pupilId" = pupil
        group by x."schoolId", x.id order by x."askedOn" desc, x.id desc limit 2) r),
      'outcomes', (select coalesce(json_agg(${outcomeJson} order by x.position, x.id), '[]') from "Outcome" x
        where x."schoolId" = school and x."planId" = ${planId}::uuid),
      'provisions', (select coalesce(json_agg(${provisionJson} order by x.position, x.id), '[]') from "Provision" x
        where x."schoolId" = school and x."planId" = ${planId}::uuid))::text as file
    from here join "Pupil" p on p."schoolId" = school and p.id = pupil`
  return rows[0]?.file ?? null
}
