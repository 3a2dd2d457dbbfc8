import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { Choice } from '../ui/components/common-options.ts'
import type { Register, RegisterPupilWithFindings } from './register-pupils.ts'
import { sencoNames } from './senco-sql.ts'

/**
 * The filter value for pupils whose decisions and plans name no SENCO. A dash is also what people type when there is
 * none.
 */
export const noSenco = '-'

/** The SENCO named in each pupil's latest decision or plan, by pupil id. */
export type Sencos = ReadonlyMap<string, string>

/**
 * Cached names, per register. A new decision or plan raises its pupil's version, which makes a new register, so the
 * names stay valid as long as the register object.
 */
const sencosByRegister = new WeakMap<Register['pupils'], Sencos>()

/**
 * The SENCO named for each pupil of a register as of its day. One statement, or none when the names of this register
 * are cached.
 */
export async function sencosOf(
  tx: Tx,
  asked: { schoolId: string; asOf: Day },
  { pupils }: Pick<Register, 'pupils'>,
): Promise<Sencos> {
  const before = sencosByRegister.get(pupils)
  if (before !== undefined) return before
  const sencos = await sencoNames(tx, asked)
  sencosByRegister.set(pupils, sencos)
  return sencos
}

/** The value of the SENCO filter that finds a pupil: the SENCO's name, or `noSenco`. */
export const sencoOf = (sencos: Sencos, { pupilId }: Pick<RegisterPupilWithFindings, 'pupilId'>): string =>
  sencos.get(pupilId)?.trim() || noSenco

const byNumber = new Intl.Collator('en-GB', { numeric: true })

/**
 * Choices for the SENCO filter; "None named" is added when some pupil has no named SENCO. Empty when there are fewer
 * than two names and none is chosen.
 */
export function sencoChoices(pupils: readonly RegisterPupilWithFindings[], sencos: Sencos, chosen: string): Choice[] {
  const found = new Set(pupils.map((pupil) => sencoOf(sencos, pupil)))
  const names = [...found].filter((name) => name !== noSenco)
  if (names.length < 2 && chosen === '') return []
  return [
    ...names.sort(byNumber.compare).map((value) => ({ value, text: value })),
    ...(found.has(noSenco) ? [{ value: noSenco, text: 'None named' }] : []),
  ]
}
