import { taughtBy } from '../../access/own-pupils.ts'
import type { Scope } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { type Contact as ContactColumns, Prisma, type StaffMember } from '../../generated/prisma/client.ts'
import { notLeftBefore, toDate } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { jsonFields, type RowOf } from '../../platform/database/shape.ts'
import { pupilNameColumns } from '../pupil-name.ts'

const contactColumns = [
  'name',
  'relationship',
  'parentalResponsibility',
  'email',
  'phone',
  'language',
  'format',
] as const

/** A parent or carer of a pupil as they are read. */
export type Contact = RowOf<ContactColumns, (typeof contactColumns)[number]>

/** SQL: a contact `x`, as a {@link Contact}. */
export const contactJson = Prisma.sql`json_build_object(${jsonFields(contactColumns)})`

const staffColumns = ['id', 'name', 'role'] as const

/**
 * Somebody who teaches or supports a pupil. `through` names their class; empty for staff who support the pupil by name.
 */
export type StaffOfPupil = RowOf<StaffMember, (typeof staffColumns)[number]> & { readonly through: string }

/** SQL: a member of staff `x` who has a column `through`, as a {@link StaffOfPupil}. */
export const staffOfPupilJson = Prisma.sql`json_build_object(${jsonFields([...staffColumns, 'through'])})`

/** The pupils on roll today that a member of staff may find. With scope `own`, only those they teach or support. */
export async function pupilsToFind(
  tx: Tx,
  { schoolId, staffId, scope, today }: { schoolId: string; staffId: string; scope: Scope; today: Day },
) {
  const rows = await tx.pupil.findMany({
    where: {
      schoolId,
      AND: [
        { OR: [{ enteredOn: null }, { enteredOn: { lte: toDate(today) } }] },
        notLeftBefore(today),
        scope === 'own' ? taughtBy(schoolId, staffId, today) : {},
      ],
    },
    select: {
      id: true,
      upn: true,
      ...pupilNameColumns,
      yearGroup: true,
      registrationGroup: true,
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, preferredForename, preferredSurname, ...pupil }) => ({
    ...pupil,
    pupilId: id,
    forename: preferredForename ?? pupil.legalForename,
    surname: preferredSurname ?? pupil.legalSurname,
  }))
}
export type PupilToFind = Awaited<ReturnType<typeof pupilsToFind>>[number]
