import { auditSeen } from '../access/audit-seen.ts'
import { auditOpening } from '../access/open-pupil.ts'
import { registerPupils } from '../record/register-pupils.ts'
import { file, notFound, page } from '../web/answers.ts'
import { askedDay } from '../web/asked-day.ts'
import { get, type Route, type Visit } from '../web/routes.ts'
import { isCounted } from './compliance.ts'
import { figureAsked, figurePage, figuresCsv, isRuleOfPupils, pupilsCsv, reportPage } from './page.ts'
import { subjectNames } from './queries.ts'

const may = 'report:read'
const csv = 'text/csv; charset=utf-8'

/** The whole school judged on the day that the address asks for. */
async function judged({ tx, user, today, query }: Visit) {
  const asked = askedDay(query, today)
  return { asked, ...(await registerPupils(tx, { schoolId: user.schoolId, asOf: asked.asOf, today })) }
}

const report = get('/report', { may }, async (visit) => {
  const { tx, user, today } = visit
  const { asked, ...found } = await judged(visit)
  const schoolShown = {
    pupilId: null,
    asOf: asked.asOf,
    today,
    places: { currentPlanId: null, earlyDiscussionId: null },
    notDone: found.schoolNotDone,
  }
  await auditSeen(tx, user, 'Report')
  return page('reports/report', reportPage(found, { asked, today, schoolShown }))
})

const figures = get('/report.csv', { may }, async (visit) => {
  const { asked, pupils } = await judged(visit)
  await auditSeen(visit.tx, visit.user, 'Report as CSV')
  return file(`report-${asked.asOf}.csv`, csv, figuresCsv(pupils))
})

const missing = get('/report/pupils.csv', { may }, async (visit) => {
  const { asked, pupils } = await judged(visit)
  await auditSeen(visit.tx, visit.user, 'Report as CSV')
  return file(`report-pupils-${asked.asOf}.csv`, csv, pupilsCsv(pupils))
})

const behindFigure = get('/report/:rule', { may }, async (visit) => {
  const { tx, user, today, params, query } = visit
  if (!isRuleOfPupils(params.rule)) return notFound
  const figure = figureAsked(query.get('status'))
  const { asked, pupils } = await judged(visit)
  const behind = pupils.filter((pupil) =>
    pupil.judged.findings.some((finding) => finding.rule === params.rule && isCounted(finding, figure)),
  )
  const pupilIds = behind.map(({ pupilId }) => pupilId)
  await auditOpening(tx, user, pupilIds)
  const subjectOf = await subjectNames(tx, { schoolId: user.schoolId, asOf: asked.asOf, today, pupilIds })
  const model = figurePage(pupils, params.rule, figure, { asked, today, subjectOf })
  return model ? page('reports/figure', model) : notFound
})

export const reportRoutes: readonly Route[] = [report, figures, missing, behindFigure]
