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

/** Adds a member of staff. `userId` is null for somebody without a sign-in. */
export async function addPerson(tx: Tx, schoolId: string, person: AddPerson, userId: string | null): Promise<void> {
  await tx.staffMember.createMany({ data: [{ schoolId, id: person.id, userId, ...columns(person) }] })
}

/**
 * Saves changes to a member of staff.
 * @returns false if somebody else has saved another version since this form was opened
 */
export async function changePerson(tx: Tx, schoolId: string, staffId: string, person: ChangePerson): Promise<boolean> {
  const { version } = person
  const { count } = await tx.staffMember.updateMany({
    where: { schoolId, id: staffId, version },
    data: { ...columns(person), version: version + 1 },
  })
  return count === 1
}

/**
 * The result of creating a sign-in. `made`: it was created. `taken`: the e-mail address is in use, by the person of
 * this school named in `by` or, if `by` is null, by somebody of another school.
 */
type WayIn = { kind: 'made'; userId: string } | { kind: 'taken'; by: string | null }

/**
 * Creates a sign-in for an e-mail address. An address used at another school is refused: whoever set that person's
 * password there could sign in here.
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

/** Lets a member of staff sign in: stores the id of their sign-in in their row. */
export async function letIn(tx: Tx, schoolId: string, staffId: string, userId: string): Promise<void> {
  await tx.staffMember.updateMany({ where: { schoolId, id: staffId }, data: { userId } })
}

/**
 * Changes the address that a person signs in with to their new e-mail address, if they are at this school only.
 * @returns false if somebody else signs in with that address
 */
export async function followAddress(tx: Tx, person: PersonToEdit, state: SignInState, email: string): Promise<boolean> {
  if (person.userId === null || state !== 'hereOnly' || person.email === email) return true
  return changeAddress(tx, person.userId, email)
}

/**
 * Sets a new password and ends the person's sessions. The audit trail records it, without the password.
 * @param by the user who sets the password, with the id of their session, which stays open: they may be changing their
 * own password
 * @returns false if the person is at another school of this register too
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
