import { auditSeen } from '../access/audit-seen.ts'
import { openConcerns } from '../database/amber-sql.ts'
import { sencoNames } from '../database/senco-sql.ts'
import { selectNotDelivered, selectUnanswered } from '../database/waiting-sql.ts'
import { amberEntries, amberPupils } from '../record/amber.ts'
import { halfWritten } from '../record/half-written.ts'
import { lastPublishedOn, reportStands } from '../record/information-report.ts'
import { stoppedBecause } from '../record/invitations.ts'
import { loadCalendar } from '../record/load.ts'
import { readBefore } from '../record/read-before.ts'
import { registerPupils } from '../record/register-pupils.ts'
import { staffNames } from '../record/staff-names.ts'
import { page } from '../web/answers.ts'
import { get, type Route } from '../web/route.ts'
import { filtersOf } from './form.ts'
import { todayPage } from './page.ts'
import { plannedReviews } from './queries.ts'

const today = get('/today', { may: 'today:read' }, async (visit) => {
  const { tx, user, today: day, query } = visit
  const { schoolId, role } = user
  const asked = { schoolId, today: day }
  const register = await registerPupils(tx, { schoolId, asOf: day, today: day })
  const entries = await amberEntries(tx, asked)
  const concerns = await openConcerns(tx, asked)
  const found = {
    today: day,
    role,
    calendar: await loadCalendar(tx, schoolId),
    ...register,
    concerns,
    amber: amberPupils(register.pupils, entries, concerns),
    planned: await plannedReviews(tx, asked),
    roundRobins: await selectUnanswered(tx, asked),
    letters: await selectNotDelivered(tx, asked, Object.values(stoppedBecause)),
    // Some dozens, so that who has not read a plan need not be asked for first.
    staffNames: await staffNames(tx, schoolId),
    changed: await readBefore(
      tx,
      schoolId,
      register.pupils.map(({ judged }) => judged),
    ),
    report: reportStands(await lastPublishedOn(tx, schoolId), day),
  }
  const filters = filtersOf(query)
  const sencos = filters.mine ? await sencoNames(tx, { schoolId, asOf: day }) : new Map<string, string>()
  const isMine = (pupilId: string) =>
    entries.get(pupilId)?.ownerId === user.staffId || sencos.get(pupilId) === user.name
  await auditSeen(tx, user, 'Today')
  return page('today/today', { ...todayPage(found, filters, isMine), halfWritten: await halfWritten(visit) })
})

export const todayRoutes: readonly Route[] = [today]
