import { v7 as uuidv7 } from 'uuid'
import { addUser, changeAddress, endSessions, resetPassword } from '../../access/user-accounts.ts'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { AddPerson, ChangePerson } from './form.ts'
import type { PersonToEdit, SignInState } from './queries.ts'

const columns = ({ name, role, code, email, startedOn, leftOn }: AddPerson | ChangePerson) => ({
  name,
  role,
  code,
  email,
  startedOn: toDate(startedOn),
  leftOn: toDateOrNull(leftOn),
})

/** Adds a person to the staff. */
export async function addPerson(tx: Tx, schoolId: string, person: AddPerson, userId: string | null): Promise<void> {
  await tx.staffMember.createMany({ data: [{ schoolId, id: person.id, userId, ...columns(person) }] })
}

/**
 * Changes what is known of a person.
 * @returns false where somebody else has saved another version since the form's was read
 */
export async function changePerson(tx: Tx, schoolId: string, staffId: string, person: ChangePerson): Promise<boolean> {
  const { version } = person
  const { count } = await tx.staffMember.updateMany({
    where: { schoolId, id: staffId, version },
    data: { ...columns(person), version: version + 1 },
  })
  return count === 1
}

/** A way in made now; or the address is taken: by a person of this school or, where `by` is null, of another one. */
export type WayIn = { kind: 'made'; userId: string } | { kind: 'taken'; by: string | null }

/**
 * Makes a way in for an address. One that somebody of another school signs in with is not given: whoever made that
 * person's password there would have a way into this school.
 */
export async function wayIn(
  tx: Tx,
  schoolId: string,
  { staffId, email, passwordHash }: { staffId: string; email: string; passwordHash: string },
): Promise<WayIn> {
  const newId = uuidv7()
  const userId = await addUser(tx, { userId: newId, email, passwordHash })
  if (userId === newId) return { kind: 'made', userId }
  const other = await tx.staffMember.findFirst({
    where: { schoolId, userId, id: { not: staffId } },
    select: { name: true },
  })
  return { kind: 'taken', by: other?.name ?? null }
}

/** Lets a person of the staff in by a way that was found for them. */
export async function letIn(tx: Tx, schoolId: string, staffId: string, userId: string): Promise<void> {
  await tx.staffMember.updateMany({ where: { schoolId, id: staffId }, data: { userId } })
}

/**
 * Changes the address that a person signs in with along with their e-mail address, where they are at this school only.
 * @returns false where somebody else signs in with that address
 */
export async function followAddress(tx: Tx, person: PersonToEdit, state: SignInState, email: string): Promise<boolean> {
  if (person.userId === null || state !== 'hereOnly' || person.email === email) return true
  return changeAddress(tx, person.userId, email)
}

/**
 * Gives a person a new password, and ends the sessions that began with another. The audit trail says so, without it.
 * @param by with the session that asks, which stays: it may be their own
 * @returns false where they are at another school of this register too
 */
export async function renewPassword(
  tx: Tx,
  by: { schoolId: string; staffId: string; requestId: string; sessionId: string },
  person: { staffId: string; userId: string },
  passwordHash: string,
): Promise<boolean> {
  if (!(await resetPassword(tx, person.userId, passwordHash))) return false
  await endSessions(tx, person.userId, by.sessionId)
  await tx.auditEvent.createMany({
    data: [
      {
        schoolId: by.schoolId,
        id: uuidv7(),
        actorId: by.staffId,
        requestId: by.requestId,
        action: 'update',
        subject: 'Password',
        rowId: person.staffId,
      },
    ],
  })
  return true
}
