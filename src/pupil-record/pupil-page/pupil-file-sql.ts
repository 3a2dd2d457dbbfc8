import { Prisma } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { prepared } from '../../platform/database/prepared.ts'
import { openEntries } from '../amber/model.ts'
import { concernFrom, concernJson } from '../concerns/model.ts'

export interface PupilFileAsked {
  readonly schoolId: string
  readonly pupilId: string
  /** YYYY-MM-DD */
  readonly today: string
  /** The plan whose outcomes and provision are wanted; null for none. */
  readonly planId: string | null
}

/** By whom, when and why an entry was withdrawn; null for one that stands. Of the row `x`. */
const withdrawn = Prisma.raw(`case when x."withdrawnAt" is not null then json_build_object(
  'on', (x."withdrawnAt" at time zone 'Europe/London')::date, 'because', x."withdrawnBecause",
  'by', (select t.name from "StaffMember" t where t."schoolId" = x."schoolId" and t.id = x."withdrawnBy")) end`)

/** The pupil's entries of a kind, withdrawn or not, in the order in which they were entered. */
const entries = (json: Prisma.Sql, from: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(select coalesce(json_agg(${json} order by x."createdAt", x.id), '[]') from ${from}
        where x."schoolId" = school and x."pupilId" = pupil)`

/** All that a pupil's page shows besides what was judged, as JSON text; null where the school has no such pupil. */
export async function selectPupilFile(
  tx: Tx,
  { schoolId, pupilId, today, planId }: PupilFileAsked,
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ file: string }[]>`${prepared}
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
      'leftOn', p."leftOn", 'firstLanguage', p."firstLanguage",
      'contacts', (select coalesce(json_agg(json_build_object('name', x.name, 'relationship', x.relationship,
          'parentalResponsibility', x."parentalResponsibility", 'email', x.email, 'phone', x.phone, 'language', x.language,
          'format', x.format) order by x.priority, x."createdAt", x.id), '[]') from "Contact" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'staff', (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'role', s.role,
          'through', s.through) order by s.through = '', s.role, s.name), '[]') from staff s),
      'concerns', ${entries(concernJson, concernFrom)},
      'meetings', (select coalesce(json_agg(json_build_object('id', x.id, 'withdrawn', ${withdrawn}, 'kind', x.kind, 'heldOn', x."heldOn",
          'whoTookPart', x."whoTookPart", 'nextSteps', x."nextSteps") order by x."createdAt", x.id), '[]') from "Meeting" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'decisions', (select coalesce(json_agg(json_build_object('id', x.id, 'withdrawn', ${withdrawn}, 'decidedOn', x."decidedOn",
          'decision', x.decision, 'teacher', x.teacher, 'senco', x.senco, 'evidence', x.evidence)
          order by x."createdAt", x.id), '[]') from "Decision" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'notices', (select coalesce(json_agg(json_build_object('id', x.id, 'withdrawn', ${withdrawn}, 'sentOn', x."sentOn", 'addressee', x.addressee,
          'method', x.method, 'letterId', x."letterId", 'signedBy', l."signedBy") order by x."createdAt", x.id), '[]')
        from "Notice" x left join "Letter" l on l."schoolId" = school and l.id = x."letterId"
        where x."schoolId" = school and x."pupilId" = pupil),
      'plans', (select coalesce(json_agg(json_build_object('id', x.id, 'withdrawn', ${withdrawn}, 'agreedOn', x."agreedOn", 'teacher', x.teacher,
          'senco', x.senco, 'expectedImpact', x."expectedImpact", 'startedOn', x."startedOn", 'reviewOn', x."reviewOn",
          'version', x.version, 'needsInALine', x."needsInALine", 'reviews', (
            select coalesce(json_agg(json_build_object('id', r.id, 'heldOn', r."heldOn", 'impact', r.impact,
              'decision', r.decision, 'withdrawn', r.withdrawn) order by r."createdAt", r.id), '[]')
            from (select x.*, ${withdrawn} as withdrawn from "Review" x) r
            where r."schoolId" = school and r."planId" = x.id)) order by x."createdAt", x.id), '[]') from "Plan" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'professionals', (select coalesce(json_agg(json_build_object('id', x.id, 'withdrawn', ${withdrawn}, 'service', x.service, 'name', x.name,
          'agreementAnswer', x."agreementAnswer", 'agreementOn', x."agreementOn", 'agreementBy', x."agreementBy",
          'contactedOn', x."contactedOn", 'adviceReceivedOn', x."adviceReceivedOn", 'advice', x.advice)
          order by x."createdAt", x.id), '[]') from "Professional" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'ehcConsiderations', (select coalesce(json_agg(json_build_object('id', x.id, 'withdrawn', ${withdrawn}, 'consideredOn', x."consideredOn",
          'outcome', x.outcome, 'reasons', to_json(x.reasons), 'otherReason', x."otherReason", 'note', x.note)
          order by x."createdAt", x.id), '[]') from "EhcConsideration" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'notDone', (select coalesce(json_agg(json_build_object('id', x.id, 'withdrawn', ${withdrawn}, 'rule', x.rule, 'subject', x.subject, 'because', x.because,
          'recordedOn', x."recordedOn", 'recordedBy', x."recordedBy") order by x."recordedOn", x.id), '[]') from "NotDone" x
        where x."schoolId" = school and x."pupilId" = pupil),
      'amber', (select e.entry from (${openEntries({ schoolId, today, pupilId })}) e order by e."openedOn" desc, e.id desc limit 1),
      'roundRobins', (select coalesce(json_agg(to_json(r) order by r."askedOn" desc, r.id desc), '[]') from (
        select x.id, x."askedOn", x."answerBy", x."closedOn", count(a.id)::int as asked,
          (count(a.id) filter (where a."answeredOn" is not null))::int as answered
        from "RoundRobin" x
        left join "RoundRobinAsked" a on a."schoolId" = x."schoolId" and a."roundRobinId" = x.id
        where x."schoolId" = school and x."pupilId" = pupil
        group by x."schoolId", x.id order by x."askedOn" desc, x.id desc limit 2) r),
      'outcomes', (select coalesce(json_agg(json_build_object('outcome', x.outcome, 'byOn', x."byOn")
          order by x.position, x.id), '[]') from "Outcome" x
        where x."schoolId" = school and x."planId" = ${planId}::uuid),
      'provisions', (select coalesce(json_agg(json_build_object('kind', x.kind, 'what', x.what,
          'deliveredBy', x."deliveredBy", 'howOften', x."howOften") order by x.position, x.id), '[]') from "Provision" x
        where x."schoolId" = school and x."planId" = ${planId}::uuid))::text as file
    from here join "Pupil" p on p."schoolId" = school and p.id = pupil`
  return rows[0]?.file ?? null
}
