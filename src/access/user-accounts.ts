import type { Database } from '../platform/database/client.ts'
import type { Tx } from '../platform/database/in-school.ts'

/*
 * Users are of no school, and the app's role cannot read their table. These functions of the database, made by the first
 * migrations, are all that it can ask.
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

/** The schools that a person is a member of staff of, by name. */
export const schoolsOf = (db: Pick<Tx, '$queryRaw'>, userId: string): Promise<SchoolOfUser[]> =>
  db.$queryRaw<SchoolOfUser[]>`
    select school_id as "schoolId", staff_id as "staffId", school_name as "schoolName" from app.schools_of(${userId}::uuid)`

/** All schools of this installation, by name. */
export const allSchools = (db: Pick<Tx, '$queryRaw'>): Promise<{ schoolId: string; urn: string; name: string }[]> =>
  db.$queryRaw<{ schoolId: string; urn: string; name: string }[]>`
    select school_id as "schoolId", urn, school_name as name from app.schools()`

/**
 * Adds somebody who can sign in.
 * @returns their id; of an address that is known already, the id of the person who has it, unchanged
 */
export async function addUser(
  tx: Tx,
  { userId, email, passwordHash }: { userId: string; email: string; passwordHash: string },
): Promise<string> {
  const [added] = await tx.$queryRaw<
    { id: string }[]
  >`select app.add_user(${userId}::uuid, ${email}, ${passwordHash}) as id`
  if (!added) throw new Error('app.add_user gave no id')
  return added.id
}

/**
 * Gives a person of the school that was entered another password.
 * @returns false where they are at another school too: then it is not this one's to set
 */
export async function resetPassword(tx: Tx, userId: string, passwordHash: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { reset: boolean }[]
  >`select app.reset_password(${userId}::uuid, ${passwordHash}) as reset`
  return row?.reset === true
}

/**
 * Changes the address that a person of the school that was entered signs in with.
 * @returns false where they are at another school too, or somebody else signs in with that address
 */
export async function changeAddress(tx: Tx, userId: string, email: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { changed: boolean }[]
  >`select app.change_address(${userId}::uuid, ${email}) as changed`
  return row?.changed === true
}

/**
 * Ends a person's sessions, at every school: whoever got in with the old password is out once there is a new one.
 * @param presentId the session that stays; null for none
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
 * Changes a person's password to one of their own.
 * @returns false where the present one was changed meanwhile
 */
export async function choosePassword(
  db: Database,
  { userId, presentHash, newHash }: { userId: string; presentHash: string; newHash: string },
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ chosen: boolean }[]>`
    select app.choose_password(${userId}::uuid, ${presentHash}, ${newHash}) as chosen`
  return row?.chosen === true
}

/** Whose calendar a secret address opens, by the hash of its token; null where it opens none. Before a school is entered. */
export async function calendarOwner(db: Database, hash: string): Promise<{ schoolId: string; staffId: string } | null> {
  const [owner] = await db.$queryRaw<{ schoolId: string; staffId: string }[]>`
    select school_id as "schoolId", staff_id as "staffId" from app.calendar_of(${hash})`
  return owner ?? null
}
