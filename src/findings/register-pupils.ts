import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { NeedType } from '../ui/formats/words.ts'
import type { FindingsContext } from './checklist.ts'
import { findingsEntry, findingsFromCache } from './findings.ts'
import type { FindingsEntry } from './findings-cache.ts'
import type { FindingWithStep, PupilFindings } from './pupil-findings.ts'
import { type RegisterQuery, type RegisterRow, selectRegister } from './register-sql.ts'
import type { NotDoneReason } from './status-words.ts'

/** A pupil's details as of today. */
interface RegisterPupil {
  readonly pupilId: string
  readonly upn: string
  /** The preferred forename and surname where set, else the legal ones. */
  readonly forename: string
  readonly surname: string
  /** Legal forename and surname, for searching. */
  readonly legalName: string
  readonly yearGroup: string
  readonly registrationGroup: string | null
  /** The names of the pupil's classes, in alphabetical order. */
  readonly classes: readonly string[]
  /** The pupil's types of need, the primary one first. */
  readonly needs: readonly NeedType[]
  readonly notDone: readonly NotDoneReason[]
}

/** A pupil's details with their findings and register entry on the day. */
export interface RegisterPupilWithFindings extends RegisterPupil {
  readonly pupilFindings: PupilFindings
  readonly context: FindingsContext
}

/** A pupil as PostgreSQL's JSON gives them, with the version of their record. */
type PupilWithVersion = RegisterPupil & { readonly version: number }

/**
 * PostgreSQL builds this JSON from the pupils' own columns. test/findings/register-pupils.test.ts checks it against the
 * type.
 */
const pupilsOf = (text: string): PupilWithVersion[] => JSON.parse(text)
const reasonsOf = (text: string): NotDoneReason[] => JSON.parse(text)

/** Sorts here instead of in SQL: the order does not depend on the database's collation, and it takes half the time. */
const byName = new Intl.Collator('en-GB')
const byFullName = (one: RegisterPupil, other: RegisterPupil): number =>
  byName.compare(one.surname, other.surname) ||
  byName.compare(one.forename, other.forename) ||
  (one.pupilId < other.pupilId ? -1 : 1)

/** The pupils that any rule may apply to, and the school's own findings. Shared between requests: never change it. */
export interface Register {
  /** By surname and forename. A pupil's entry in the register says whether they are on it. */
  readonly pupils: readonly RegisterPupilWithFindings[]
  readonly schoolFindings: readonly FindingWithStep[]
  /** The reasons why some of the school's own steps will not be done. */
  readonly schoolNotDone: readonly NotDoneReason[]
}

/**
 * The last register for each cache entry. While PostgreSQL returns the same text, versions included, the same object is
 * returned, so whatever pages have memoised for it stays valid.
 */
const lastRegister = new WeakMap<FindingsEntry, { row: RegisterRow; today: Day; register: Register }>()

/** The register as of the day. One statement when all pupils are cached, three otherwise. */
export async function registerPupils(tx: Tx, asked: RegisterQuery): Promise<Register> {
  const { asOf, today } = asked
  const row = await selectRegister(tx, asked)
  const entry = findingsEntry(asked, row)
  const last = lastRegister.get(entry)
  const isSame = last?.today === today && last.row.pupils === row.pupils && last.row.schoolNotDone === row.schoolNotDone
  if (last && isSame) return last.register

  const told = pupilsOf(row.pupils).sort(byFullName)
  const found = await findingsFromCache(
    tx,
    asked,
    entry,
    new Map(told.map(({ pupilId, version }) => [pupilId, version])),
  )
  const pupils = told.flatMap(({ version: _, ...pupil }) => {
    const pupilFindings = found.pupils.get(pupil.pupilId)
    if (!pupilFindings) return []
    const { pupilId, notDone } = pupil
    return [
      { ...pupil, pupilFindings, context: { pupilId, asOf, today, places: pupilFindings.registerEntry, notDone } },
    ]
  })
  const register = { pupils, schoolFindings: found.schoolFindings, schoolNotDone: reasonsOf(row.schoolNotDone) }
  lastRegister.set(entry, { row, today, register })
  return register
}

/** The pupil's name as pages show it: "Amir Khan" */
export const nameOf = ({ forename, surname }: Pick<RegisterPupil, 'forename' | 'surname'>): string =>
  `${forename} ${surname}`

/** A pupil's class as pages show it: the registration group or, if none is set, the names of their classes. */
export const classOf = ({ registrationGroup, classes }: Pick<RegisterPupil, 'registrationGroup' | 'classes'>): string =>
  registrationGroup ?? classes.join(', ')
