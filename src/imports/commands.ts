import { v7 as uuidv7 } from 'uuid'
import { toDate, toDateOrNull } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { ImportChanges } from './changes.ts'
import type { Mapping, RememberedColumns } from './column-mapping.ts'
import { type PupilDetails, updatePupilDetails } from './import-sql.ts'

type UploadedFile = { importId: string; uploadedBy: string; fileName: string; content: Uint8Array<ArrayBuffer> }

/** Milliseconds. An unconfirmed upload holds children's names, so it is deleted after a day. */
const keptForMs = 24 * 60 * 60 * 1000

/**
 * Stores an uploaded file until its import is confirmed. Deletes this person's earlier unconfirmed uploads and
 * anybody's that are older than a day. Another person's upload of the last day is kept. A second file sent by the same
 * form replaces the first.
 * @param uploadedBy the member of staff's id
 * @returns false if this form's file was already imported, or belongs to another person
 */
export async function keepUpload(
  tx: Tx,
  schoolId: string,
  { importId, uploadedBy, fileName, content }: UploadedFile,
  now: Date,
): Promise<boolean> {
  const tooOld = new Date(now.getTime() - keptForMs)
  await tx.pupilImport.deleteMany({
    where: { schoolId, importedAt: null, OR: [{ uploadedBy }, { createdAt: { lt: tooOld } }] },
  })
  const { count } = await tx.pupilImport.createMany({
    data: [{ schoolId, id: importId, uploadedBy, fileName, content, createdAt: now }],
    skipDuplicates: true,
  })
  return count === 1
}

/**
 * Stores which column holds which field, for an upload that is not yet imported.
 * @returns false if the school has no unimported upload with this id
 */
export async function chooseColumns(tx: Tx, schoolId: string, importId: string, columns: Mapping): Promise<boolean> {
  const { count } = await tx.pupilImport.updateMany({
    where: { schoolId, id: importId, importedAt: null },
    data: { columns },
  })
  return count === 1
}

/**
 * Imports all pupils of a file, within the caller's transaction.
 * @returns false if the file was already imported, because the same confirmation was sent twice
 */
export async function importPupils(
  tx: Tx,
  schoolId: string,
  importId: string,
  { changes, columns, now }: { changes: ImportChanges; columns: RememberedColumns; now: Date },
): Promise<boolean> {
  const { count } = await tx.pupilImport.updateMany({
    where: { schoolId, id: importId, importedAt: null },
    data: { importedAt: now, content: new Uint8Array() },
  })
  if (count === 0) return false
  await tx.pupil.createMany({ data: changes.added.map(({ details, upn }) => newPupil(schoolId, upn, details)) })
  await updatePupilDetails(
    tx,
    schoolId,
    changes.changed.map(({ details }) => details),
    changes.cameBack.map(({ pupilId }) => pupilId),
  )
  await rankNeeds(tx, schoolId, changes)
  await tx.importColumn.deleteMany({ where: { schoolId } })
  await tx.importColumn.createMany({
    data: Object.entries(columns).map(([field, heading]) => ({ schoolId, id: uuidv7(), field, heading })),
  })
  return true
}

function newPupil(schoolId: string, upn: string, details: PupilDetails) {
  return {
    ...details,
    schoolId,
    upn,
    misSenStatus: details.misSenStatus ?? ('N' as const),
    yearGroup: details.yearGroup ?? 'X',
    dateOfBirth: toDate(details.dateOfBirth),
    ehcPlanFrom: toDateOrNull(details.ehcPlanFrom),
    enteredOn: toDateOrNull(details.enteredOn),
  }
}

async function rankNeeds(tx: Tx, schoolId: string, { added, changed }: ImportChanges): Promise<void> {
  const ranked = [...added, ...changed].flatMap(({ details, needs }) =>
    needs === null ? [] : [{ pupilId: details.id, needs }],
  )
  await tx.pupilNeed.deleteMany({
    where: { schoolId, pupilId: { in: changed.flatMap(({ details, needs }) => (needs === null ? [] : [details.id])) } },
  })
  await tx.pupilNeed.createMany({
    data: ranked.flatMap(({ pupilId, needs }) =>
      needs.map((type, index) => ({ schoolId, id: uuidv7(), pupilId, rank: index + 1, type })),
    ),
  })
}
