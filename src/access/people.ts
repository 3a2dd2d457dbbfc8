import { selectStaffOnDay } from '../database/access-sql.ts'
import type { Database } from '../database/client.ts'
import type { Tx } from '../database/in-school.ts'
import { findSignIn } from '../database/sign-in.ts'
import type { SignedIn } from '../web/routes.ts'
import { passwordFits } from './password.ts'

/** The person whose e-mail address and password these are; null where they do not fit. */
export async function personOf(db: Database, email: string, password: string): Promise<{ userId: string } | null> {
  const known = await findSignIn(db, email)
  const fits = await passwordFits(known?.passwordHash ?? null, password)
  return fits && known ? { userId: known.userId } : null
}

/** The member of staff as they stand on the day; null where they have left, or are not of this school. */
export async function staffOnDay(
  tx: Tx,
  { schoolId, staffId }: { schoolId: string; staffId: string },
  today: string,
): Promise<SignedIn | null> {
  const staff = await selectStaffOnDay(tx, { schoolId, staffId }, today)
  return staff && { schoolId, staffId, ...staff }
}
