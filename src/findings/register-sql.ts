import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { preparedStatement } from '../platform/database/prepared-statement.ts'
import { momentOf, type VersionsRow } from '../platform/database/record-versions.ts'

export interface RegisterQuery {
  readonly schoolId: string
  readonly asOf: Day
  readonly today: Day
}

/** The pupils of the register, as JSON text, in no particular order. */
export interface RegisterRow extends VersionsRow {
  /** The reasons why some of the school's own steps will not be done, as JSON. */
  readonly schoolNotDone: string
}

/**
 * The pupils on the roll on the day that any rule may apply to, or that have an SEN status in the school's system.
 * Nobody else can have findings or an entry in the register. Pupils who are being monitored on the amber list are
 * included even when every concern was withdrawn, so that none is forgotten. One statement, with the versions of the
 * records.
 */
export async function selectRegister(tx: Tx, { schoolId, asOf, today }: RegisterQuery): Promise<RegisterRow> {
  const rows = await tx.$queryRaw<RegisterRow[]>`${preparedStatement}
    with spoken_of as materialized (
      select p.* from "Pupil" p
      where p."schoolId" = ${schoolId}::uuid
        and coalesce(p."enteredOn" <= ${asOf}::date, true) and coalesce(p."leftOn" >= ${asOf}::date, true)
        and (p."misSenStatus" <> 'N' or p."ehcPlanFrom" is not null or p.id in (
          select "pupilId" from "Concern" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
          union select "pupilId" from "Meeting" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
          union select "pupilId" from "Decision" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
          union select "pupilId" from "Professional" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
          union select "pupilId" from "EhcConsideration" where "schoolId" = ${schoolId}::uuid and "withdrawnAt" is null
          union select "pupilId" from "Monitoring" where "schoolId" = ${schoolId}::uuid and "closedOn" is null))),
    classes as materialized (
      select m."pupilId", json_agg(distinct c.name order by c.name) as names
      from "ClassMember" m join spoken_of p on p.id = m."pupilId"
      join "Class" c on c."schoolId" = m."schoolId" and c.id = m."classId"
      where m."schoolId" = ${schoolId}::uuid and m."from" <= ${today}::date and coalesce(m."until" >= ${today}::date, true)
      group by m."pupilId"),
    needs as materialized (
      select n."pupilId", json_agg(n.type order by n.rank) as types from "PupilNeed" n
      where n."schoolId" = ${schoolId}::uuid group by n."pupilId"),
    reasons as materialized (
      select d."pupilId", json_agg(json_build_object('rule', d.rule, 'subject', d.subject, 'because', d.because,
        'recordedOn', d."recordedOn", 'recordedBy', d."recordedBy") order by d."recordedOn", d.id) as given
      from "NotDone" d where d."schoolId" = ${schoolId}::uuid and d."withdrawnAt" is null group by d."pupilId")
    select ${momentOf(schoolId)},
      coalesce((select given from reasons where "pupilId" is null), '[]')::text as "schoolNotDone",
      coalesce(json_agg(json_build_object(
        'pupilId', p.id, 'version', coalesce(v.version, 0), 'upn', p.upn, 'forename', coalesce(p."preferredForename", p."legalForename"),
        'surname', coalesce(p."preferredSurname", p."legalSurname"),
        'legalName', p."legalForename" || ' ' || p."legalSurname", 'yearGroup', p."yearGroup",
        'registrationGroup', p."registrationGroup", 'classes', coalesce(classes.names, '[]'),
        'needs', coalesce(needs.types, '[]'), 'notDone', coalesce(reasons.given, '[]'))), '[]')::text as pupils
    from spoken_of p
    left join classes on classes."pupilId" = p.id
    left join needs on needs."pupilId" = p.id
    left join reasons on reasons."pupilId" = p.id
    left join "RecordVersion" v on v."schoolId" = ${schoolId}::uuid and v."subjectId" = p.id`
  const [row] = rows
  if (row === undefined) throw new Error('The pupils of the register gave no row.')
  return row
}
