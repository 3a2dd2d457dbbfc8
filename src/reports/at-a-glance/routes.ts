import { auditSeen } from '../../access/audit-seen.ts'
import { addDays } from '../../days/calendar.ts'
import { fourWeeks } from '../../days/periods.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { paper } from '../../http/answers.ts'
import { get, type Route } from '../../http/route.ts'
import { daysAhead, reportDue } from '../../publications/information-report/model.ts'
import { activityCounts } from '../activity-counts.ts'
import { schoolOn } from '../queries.ts'
import { glancePage } from './page.ts'

const glance = get('/at-a-glance', { may: 'report:read' }, async (visit) => {
  const { tx, user, today } = visit
  const { schoolId } = user
  const firstOfMonth = `${today.slice(0, 7)}-01`
  const monthBefore = addDays(firstOfMonth, -1)
  const { pupils: now } = await registerPupils(tx, { schoolId, asOf: today, today })
  const { pupils: before } = await registerPupils(tx, { schoolId, asOf: addDays(today, -fourWeeks), today })
  const done = await activityCounts(tx, schoolId, [
    { from: firstOfMonth, until: today },
    { from: `${monthBefore.slice(0, 7)}-01`, until: monthBefore },
  ])
  const { calendar } = await schoolOn(tx, schoolId, today)
  await auditSeen(tx, user, 'At a glance')
  return paper(
    'reports/at-a-glance/at-a-glance',
    {
      ...glancePage({ now, before, done, calendar, today, monthBefore }),
      report: await reportDue(visit, daysAhead),
    },
    `at-a-glance-${today}`,
  )
})

export const glanceRoutes: readonly Route[] = [glance]
