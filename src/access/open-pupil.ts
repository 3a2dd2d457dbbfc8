import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { VersionsRow } from '../platform/database/record-versions.ts'
import { type OpenedPupilRow, selectPupilAndAudit, selectPupilForDraft } from './access-sql.ts'
import { taughtBy } from './own-pupils.ts'
import type { Scope } from './permissions.ts'

/** Who the pupil is whose record is open: name, date of birth, year group and the like. */
export type OpenPupil = {
  pupilId: string
  upn: string
  /** The forename and surname that the pupil is called by; the legal ones if no others are recorded. */
  name: string
  forename: string
  dateOfBirth: Day
  yearGroup: string
  registrationGroup: string | null
  /** Versions of the record when it was opened, for the findings cache. Invalid after a change to the record. */
  versions: VersionsRow
}

type PupilRequest = { tx: Tx; user: { schoolId: string; staffId: string }; scope: Scope; today: Day }

/**
 * Opens a pupil's record for the user and writes an audit entry.
 * @returns null if the school has no pupil with this id, or if the user's scope is `own` (only pupils whom they teach
 * or support on the day) and the pupil is not one of them
 */
export const openPupil = (request: PupilRequest, pupilId: string): Promise<OpenPupil | null> =>
  findPupil(request, pupilId, selectPupilAndAudit)

/**
 * Loads a pupil for saving a draft in a form that is already open. It checks the same permission as `openPupil` but
 * writes no audit entry, because a draft is saved after every few keystrokes. The response must not show the record.
 */
export const pupilForDraft = (request: PupilRequest, pupilId: string): Promise<OpenPupil | null> =>
  findPupil(request, pupilId, selectPupilForDraft)

async function findPupil(
  { tx, user, scope, today }: PupilRequest,
  pupilId: string,
  select: (tx: Tx, user: PupilRequest['user'], pupilId: string) => Promise<OpenedPupilRow | null>,
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

async function teaches(tx: Tx, { schoolId, staffId }: PupilRequest['user'], pupilId: string, today: Day) {
  const taught = await tx.pupil.findFirst({
    where: { schoolId, id: pupilId, ...taughtBy(schoolId, staffId, today) },
    select: { id: true },
  })
  return taught !== null
}

/** Writes an audit entry for each of several pupils whose needs a page shows. */
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
