import type { Database } from '../platform/database/client.ts'
import type { Tx } from '../platform/database/in-school.ts'

/*
 * Users do not belong to a school, and the app's database role cannot read their table. It uses these database
 * functions, which the first migrations create.
 */

export type SchoolOfUser = { schoolId: string; staffId: string; schoolName: string }

export async function findSignIn(
  db: Database,
  email: string,
): Promise<{ userId: string; passwordHash: string } | null> {
  const [found] = await db.$queryRaw<{ userId: string; passwordHash: string }[]>`
    select user_id as "userId", password_hash as "passwordHash" from app.find_sign_in(${email})`
  return found ?? null
}

/** The schools at which a person is a member of staff, ordered by name. */
export const schoolsOf = (db: Pick<Tx, '$queryRaw'>, userId: string): Promise<SchoolOfUser[]> =>
  db.$queryRaw<SchoolOfUser[]>`
    select school_id as "schoolId", staff_id as "staffId", school_name as "schoolName" from app.schools_of(${userId}::uuid)`

/** All schools of this installation, ordered by name. */
export const allSchools = (db: Pick<Tx, '$queryRaw'>): Promise<{ schoolId: string; urn: string; name: string }[]> =>
  db.$queryRaw<{ schoolId: string; urn: string; name: string }[]>`
    select school_id as "schoolId", urn, school_name as name from app.schools()`

/**
 * Adds a user.
 * @returns the user's id. If a user with this e-mail address exists, it is unchanged and its id is returned.
 */
export async function addUser(
  tx: Tx,
  { userId, email, passwordHash }: { userId: string; email: string; passwordHash: string },
): Promise<string> {
  const [added] = await tx.$queryRaw<
    { id: string }[]
  >`select app.add_user(${userId}::uuid, ${email}, ${passwordHash}) as id`
  if (!added) throw new Error('app.add_user returned no id')
  return added.id
}

/**
 * Sets the password of a user at the transaction's school.
 * @returns false if the user is also at another school: then this school may not change it
 */
export async function resetPassword(tx: Tx, userId: string, passwordHash: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { reset: boolean }[]
  >`select app.reset_password(${userId}::uuid, ${passwordHash}) as reset`
  return row?.reset === true
}

/**
 * Changes the e-mail address that a user at the transaction's school signs in with.
 * @returns false if the user is also at another school, or if another user has that address
 */
export async function changeAddress(tx: Tx, userId: string, email: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { changed: boolean }[]
  >`select app.change_address(${userId}::uuid, ${email}) as changed`
  return row?.changed === true
}

/**
 * Deletes a user's sessions at all schools, so that nobody who knows the old password stays signed in.
 * @param presentId id of the session to keep; null to delete all
 */
export async function endSessions(
  db: Pick<Tx, '$executeRaw'>,
  userId: string,
  presentId: string | null,
): Promise<void> {
  await db.$executeRaw`
    delete from session where sess->'passport'->>'user' = ${userId} and sid is distinct from ${presentId}`
}

/**
 * Changes a user's own password.
 * @returns false if the password hash is no longer `presentHash` because another request changed it
 */
export async function choosePassword(
  db: Database,
  { userId, presentHash, newHash }: { userId: string; presentHash: string; newHash: string },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ chosen: boolean }[]>`
    select app.choose_password(${userId}::uuid, ${presentHash}, ${newHash}) as chosen`
  return row?.chosen === true
}

/**
 * The member of staff whose calendar feed has this token hash; null if there is none. It needs no school transaction,
 * because the school is not known yet.
 */
export async function calendarOwner(db: Database, hash: string): Promise<{ schoolId: string; staffId: string } | null> {
  const [owner] = await db.$queryRaw<{ schoolId: string; staffId: string }[]>`
    select school_id as "schoolId", staff_id as "staffId" from app.calendar_of(${hash})`
  return owner ?? null
}
