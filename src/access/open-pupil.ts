import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '../platform/database/in-school.ts'
import type { VersionsRow } from '../platform/database/record-versions.ts'
import { type OpenedRow, selectPupilOpened, selectPupilWrittenOf } from './access-sql.ts'
import { taughtBy } from './own-pupils.ts'
import type { Scope } from './permissions.ts'

/** A pupil whose record is open: who they are, and no more. */
export type OpenPupil = {
  pupilId: string
  upn: string
  /** As they are called: preferred forename and surname. */
  name: string
  forename: string
  dateOfBirth: string
  yearGroup: string
  registrationGroup: string | null
  /** Of the record when it was opened: for judging it without asking again. Of no use once something of it was changed. */
  versions: VersionsRow
}

type Asking = { tx: Tx; user: { schoolId: string; staffId: string }; scope: Scope; today: string }

/**
 * Opens a pupil's record for who asks, and writes the opening in the audit trail.
 * @returns null where there is no such pupil in the school, or not among those whom a teacher teaches on the day
 */
export const openPupil = (asking: Asking, pupilId: string): Promise<OpenPupil | null> =>
  found(asking, pupilId, selectPupilOpened)

/**
 * A pupil of whom somebody goes on writing in a form that was opened before. Each keystroke is no opening of the record, so
 * this writes none: nothing of the record may be shown for it.
 */
export const pupilWrittenOf = (asking: Asking, pupilId: string): Promise<OpenPupil | null> =>
  found(asking, pupilId, selectPupilWrittenOf)

async function found(
  { tx, user, scope, today }: Asking,
  pupilId: string,
  select: (tx: Tx, user: Asking['user'], pupilId: string) => Promise<OpenedRow | null>,
): Promise<OpenPupil | null> {
  if (scope === 'own' && !(await teaches(tx, user, pupilId, today))) return null
  const pupil = await select(tx, user, pupilId)
  if (!pupil) return null
  const forename = pupil.preferredForename ?? pupil.legalForename
  return {
    pupilId,
    upn: pupil.upn,
    name: `${forename} ${pupil.preferredSurname ?? pupil.legalSurname}`,
    forename,
    dateOfBirth: pupil.dateOfBirth,
    yearGroup: pupil.yearGroup,
    registrationGroup: pupil.registrationGroup,
    versions: pupil,
  }
}

async function teaches(tx: Tx, { schoolId, staffId }: Asking['user'], pupilId: string, today: string) {
  const taught = await tx.pupil.findFirst({
    where: { schoolId, id: pupilId, ...taughtBy(schoolId, staffId, today) },
    select: { id: true },
  })
  return taught !== null
}

/** Writes in the audit trail that these pupils' needs were shown to who asks: for pages that show several at once. */
export async function auditOpening(
  tx: Tx,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  pupilIds: readonly string[],
): Promise<void> {
  if (pupilIds.length === 0) return
  await tx.auditEvent.createMany({
    data: pupilIds.map((pupilId) => ({
      schoolId,
      id: uuidv7(),
      actorId: staffId,
      action: 'open' as const,
      subject: 'Pupil',
      rowId: pupilId,
      pupilId,
    })),
  })
}
