import { auditSeen } from '../access/audit-seen.ts'
import { scopeOf } from '../access/permissions.ts'
import { registerPupils } from '../record/register-pupils.ts'
import { file, page } from '../web/answers.ts'
import { askedDay } from '../web/asked-day.ts'
import { get, type Route } from '../web/routes.ts'
import { filtersOf } from './form.ts'
import { registerCsv, registerPage } from './page.ts'

const register = get('/register', { may: 'register:read' }, async ({ tx, user, today, query }) => {
  const asked = askedDay(query, today)
  const { pupils } = await registerPupils(tx, { schoolId: user.schoolId, asOf: asked.asOf, today })
  await auditSeen(tx, user, 'Register')
  const mayLog = scopeOf(user.role, 'concern:raise') !== null
  return page('register/register', registerPage(pupils, { asked, today, filters: filtersOf(query), mayLog }))
})

const csv = get('/register.csv', { may: 'register:read' }, async ({ tx, user, today, query }) => {
  const { asOf } = askedDay(query, today)
  const { pupils } = await registerPupils(tx, { schoolId: user.schoolId, asOf, today })
  await auditSeen(tx, user, 'Register as CSV')
  return file(`register-${asOf}.csv`, 'text/csv; charset=utf-8', registerCsv(pupils, filtersOf(query)))
})

export const registerRoutes: readonly Route[] = [register, csv]
