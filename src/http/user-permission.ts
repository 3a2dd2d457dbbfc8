import type { Request, RequestHandler } from 'express'
import type { SignedIn } from '../access/current-staff.ts'
import { scopeOf } from '../access/permissions.ts'
import type { Day } from '../days/calendar.ts'
import { dayInLondon } from '../days/clock.ts'
import type { Database } from '../platform/database/client.ts'
import { inSchool, type Tx } from '../platform/database/in-school.ts'
import type { Route } from './route.ts'

type StaffSession = { schoolId: string; staffId: string }
type PermissionCheck = {
  db: Database
  clock: () => Date
  currentStaff: (tx: Tx, session: StaffSession, today: Day) => Promise<SignedIn | null>
  takeFile: RequestHandler
}

/**
 * Whether the user has the route's permission. This check only avoids slow work for users without it; the route's own
 * transaction checks again and refuses them.
 */
export function userHasPermission(
  { may }: Pick<Route, 'may'>,
  { db, clock, currentStaff }: PermissionCheck,
  request: Request,
  session: StaffSession,
): Promise<boolean> {
  const entry = { schoolId: session.schoolId, actorId: session.staffId, requestId: request.id }
  const today = dayInLondon(clock())
  return inSchool(
    db,
    entry,
    async (tx) => {
      const user = await currentStaff(tx, session, today)
      return user !== null && scopeOf(user.role, may) !== null
    },
    { readOnly: true },
  )
}

/** Reads an uploaded file only if the user has the route's permission, so that nobody else can fill the memory. */
export const takeFileIfPermitted =
  (route: Pick<Route, 'may'>, asking: PermissionCheck): RequestHandler =>
  async (request, response, next) => {
    const { schoolId, staffId } = request.session
    const isSignedIn = schoolId !== undefined && staffId !== undefined
    if (isSignedIn && (await userHasPermission(route, asking, request, { schoolId, staffId })))
      await asking.takeFile(request, response, next)
    else next()
  }
