import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { pupilNameColumns } from '../pupil-name.ts'

/** A pupil's details with everything that the form shows; null if the school has no pupil with this id. */
export async function pupilToEdit(tx: Tx, schoolId: string, pupilId: string) {
  const pupil = await tx.pupil.findFirst({
    where: { schoolId, id: pupilId },
    select: {
      version: true,
      upn: true,
      ...pupilNameColumns,
      dateOfBirth: true,
      yearGroup: true,
      registrationGroup: true,
      enteredOn: true,
      leftOn: true,
      misSenStatus: true,
      ehcPlanFrom: true,
      freeSchoolMeals: true,
      firstLanguage: true,
      needs: { where: { schoolId }, orderBy: { rank: 'asc' }, select: { rank: true, type: true } },
      contacts: { where: { schoolId }, orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }] },
      staff: {
        where: { schoolId, coverId: null },
        orderBy: [{ from: 'asc' }, { id: 'asc' }],
        select: { id: true, staffId: true, from: true, until: true },
      },
    },
  })
  return (
    pupil && {
      ...pupil,
      dateOfBirth: toDay(pupil.dateOfBirth),
      enteredOn: toDayOrNull(pupil.enteredOn),
      leftOn: toDayOrNull(pupil.leftOn),
      ehcPlanFrom: toDayOrNull(pupil.ehcPlanFrom),
      staff: pupil.staff.map((one) => ({ ...one, from: toDay(one.from), until: toDayOrNull(one.until) })),
    }
  )
}
export type PupilToEdit = NonNullable<Awaited<ReturnType<typeof pupilToEdit>>>

/** All present and former staff by name. Former staff stay on the list, because they may have supported a pupil. */
export async function staffToChoose(tx: Tx, schoolId: string) {
  const rows = await tx.staffMember.findMany({
    where: { schoolId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, role: true, leftOn: true },
  })
  return rows.map((one) => ({ ...one, leftOn: toDayOrNull(one.leftOn) }))
}
export type StaffToChoose = Awaited<ReturnType<typeof staffToChoose>>[number]
