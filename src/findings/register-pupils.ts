import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { NeedType } from '../ui/formats/words.ts'
import type { Shown } from './checklist.ts'
import type { JudgedFinding, JudgedPupil } from './judge.ts'
import { judgeOnShelf, shelfFor } from './judged.ts'
import type { JudgedShelf } from './kept.ts'
import { type RegisterAsked, type RegisterRow, selectRegister } from './register-sql.ts'
import type { NotDoneReason } from './status-words.ts'

/** Who a pupil is today. */
export interface RegisterPupil {
  readonly pupilId: string
  readonly upn: string
  /** As they are called. */
  readonly forename: string
  readonly surname: string
  /** The school's formal forename and surname, for searching. */
  readonly legalName: string
  readonly yearGroup: string
  readonly registrationGroup: string | null
  /** By name. */
  readonly classes: readonly string[]
  /** The primary need first. */
  readonly needs: readonly NeedType[]
  readonly notDone: readonly NotDoneReason[]
}

/** A pupil with what was found of them on the day. */
export interface OnRegister extends RegisterPupil {
  readonly judged: JudgedPupil
  readonly shown: Shown
}

/** A pupil as PostgreSQL tells of them, with the version of their record. */
type TellingRow = RegisterPupil & { readonly version: number }

/** PostgreSQL made this text from the pupils' own fields; test/record/register-pupils.test.ts holds it against the type. */
const pupilsOf = (text: string): TellingRow[] => JSON.parse(text)
const reasonsOf = (text: string): NotDoneReason[] => JSON.parse(text)

/** The same in every database, whatever its collation; sorting here costs half of what it costs to sort rows of JSON there. */
const byName = new Intl.Collator('en-GB')
const inOrder = (one: RegisterPupil, other: RegisterPupil): number =>
  byName.compare(one.surname, other.surname) ||
  byName.compare(one.forename, other.forename) ||
  (one.pupilId < other.pupilId ? -1 : 1)

/** The pupils of whom there is something to judge, and what was found of the school itself. Never changed by who uses it. */
export interface Register {
  /** By surname and forename. Whether a pupil is on the register says their standing. */
  readonly pupils: readonly OnRegister[]
  readonly schoolFindings: readonly JudgedFinding[]
  /** The reasons given why steps of the school's own will not be done. */
  readonly schoolNotDone: readonly NotDoneReason[]
}

/**
 * The register that was made last on each kept shelf: while PostgreSQL says the same of every pupil, their versions
 * among it, it is the same register, and so is all that pages keep of it.
 */
const madeLast = new WeakMap<JudgedShelf, { row: RegisterRow; today: Day; register: Register }>()

/** The register as of the day. One statement where everybody was judged before, three otherwise. */
export async function registerPupils(tx: Tx, asked: RegisterAsked): Promise<Register> {
  const { asOf, today } = asked
  const row = await selectRegister(tx, asked)
  const shelf = shelfFor(asked, row)
  const last = madeLast.get(shelf)
  const isSame = last?.today === today && last.row.pupils === row.pupils && last.row.schoolNotDone === row.schoolNotDone
  if (last && isSame) return last.register

  const told = pupilsOf(row.pupils).sort(inOrder)
  const found = await judgeOnShelf(tx, asked, shelf, new Map(told.map(({ pupilId, version }) => [pupilId, version])))
  const pupils = told.flatMap(({ version: _, ...pupil }) => {
    const judged = found.pupils.get(pupil.pupilId)
    if (!judged) return []
    const { pupilId, notDone } = pupil
    return [{ ...pupil, judged, shown: { pupilId, asOf, today, places: judged.standing, notDone } }]
  })
  const register = { pupils, schoolFindings: found.schoolFindings, schoolNotDone: reasonsOf(row.schoolNotDone) }
  madeLast.set(shelf, { row, today, register })
  return register
}

/** "Amir Khan" */
export const nameOf = ({ forename, surname }: Pick<RegisterPupil, 'forename' | 'surname'>): string =>
  `${forename} ${surname}`

/** What a pupil's class is called on pages: the registration group or, where none is set, the classes they are in. */
export const classOf = ({ registrationGroup, classes }: Pick<RegisterPupil, 'registrationGroup' | 'classes'>): string =>
  registrationGroup ?? classes.join(', ')
