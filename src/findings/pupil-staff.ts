import { type Role, roleNames } from '../access/permissions.ts'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { loadPupils } from './load.ts'

export type PupilStaffMember = { staffId: string; name: string; role: Role; roleName: string; canSignIn: boolean }

/**
 * The staff who teach or support each of several pupils on a day, by name: the same people that rule 6.49 asks about.
 * Two statements for any number of pupils. A pupil without staff has an empty list.
 */
export async function pupilStaff(
  tx: Tx,
  { schoolId, pupilIds, day }: { schoolId: string; pupilIds: readonly string[]; day: Day },
): Promise<ReadonlyMap<string, readonly PupilStaffMember[]>> {
  const pupils = await loadPupils(tx, { schoolId, pupilIds, asOf: day })
  const present = pupils.map(({ pupilId, record }) => ({
    pupilId,
    staffIds: record.staff.filter(({ from, until }) => from <= day && (!until || until >= day)).map(({ id }) => id),
  }))
  const rows = await tx.staffMember.findMany({
    where: { schoolId, id: { in: [...new Set(present.flatMap(({ staffIds }) => staffIds))] } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, role: true, userId: true },
  })
  const staff = rows.map(({ id, name, role, userId }) => ({
    staffId: id,
    name,
    role,
    roleName: roleNames[role],
    canSignIn: userId !== null,
  }))
  return new Map(
    present.map(({ pupilId, staffIds }) => [pupilId, staff.filter(({ staffId }) => staffIds.includes(staffId))]),
  )
}
