import { Prisma } from '../../generated/prisma/client.ts'

export interface VersionsRow {
  /** Version of the school's own data; 0 if none was ever written. */
  readonly schoolVersion: number
  /**
   * Whether all statements of this transaction see one snapshot (repeatable read) and none of them changed a record.
   * What the transaction reads is then committed data, so that it can be cached.
   */
  readonly seesOneMoment: boolean
  /** Identifies the database and the start of its server. */
  readonly database: string
  /** JSON list of `[id, version]` for each requested pupil, ordered by surname, forename, id. */
  readonly pupils: string
}

/** SQL: the columns of a {@link VersionsRow} except `pupils`. Put it into the select list of another statement. */
export const momentOf = (schoolId: string): Prisma.Sql => Prisma.sql`
  coalesce((select v.version from "RecordVersion" v
    where v."schoolId" = ${schoolId}::uuid and v."subjectId" = ${schoolId}::uuid), 0) as "schoolVersion",
  current_setting('transaction_isolation') = 'repeatable read'
    and coalesce(current_setting('app.record_changed', true), '') = '' as "seesOneMoment",
  (select d.oid || ' ' || pg_postmaster_start_time() from pg_database d where d.datname = current_database()) as "database"`
