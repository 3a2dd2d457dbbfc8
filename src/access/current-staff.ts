import type { Day } from '../days/calendar.ts'
import type { Database } from '../platform/database/client.ts'
import { inSchool, type Tx } from '../platform/database/in-school.ts'
import { selectStaffOnDay } from './access-sql.ts'
import { passwordFits } from './password.ts'
import type { Role } from './permissions.ts'
import { findSignIn, type SchoolOfUser, schoolsOf } from './user-accounts.ts'

/** The signed-in member of staff, with their role on the day of the request. */
export type SignedIn = { schoolId: string; schoolName: string; staffId: string; name: string; role: Role }

/** The person with this e-mail address and password; null if they do not match. */
export async function personOf(db: Database, email: string, password: string): Promise<{ userId: string } | null> {
  const known = await findSignIn(db, email)
  const fits = await passwordFits(known?.passwordHash ?? null, password)
  return fits && known ? { userId: known.userId } : null
}

/**
 * The member of staff with this id, with their role on the day; null if they have left, have not started, or do not
 * belong to the school.
 */
export async function staffOnDay(
  tx: Tx,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  today: Day,
): Promise<SignedIn | null> {
  const staff = await selectStaffOnDay(tx, { schoolId, staffId }, today)
  return staff && { schoolId, staffId, ...staff }
}

/**
 * The schools that a person works at on the day, ordered by name. Runs one transaction for each of the person's
 * schools, which are few.
 */
export async function schoolsOnDay(
  db: Database,
  userId: string,
  { today, requestId }: { today: Day; requestId: string },
): Promise<SchoolOfUser[]> {
  const working: SchoolOfUser[] = []
  for (const one of await schoolsOf(db, userId)) {
    const { schoolId, staffId } = one
    const entry = { schoolId, actorId: staffId, requestId }
    const staff = await inSchool(db, entry, (tx) => staffOnDay(tx, { schoolId, staffId }, today), { readOnly: true })
    if (staff) working.push(one)
  }
  return working
}
