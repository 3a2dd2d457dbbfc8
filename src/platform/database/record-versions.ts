import { Prisma } from '../../generated/prisma/client.ts'

export interface VersionsRow {
  /** Of the school's own facts; 0 where nothing was ever written. */
  readonly schoolVersion: number
  /**
   * Whether all statements of this transaction see the same moment and none of its own changed a record, so that what it
   * sees was committed.
   */
  readonly seesOneMoment: boolean
  /** Which database this is, and of which start of its server. */
  readonly database: string
  /** `[id, version]` for each pupil asked for, as JSON, in the fixed order: surname, forename, id. */
  readonly pupils: string
}

/** The columns of a {@link VersionsRow} that are not about pupils, for a statement that reads these versions besides others. */
export const momentOf = (schoolId: string): Prisma.Sql => Prisma.sql`
  coalesce((select v.version from "RecordVersion" v
    where v."schoolId" = ${schoolId}::uuid and v."subjectId" = ${schoolId}::uuid), 0) as "schoolVersion",
  current_setting('transaction_isolation') = 'repeatable read'
    and coalesce(current_setting('app.record_changed', true), '') = '' as "seesOneMoment",
  (select d.oid || ' ' || pg_postmaster_start_time() from pg_database d where d.datname = current_database()) as "database"`
