import type { Day } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { OnRegister, Register } from './register-pupils.ts'
import { sencoNames } from './senco-sql.ts'

/** The filter's value for pupils whose papers name no SENCO: what somebody types for nobody. */
export const noSenco = '-'

/** Whom each pupil's latest decision or plan names as SENCO, by pupil. */
export type Sencos = ReadonlyMap<string, string>

/**
 * The names as they were read last beside a register. A decision or a plan raises its pupil's version: while the register is
 * the same one, so are the names of those on it, and they are not asked for again.
 */
const kept = new WeakMap<Register['pupils'], Sencos>()

/** Whom the papers of those on a register name as SENCO as of its day; one statement, or none where the register was kept. */
export async function sencosOf(
  tx: Tx,
  asked: { schoolId: string; asOf: Day },
  { pupils }: Pick<Register, 'pupils'>,
): Promise<Sencos> {
  const before = kept.get(pupils)
  if (before !== undefined) return before
  const sencos = await sencoNames(tx, asked)
  kept.set(pupils, sencos)
  return sencos
}

/** The value of the filter that a pupil is found by. */
export const sencoOf = (sencos: Sencos, { pupilId }: Pick<OnRegister, 'pupilId'>): string =>
  sencos.get(pupilId)?.trim() || noSenco

type Choice = { value: string; text: string }

const byNumber = new Intl.Collator('en-GB', { numeric: true })

/**
 * The SENCOs by whom pupils can be narrowed; "None named" where somebody's papers name none. Empty where the names are no
 * choice and none was made.
 */
export function sencoChoices(pupils: readonly OnRegister[], sencos: Sencos, chosen: string): Choice[] {
  const found = new Set(pupils.map((pupil) => sencoOf(sencos, pupil)))
  const names = [...found].filter((name) => name !== noSenco)
  if (names.length < 2 && chosen === '') return []
  return [
    ...names.sort(byNumber.compare).map((value) => ({ value, text: value })),
    ...(found.has(noSenco) ? [{ value: noSenco, text: 'None named' }] : []),
  ]
}
