import { auditSeen } from '../../access/audit-seen.ts'
import { scopeOf } from '../../access/permissions.ts'
import { sencosOf } from '../../findings/named-senco.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { type Answer, file, page } from '../../http/answers.ts'
import { asOfParam } from '../../http/as-of-param.ts'
import { cleanSearch } from '../../http/query.ts'
import { get, post, type Route, type Visit } from '../../http/route.ts'
import { registerFilters } from './form.ts'
import { registerCsv, registerPage } from './page.ts'

/** The words of a name that somebody typed. They are posted, so that no address contains a child's name. */
const namedIn = ({ formToRestore, values }: Visit): string =>
  cleanSearch((formToRestore?.values ?? values).q?.at(-1) ?? '')

async function answerRegister(visit: Visit): Promise<Answer> {
  const { tx, user, today, query } = visit
  const asked = asOfParam(query, today)
  const { schoolId } = user
  const { asOf } = asked
  const { pupils } = await registerPupils(tx, { schoolId, asOf, today })
  const sencos = await sencosOf(tx, { schoolId, asOf }, { pupils })
  await auditSeen(tx, user, 'Register')
  const mayLog = scopeOf(user.role, 'concern:raise') !== null
  const filters = registerFilters(query, namedIn(visit))
  return page('lists/register/register', registerPage(pupils, { asOf: asked, today, filters, sencos, mayLog }))
}

async function answerCsv(visit: Visit): Promise<Answer> {
  const { tx, user, today, query } = visit
  const { asOf } = asOfParam(query, today)
  const { pupils } = await registerPupils(tx, { schoolId: user.schoolId, asOf, today })
  await auditSeen(tx, user, 'Register as CSV')
  const filters = registerFilters(query, namedIn(visit))
  const sencos = await sencosOf(tx, { schoolId: user.schoolId, asOf }, { pupils })
  return file(`register-${asOf}.csv`, 'text/csv; charset=utf-8', registerCsv(pupils, filters, sencos))
}

const may = 'register:read'

export const registerRoutes: readonly Route[] = [
  get('/register', { may }, answerRegister),
  { ...post('/register', { may }, answerRegister), isForm: true },
  get('/register.csv', { may }, answerCsv),
  post('/register.csv', { may }, answerCsv),
]
