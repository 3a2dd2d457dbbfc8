import type { Request, RequestHandler } from 'express'
import type { SignedIn } from '../access/current-staff.ts'
import { scopeOf } from '../access/permissions.ts'
import { dayInLondon } from '../days/clock.ts'
import type { Database } from '../platform/database/client.ts'
import { inSchool, type Tx } from '../platform/database/in-school.ts'
import type { Route } from './route.ts'

type Session = { schoolId: string; staffId: string }
type Asking = {
  db: Database
  clock: () => Date
  whoAsks: (tx: Tx, session: Session, today: string) => Promise<SignedIn | null>
  takeFile: RequestHandler
}

/**
 * Whether who asks has the route's permission: before slow work is done for them. Who has not is refused in the route's own
 * transaction, like everybody.
 */
export function mayAsk(
  { may }: Pick<Route, 'may'>,
  { db, clock, whoAsks }: Asking,
  request: Request,
  session: Session,
): Promise<boolean> {
  const entry = { schoolId: session.schoolId, actorId: session.staffId, requestId: request.id }
  const today = dayInLondon(clock())
  return inSchool(
    db,
    entry,
    async (tx) => {
      const user = await whoAsks(tx, session, today)
      return user !== null && scopeOf(user.role, may) !== null
    },
    { readOnly: true },
  )
}

/** Takes a route's file for who may send it. Nobody else may make us hold ten megabytes. */
export const ofWhoMay =
  (route: Pick<Route, 'may'>, asking: Asking): RequestHandler =>
  async (request, response, next) => {
    const { schoolId, staffId } = request.session
    const isSignedIn = schoolId !== undefined && staffId !== undefined
    if (isSignedIn && (await mayAsk(route, asking, request, { schoolId, staffId })))
      await asking.takeFile(request, response, next)
    else next()
  }
