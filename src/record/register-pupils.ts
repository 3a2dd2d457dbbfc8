import type { Day } from '../code-of-practice/calendar.ts'
import type { Tx } from '../database/in-school.ts'
import { momentOf, type VersionsRow } from '../database/record-sql.ts'
import type { NeedType } from '../web/words.ts'
import type { Shown } from './checklist.ts'
import type { JudgedFinding, JudgedPupil } from './judge.ts'
import { judgeByVersions } from './judged.ts'
import type { NotDoneReason } from './status-words.ts'

/** Who a pupil is today. */
export interface RegisterPupil {
  readonly pupilId: string
  readonly upn: string
  /** As they are called. */
  readonly forename: string
  readonly surname: string
  /** The school's formal forename and surname, for searching. */
  readonly legalName: string
  readonly yearGroup: string
  readonly registrationGroup: string | null
  /** By name. */
  readonly classes: readonly string[]
  /** The primary need first. */
  readonly needs: readonly NeedType[]
  readonly notDone: readonly NotDoneReason[]
}

/** A pupil with what was found of them on the day. */
export interface OnRegister extends RegisterPupil {
  readonly judged: JudgedPupil
  readonly shown: Shown
}

export interface RegisterAsked {
  readonly schoolId: string
  readonly asOf: Day
  readonly today: Day
}

/** A pupil as PostgreSQL tells of them, with the version of their record. */
type TellingRow = RegisterPupil & { readonly version: number }

/** PostgreSQL made this text from the pupils' own fields; test/record/register-pupils.test.ts holds it against the type. */
const pupilsOf = (text: string): TellingRow[] => JSON.parse(text)

/** The same in every database, whatever its collation; sorting here costs half of what it costs to sort rows of JSON there. */
const byName = new Intl.Collator('en-GB')
const inOrder = (one: RegisterPupil, other: RegisterPupil): number =>
  byName.compare(one.surname, other.surname) ||
  byName.compare(one.forename, other.forename) ||
  (one.pupilId < other.pupilId ? -1 : 1)

/**
 * The pupils on the roll on the day of whom the record says anything that a rule speaks of, or whom the school's system
 * has down for SEN: nobody else has findings or a place on the register. One statement, with the versions of what they are
 * judged by.
 */
async function selectPupils(tx: Tx, { schoolId, asOf, today }: RegisterAsked): Promise<VersionsRow> {
  const rows = await tx.$queryRaw<VersionsRow[]>`
    with spoken_of as materialized (
      select p.* from "Pupil" p
      where p."schoolId" = ${schoolId}::uuid
        and coalesce(p."enteredOn" <= ${asOf}::date, true) and coalesce(p."leftOn" >= ${asOf}::date, true)
        and (p."misSenStatus" <> 'N' or p."ehcPlanFrom" is not null or p.id in (
          select "pupilId" from "Concern" where "schoolId" = ${schoolId}::uuid
          union select "pupilId" from "Meeting" where "schoolId" = ${schoolId}::uuid
          union select "pupilId" from "Decision" where "schoolId" = ${schoolId}::uuid
          union select "pupilId" from "Professional" where "schoolId" = ${schoolId}::uuid
          union select "pupilId" from "EhcConsideration" where "schoolId" = ${schoolId}::uuid))),
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
      from "NotDone" d where d."schoolId" = ${schoolId}::uuid and d."pupilId" is not null group by d."pupilId")
    select ${momentOf(schoolId)}, coalesce(json_agg(json_build_object(
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

/**
 * The pupils of whom there is something to judge, by surname and forename, with what was found as of the day; and what
 * was found of the school itself. One statement where everybody was judged before, three otherwise. Whether a pupil is on
 * the register says their standing.
 */
export async function registerPupils(
  tx: Tx,
  asked: RegisterAsked,
): Promise<{ pupils: OnRegister[]; schoolFindings: readonly JudgedFinding[] }> {
  const { asOf, today } = asked
  const row = await selectPupils(tx, asked)
  const pupils = pupilsOf(row.pupils).sort(inOrder)
  const versions = JSON.stringify(pupils.map(({ pupilId, version }) => [pupilId, version]))
  const found = await judgeByVersions(tx, asked, { ...row, pupils: versions })
  return {
    pupils: pupils.flatMap(({ version: _, ...pupil }) => {
      const judged = found.pupils.get(pupil.pupilId)
      if (!judged) return []
      const { pupilId, notDone } = pupil
      return [{ ...pupil, judged, shown: { pupilId, asOf, today, places: judged.standing, notDone } }]
    }),
    schoolFindings: found.schoolFindings,
  }
}

/** "Amir Khan" */
export const nameOf = ({ forename, surname }: Pick<RegisterPupil, 'forename' | 'surname'>): string =>
  `${forename} ${surname}`

/** What a pupil's class is called on pages: the registration group or, where none is set, the classes they are in. */
export const classOf = ({ registrationGroup, classes }: Pick<RegisterPupil, 'registrationGroup' | 'classes'>): string =>
  registrationGroup ?? classes.join(', ')
