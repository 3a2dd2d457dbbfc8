import { toDay, toDayOrNull } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { FIELDS, type RememberedColumns } from './column-mapping.ts'

/** The uploaded file with this id, imported or not; null if the school has none with it. */
export const uploadedFile = (tx: Tx, schoolId: string, importId: string) =>
  tx.pupilImport.findUnique({
    where: { schoolId_id: { schoolId, id: importId } },
    select: { fileName: true, uploadedBy: true, content: true, columns: true, importedAt: true },
  })

/** The headings that the school chose in its last import, by field. */
export async function rememberedColumns(tx: Tx, schoolId: string): Promise<RememberedColumns> {
  const rows = await tx.importColumn.findMany({ where: { schoolId }, select: { field: true, heading: true } })
  return Object.fromEntries(
    FIELDS.flatMap((field) => rows.filter((row) => row.field === field).map(({ heading }) => [field, heading])),
  )
}

/** The register's pupils with one of these UPNs, with every column that an import can change. Dates as YYYY-MM-DD. */
export async function pupilsByUpn(tx: Tx, schoolId: string, upns: readonly string[]) {
  const pupils = await tx.pupil.findMany({
    where: { schoolId, upn: { in: [...upns] } },
    select: {
      id: true,
      upn: true,
      legalSurname: true,
      legalForename: true,
      preferredSurname: true,
      preferredForename: true,
      dateOfBirth: true,
      sex: true,
      yearGroup: true,
      registrationGroup: true,
      misSenStatus: true,
      misId: true,
      ehcPlanFrom: true,
      freeSchoolMeals: true,
      enteredOn: true,
      leftOn: true,
      needs: { where: { schoolId }, orderBy: { rank: 'asc' }, select: { type: true } },
    },
  })
  const days = pupils.map((pupil) => ({
    ...pupil,
    dateOfBirth: toDay(pupil.dateOfBirth),
    ehcPlanFrom: toDayOrNull(pupil.ehcPlanFrom),
    enteredOn: toDayOrNull(pupil.enteredOn),
    leftOn: toDayOrNull(pupil.leftOn),
    needs: pupil.needs.map(({ type }) => type),
  }))
  return new Map(days.map((pupil) => [pupil.upn, pupil]))
}
export type KnownPupil = Awaited<ReturnType<typeof pupilsByUpn>> extends Map<string, infer Pupil> ? Pupil : never

/** How many pupils the school has who have not left: no last day is recorded for them. */
export const pupilCount = (tx: Tx, schoolId: string): Promise<number> =>
  tx.pupil.count({ where: { schoolId, leftOn: null } })
