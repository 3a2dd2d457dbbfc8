import type { Day } from '../code-of-practice/calendar.ts'
import type { Tx } from '../database/in-school.ts'
import type { RaisedBy } from '../generated/prisma/enums.ts'

export interface OpenConcern {
  readonly id: string
  readonly pupilId: string
  /** YYYY-MM-DD */
  readonly raisedOn: Day
  readonly raisedBy: RaisedBy
  readonly raisedByName: string | null
  readonly staffName: string | null
}

/** Concerns of pupils on the roll that nobody has answered, closed or decided upon since, oldest first. */
export const openConcerns = (tx: Tx, schoolId: string, today: Day): Promise<OpenConcern[]> =>
  tx.$queryRaw<OpenConcern[]>`
    select c.id::text as id, c."pupilId"::text as "pupilId", c."raisedOn"::text as "raisedOn",
      c."raisedBy"::text as "raisedBy", c."raisedByName" as "raisedByName", t.name as "staffName"
    from "Concern" c
    left join "StaffMember" t on t."schoolId" = c."schoolId" and t.id = c."staffId"
    where c."schoolId" = ${schoolId}::uuid and c."withdrawnAt" is null and c."answeredOn" is null and c."closedOn" is null
      and c."raisedOn" <= ${today}::date and not exists (
        select 1 from "Decision" d where d."schoolId" = c."schoolId" and d."pupilId" = c."pupilId" and d."withdrawnAt" is null
          and d."decidedOn" between c."raisedOn" and ${today}::date)
    order by c."raisedOn", c.id`

/** The names of all members of staff, by id: some dozens, so that who has not read a plan need not be asked for first. */
export async function namesOfStaff(tx: Tx, schoolId: string): Promise<Map<string, string>> {
  const rows = await tx.staffMember.findMany({ where: { schoolId }, select: { id: true, name: true } })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
