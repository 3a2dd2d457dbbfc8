import { auditSeen } from '../access/audit-seen.ts'
import { auditOpening } from '../access/open-pupil.ts'
import { addDays, isDay } from '../code-of-practice/calendar.ts'
import { judgeOnDays, monthEnds } from '../record/over-time.ts'
import { registerPupils } from '../record/register-pupils.ts'
import { file, notFound, page } from '../web/answers.ts'
import { get, type Route, type Visit } from '../web/routes.ts'
import { writeXlsx, xlsxType } from '../web/xlsx.ts'
import { askedOf, narrow } from './asked.ts'
import { glanceRoutes } from './at-a-glance/routes.ts'
import { caseFileRoutes } from './case-files/routes.ts'
import { changesBetween } from './changes.ts'
import { changesPage } from './changes-page.ts'
import { isCounted } from './compliance.ts'
import { figureAsked, figurePage, isRuleOfPupils } from './figure-page.ts'
import { governorsRoutes } from './governors/routes.ts'
import { figuresOverTime, overTimePage } from './over-time.ts'
import { reportPage } from './page.ts'
import { schoolOn, subjectNames, withRecords } from './queries.ts'
import { asCsv, figuresSheet, pupilsSheet } from './sheets.ts'
import { legTimes } from './times.ts'
import { timesPage } from './times-page.ts'

const may = 'report:read'
const csv = 'text/csv; charset=utf-8'

/** The whole school judged on the day that the address asks for. */
async function judged({ tx, user, today, query }: Visit) {
  const asked = askedOf(query, today)
  return { asked, ...(await registerPupils(tx, { schoolId: user.schoolId, asOf: asked.day.asOf, today })) }
}

const report = get('/report', { may }, async (visit) => {
  const { tx, user, today } = visit
  const { asked, ...found } = await judged(visit)
  const schoolShown = {
    pupilId: null,
    asOf: asked.day.asOf,
    today,
    places: { currentPlanId: null, earlyDiscussionId: null },
    notDone: found.schoolNotDone,
  }
  await auditSeen(tx, user, 'Report')
  return page('reports/report', reportPage(found, asked, schoolShown))
})

const figures = get('/report.csv', { may }, async (visit) => {
  const { asked, pupils } = await judged(visit)
  await auditSeen(visit.tx, visit.user, 'Report as CSV')
  return file(`report-${asked.day.asOf}.csv`, csv, asCsv(figuresSheet(narrow(pupils, asked.filters))))
})

const missing = get('/report/pupils.csv', { may }, async (visit) => {
  const { asked, pupils } = await judged(visit)
  await auditSeen(visit.tx, visit.user, 'Report as CSV')
  return file(`report-pupils-${asked.day.asOf}.csv`, csv, asCsv(pupilsSheet(narrow(pupils, asked.filters))))
})

const workbook = get('/report.xlsx', { may }, async (visit) => {
  const { asked, pupils: all } = await judged(visit)
  await auditSeen(visit.tx, visit.user, 'Report as a workbook')
  const pupils = narrow(all, asked.filters)
  return file(`report-${asked.day.asOf}.xlsx`, xlsxType, await writeXlsx([figuresSheet(pupils), pupilsSheet(pupils)]))
})

/** So many month's ends: a year. */
const months = 12

const overTime = get('/report/over-time', { may }, async (visit) => {
  const { tx, user } = visit
  const { asked, pupils } = await judged(visit)
  const found = await judgeOnDays(tx, { schoolId: user.schoolId, days: monthEnds(asked.day.asOf, months) })
  const meant = narrow(pupils, asked.filters)
  const pupilIds = meant === pupils ? null : new Set(meant.map(({ pupilId }) => pupilId))
  await auditSeen(tx, user, 'Report over time')
  return page('reports/over-time', overTimePage(figuresOverTime(found, pupilIds), pupils, asked))
})

const times = get('/report/times', { may }, async (visit) => {
  const { tx, user } = visit
  const { asked, pupils } = await judged(visit)
  const meant = narrow(pupils, asked.filters)
  const legs = legTimes(
    await withRecords(tx, user.schoolId, asked.day.asOf, meant),
    await schoolOn(tx, user.schoolId, asked.day.asOf),
  )
  await auditSeen(tx, user, 'Times')
  return page('reports/times', timesPage(legs, pupils, asked))
})

/** Days back that changes are told for, unless the address asks for another day: four weeks. */
const fourWeeks = 28

const changes = get('/report/changes', { may }, async (visit) => {
  const { tx, user, today, query } = visit
  const { asked, pupils } = await judged(visit)
  const { asOf } = asked.day
  const typed = query.get('since')
  const since = isDay(typed) && typed < asOf ? typed : addDays(asOf, -fourWeeks)
  const before = await registerPupils(tx, { schoolId: user.schoolId, asOf: since, today })
  const found = changesBetween(narrow(before.pupils, asked.filters), narrow(pupils, asked.filters))
  await auditSeen(tx, user, 'Changes')
  return page('reports/changes', changesPage(found, pupils, since, asked))
})

const behindFigure = get('/report/:rule', { may }, async (visit) => {
  const { tx, user, today, params, query } = visit
  if (!isRuleOfPupils(params.rule)) return notFound
  const figure = figureAsked(query.get('status'))
  const { asked, pupils } = await judged(visit)
  const behind = narrow(pupils, asked.filters).filter((pupil) =>
    pupil.judged.findings.some((finding) => finding.rule === params.rule && isCounted(finding, figure)),
  )
  const pupilIds = behind.map(({ pupilId }) => pupilId)
  await auditOpening(tx, user, pupilIds)
  const subjectOf = await subjectNames(tx, { schoolId: user.schoolId, asOf: asked.day.asOf, today, pupilIds })
  const model = figurePage(pupils, params.rule, figure, { asked, subjectOf })
  return model ? page('reports/figure', model) : notFound
})

export const reportRoutes: readonly Route[] = [
  ...glanceRoutes,
  report,
  figures,
  missing,
  workbook,
  overTime,
  times,
  changes,
  ...caseFileRoutes,
  ...governorsRoutes,
  behindFigure,
]
