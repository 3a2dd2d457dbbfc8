import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../days/calendar.ts'
import type { AuditAction, Role } from '../generated/prisma/enums.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { preparedStatement } from '../platform/database/prepared-statement.ts'
import { momentOf, type VersionsRow } from '../platform/database/record-versions.ts'

/*
 * Statements that run on every request. Each is a prepared statement.
 */

type StaffMemberKey = { readonly schoolId: string; readonly staffId: string }

/** A member of staff who can sign in and works at the school on the day, with the school's name; otherwise null. */
export async function selectStaffOnDay(
  tx: Tx,
  { schoolId, staffId }: StaffMemberKey,
  day: Day,
): Promise<{ name: string; role: Role; schoolName: string } | null> {
  const rows = await tx.$queryRaw<{ name: string; role: Role; schoolName: string }[]>`${preparedStatement}
    select t.name, t.role::text as role, s.name as "schoolName"
    from "StaffMember" t join "School" s on s.id = t."schoolId"
    where t."schoolId" = ${schoolId}::uuid and t.id = ${staffId}::uuid and t."userId" is not null
      and t."startedOn" <= ${day}::date and coalesce(t."leftOn" >= ${day}::date, true)`
  return rows[0] ?? null
}

export interface OpenedPupilRow extends VersionsRow {
  readonly upn: string
  readonly legalForename: string
  readonly legalSurname: string
  readonly preferredForename: string | null
  readonly preferredSurname: string | null
  readonly dateOfBirth: Day
  readonly yearGroup: string
  readonly registrationGroup: string | null
}

const open: AuditAction = 'open'

/**
 * Selects a pupil's name and record version, and writes an `open` entry into the audit trail in the same statement, so
 * that no record is opened without an entry.
 * @returns null if the school has no such pupil
 */
export async function selectPupilAndAudit(
  tx: Tx,
  { schoolId, staffId }: StaffMemberKey,
  pupilId: string,
): Promise<OpenedPupilRow | null> {
  const rows = await tx.$queryRaw<OpenedPupilRow[]>`${preparedStatement}
    with pupil as (select p.* from "Pupil" p where p."schoolId" = ${schoolId}::uuid and p.id = ${pupilId}::uuid),
    opened as (
      insert into "AuditEvent" ("schoolId", id, "actorId", action, subject, "rowId", "pupilId")
      select p."schoolId", ${uuidv7()}::uuid, ${staffId}::uuid, ${open}::"AuditAction", 'Pupil', p.id, p.id from pupil p)
    select p.upn, p."legalForename", p."legalSurname", p."preferredForename", p."preferredSurname",
      p."dateOfBirth"::text as "dateOfBirth", p."yearGroup", p."registrationGroup",
      ${momentOf(schoolId)}, json_build_array(json_build_array(p.id, coalesce(v.version, 0)))::text as pupils
    from pupil p left join "RecordVersion" v on v."schoolId" = p."schoolId" and v."subjectId" = p.id`
  return rows[0] ?? null
}

/**
 * Selects a pupil's name and record version without an audit entry, for saving a draft about the pupil. The entry was
 * written when the form was opened.
 * @returns null if the school has no such pupil
 */
export async function selectPupilForDraft(
  tx: Tx,
  { schoolId }: StaffMemberKey,
  pupilId: string,
): Promise<OpenedPupilRow | null> {
  const rows = await tx.$queryRaw<OpenedPupilRow[]>`${preparedStatement}
    select p.upn, p."legalForename", p."legalSurname", p."preferredForename", p."preferredSurname",
      p."dateOfBirth"::text as "dateOfBirth", p."yearGroup", p."registrationGroup",
      ${momentOf(schoolId)}, json_build_array(json_build_array(p.id, coalesce(v.version, 0)))::text as pupils
    from "Pupil" p left join "RecordVersion" v on v."schoolId" = p."schoolId" and v."subjectId" = p.id
    where p."schoolId" = ${schoolId}::uuid and p.id = ${pupilId}::uuid`
  return rows[0] ?? null
}

/** Writes one audit entry: somebody viewed a page about many pupils or downloaded a file about them. */
export async function insertAuditEvent(tx: Tx, { schoolId, staffId }: StaffMemberKey, subject: string): Promise<void> {
  await tx.$executeRaw`${preparedStatement}
    insert into "AuditEvent" ("schoolId", id, "actorId", action, subject)
    values (${schoolId}::uuid, ${uuidv7()}::uuid, ${staffId}::uuid, ${open}::"AuditAction", ${subject})`
}
