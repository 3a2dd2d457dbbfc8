import { auditSeen } from '../access/audit-seen.ts'
import { registerPupils } from '../record/register-pupils.ts'
import { page } from '../web/answers.ts'
import { get, type Route } from '../web/routes.ts'
import { todayPage } from './page.ts'
import { namesOfStaff, openConcerns } from './queries.ts'

const today = get('/today', { may: 'today:read' }, async ({ tx, user, today: day }) => {
  const { schoolId, role } = user
  const register = await registerPupils(tx, { schoolId, asOf: day, today: day })
  const concerns = await openConcerns(tx, schoolId, day)
  const staffNames = await namesOfStaff(tx, schoolId)
  await auditSeen(tx, user, 'Today')
  return page('today/today', todayPage({ today: day, role, ...register, concerns, staffNames }))
})

export const todayRoutes: readonly Route[] = [today]
