import { auditSeen } from '../../access/audit-seen.ts'
import { loadCalendar } from '../../findings/load.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { sencoNames } from '../../findings/senco-sql.ts'
import { page } from '../../http/answers.ts'
import { get, type Route } from '../../http/route.ts'
import { lastPublishedOn, reportStands } from '../../publications/information-report/model.ts'
import { amberEntries, amberPupils, openConcerns } from '../../pupil-record/amber/model.ts'
import { staleReaders } from '../../pupil-record/briefings/model.ts'
import { stoppedBecause } from '../../pupil-record/planned-reviews/model.ts'
import { staffNames } from '../../pupil-record/staff-names.ts'
import { unfinishedDrafts } from '../../pupil-record/unfinished-drafts.ts'
import { todayFilters } from './form.ts'
import { selectUnanswered, selectUndelivered } from './overdue.ts'
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
    letters: await selectUndelivered(tx, asked, Object.values(stoppedBecause)),
    // Loads the names of all staff: a few dozen, so a first query for those needed is not worth it.
    staffNames: await staffNames(tx, schoolId),
    changed: await staleReaders(
      tx,
      schoolId,
      register.pupils.map(({ pupilFindings }) => pupilFindings),
    ),
    report: reportStands(await lastPublishedOn(tx, schoolId), day),
  }
  const filters = todayFilters(query)
  const sencos = filters.mine ? await sencoNames(tx, { schoolId, asOf: day }) : new Map<string, string>()
  const isMine = (pupilId: string) =>
    entries.get(pupilId)?.ownerId === user.staffId || sencos.get(pupilId) === user.name
  await auditSeen(tx, user, 'Today')
  return page('lists/today/today', {
    ...todayPage(found, filters, isMine),
    unfinishedDrafts: await unfinishedDrafts(visit),
  })
})

export const todayRoutes: readonly Route[] = [today]
