import { schoolsOf } from '../../access/user-accounts.ts'
import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'

/** Everybody who works or has worked at the school, by name. */
export async function peopleOf(tx: Tx, schoolId: string) {
  const people = await tx.staffMember.findMany({
    where: { schoolId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, role: true, code: true, email: true, startedOn: true, leftOn: true, userId: true },
  })
  return people.map((person) => ({
    ...person,
    startedOn: toDay(person.startedOn),
    leftOn: toDayOrNull(person.leftOn),
  }))
}
export type PersonListed = Awaited<ReturnType<typeof peopleOf>>[number]

/** One member of staff with every field of the form; null if the school has nobody with this id. */
export async function personToEdit(tx: Tx, schoolId: string, staffId: string) {
  const person = await tx.staffMember.findFirst({ where: { schoolId, id: staffId } })
  return person && { ...person, startedOn: toDay(person.startedOn), leftOn: toDayOrNull(person.leftOn) }
}
export type PersonToEdit = NonNullable<Awaited<ReturnType<typeof personToEdit>>>

/** The member of staff other than `except` who has this staff code; null if nobody else has it. */
export const whoHasCode = (tx: Tx, schoolId: string, code: string, except: string) =>
  tx.staffMember.findFirst({ where: { schoolId, code, id: { not: except } }, select: { name: true } })

/**
 * How a person can sign in. `none`: not at all. `hereOnly`: at this school only. `elsewhereToo`: also at another school
 * of this installation.
 */
export type SignInState = 'none' | 'hereOnly' | 'elsewhereToo'

export async function signInStateOf(tx: Tx, { userId }: { userId: string | null }): Promise<SignInState> {
  if (userId === null) return 'none'
  const schools = await schoolsOf(tx, userId)
  return schools.length > 1 ? 'elsewhereToo' : 'hereOnly'
}
