import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../days/calendar.ts'
import type { PupilDetails } from './import-sql.ts'
import type { ImportedPupil } from './pupil-row.ts'
import type { KnownPupil } from './queries.ts'

/**
 * What importing a file would change. It is computed before anything is written, so the preview and the import agree.
 */
export type ImportChanges = {
  added: { details: PupilDetails; upn: string; needs: ImportedPupil['needs'] }[]
  changed: { details: PupilDetails; upn: string; needs: ImportedPupil['needs'] | null }[]
  /**
   * Pupils in the file whose last day has passed: they are at the school again. In file order; also listed in
   * `changed`.
   */
  cameBack: { pupilId: string; name: string; leftOn: Day }[]
  unchanged: number
  /** Pupils with an EHC plan for whom the file has no start date. Today is used until somebody enters the date. */
  plansWithoutDay: number
}

/** Compares a file's pupils with the register's, by UPN. A pupil who is not in the file is left unchanged. */
export function importChanges(
  pupils: readonly ImportedPupil[],
  known: ReadonlyMap<string, KnownPupil>,
  today: Day,
): ImportChanges {
  const changes: ImportChanges = { added: [], changed: [], cameBack: [], unchanged: 0, plansWithoutDay: 0 }
  for (const pupil of pupils) {
    const before = known.get(pupil.upn) ?? null
    const details = detailsOf(pupil, before, today)
    if (pupil.senStatus === 'E' && pupil.senStatusFrom === null && !before?.ehcPlanFrom) changes.plansWithoutDay += 1
    if (!before) {
      changes.added.push({ details, upn: pupil.upn, needs: pupil.needs })
      continue
    }
    const needs = pupil.needs.length > 0 && pupil.needs.join() !== before.needs.join() ? pupil.needs : null
    const { leftOn } = before
    const cameBack = leftOn !== null && leftOn < today
    if (cameBack) {
      const name = `${pupil.legalSurname}, ${pupil.legalForename}`
      changes.cameBack.push({ pupilId: before.id, name, leftOn })
    }
    if (needs !== null || cameBack || differs(details, before)) changes.changed.push({ details, upn: pupil.upn, needs })
    else changes.unchanged += 1
  }
  return changes
}

function detailsOf(pupil: ImportedPupil, before: KnownPupil | null, today: Day): PupilDetails {
  return {
    id: before?.id ?? uuidv7(),
    legalSurname: pupil.legalSurname,
    legalForename: pupil.legalForename,
    preferredSurname: pupil.preferredSurname,
    preferredForename: pupil.preferredForename,
    dateOfBirth: pupil.dateOfBirth,
    sex: pupil.sex,
    yearGroup: pupil.yearGroup,
    registrationGroup: pupil.registrationGroup,
    misSenStatus: pupil.senStatus,
    misId: pupil.misId,
    ehcPlanFrom: pupil.senStatus === 'E' ? (pupil.senStatusFrom ?? today) : null,
    freeSchoolMeals: pupil.freeSchoolMeals,
    enteredOn: pupil.admissionOn,
  }
}

/**
 * Whether the file differs from the register. A null in the file is ignored, and so is a new value for a date that the
 * register already has.
 */
function differs(details: PupilDetails, before: KnownPupil): boolean {
  const keptDays = new Set(['ehcPlanFrom', 'enteredOn'])
  const had = new Map<string, unknown>(Object.entries(before))
  return Object.entries(details).some(
    ([name, value]) => value !== null && value !== had.get(name) && !(keptDays.has(name) && had.get(name) !== null),
  )
}
