import { auditSeen } from '../../access/audit-seen.ts'
import { auditOpening } from '../../access/open-pupil.ts'
import { addDays, isDay } from '../../days/calendar.ts'
import { fourWeeks } from '../../days/periods.ts'
import { sencosOf } from '../../findings/named-senco.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { sencoNames } from '../../findings/senco-sql.ts'
import { file, notFound, paper } from '../../http/answers.ts'
import { get, type Route, type Visit } from '../../http/route.ts'
import { writeXlsx, xlsxType } from '../../ui/formats/xlsx.ts'
import { changesBetween } from '../changes.ts'
import { pupilTimes, schoolOn, subjectNames } from '../queries.ts'
import { filterPupils, reportFilters } from '../report-filters.ts'
import { isCounted } from '../rule-figures.ts'
import { stageTimes } from '../times.ts'
import { asCsv, figuresSheet, pupilsSheet } from '../workbook-sheets.ts'
import { monthlyCounts } from '../year.ts'
import { changesPage } from './changes-page.ts'
import { figurePage, figureParam, isRuleOfPupils } from './figure-page.ts'
import { overTimePage } from './over-time.ts'
import { reportPage } from './page.ts'
import { timesPage } from './times-page.ts'

const may = 'report:read'
const csv = 'text/csv; charset=utf-8'

/** The register as of the day in the address, and the pupils that match the filters. */
async function filteredRegister({ tx, user, today, query }: Visit) {
  const { schoolId } = user
  const filters = reportFilters(query, today)
  const { asOf } = filters.day
  const register = await registerPupils(tx, { schoolId, asOf, today })
  const schoolPupils = { pupils: register.pupils, sencos: await sencosOf(tx, { schoolId, asOf }, register) }
  return {
    filters,
    schoolPupils,
    filteredPupils: filterPupils(schoolPupils, filters.filters),
    ...register,
    school: { schoolId, asOf },
  }
}

const report = get('/report', { may }, async (visit) => {
  const { tx, user, today } = visit
  const { filters, school, ...found } = await filteredRegister(visit)
  const year = await monthlyCounts(tx, school, found.filteredPupils, found.schoolPupils)
  const schoolShown = {
    pupilId: null,
    asOf: filters.day.asOf,
    today,
    places: { currentPlanId: null, earlyDiscussionId: null },
    notDone: found.schoolNotDone,
  }
  await auditSeen(tx, user, 'Report')
  const model = reportPage({ ...found, year }, filters, schoolShown)
  return paper('reports/compliance/report', model, `report-${filters.day.asOf}`)
})

const figures = get('/report.csv', { may }, async (visit) => {
  const { filters, filteredPupils } = await filteredRegister(visit)
  await auditSeen(visit.tx, visit.user, 'Report as CSV')
  return file(`report-${filters.day.asOf}.csv`, csv, asCsv(figuresSheet(filteredPupils)))
})

const missing = get('/report/pupils.csv', { may }, async (visit) => {
  const { filters, filteredPupils } = await filteredRegister(visit)
  await auditSeen(visit.tx, visit.user, 'Report as CSV')
  return file(`report-pupils-${filters.day.asOf}.csv`, csv, asCsv(pupilsSheet(filteredPupils)))
})

const workbook = get('/report.xlsx', { may }, async (visit) => {
  const { filters, filteredPupils } = await filteredRegister(visit)
  await auditSeen(visit.tx, visit.user, 'Report as a workbook')
  return file(
    `report-${filters.day.asOf}.xlsx`,
    xlsxType,
    await writeXlsx([figuresSheet(filteredPupils), pupilsSheet(filteredPupils)]),
  )
})

const overTime = get('/report/over-time', { may }, async (visit) => {
  const { tx, user } = visit
  const { filters, school, schoolPupils, filteredPupils } = await filteredRegister(visit)
  const year = await monthlyCounts(tx, school, filteredPupils, schoolPupils)
  await auditSeen(tx, user, 'Report over time')
  return paper(
    'reports/compliance/over-time',
    overTimePage(year, schoolPupils, filters),
    `over-the-year-${filters.day.asOf}`,
  )
})

const times = get('/report/times', { may }, async (visit) => {
  const { tx, user } = visit
  const { filters, school, schoolPupils, filteredPupils } = await filteredRegister(visit)
  const { schoolId, asOf } = school
  const standing = await schoolOn(tx, schoolId, asOf)
  const stages = stageTimes(await pupilTimes(tx, schoolId, standing, filteredPupils), standing.targets)
  await auditSeen(tx, user, 'Times')
  return paper('reports/compliance/times', timesPage(stages, schoolPupils, filters), `times-${asOf}`)
})

const changes = get('/report/changes', { may }, async (visit) => {
  const { tx, user, today, query } = visit
  const { filters, school, schoolPupils, filteredPupils } = await filteredRegister(visit)
  const { schoolId, asOf } = school
  const typed = query.get('since')
  const since = isDay(typed) && typed < asOf ? typed : addDays(asOf, -fourWeeks)
  const { pupils } = await registerPupils(tx, { schoolId, asOf: since, today })
  // Both days use the SENCO as of the later day, so that a pupil who got another SENCO is not shown as new or gone. The
  // names are read again, because the cached ones lack pupils who have left since the earlier day.
  const sencos = filters.filters.senco === '' ? schoolPupils.sencos : await sencoNames(tx, school)
  const before = filterPupils({ pupils, sencos }, filters.filters)
  await auditSeen(tx, user, 'Changes')
  const model = changesPage(changesBetween(before, filteredPupils), schoolPupils, since, filters)
  return paper('reports/compliance/changes', model, `changes-${since}-to-${asOf}`)
})

const behindFigure = get('/report/:rule', { may }, async (visit) => {
  const { tx, user, today, params, query } = visit
  if (!isRuleOfPupils(params.rule)) return notFound
  const figure = figureParam(query.get('status'))
  const { filters, school, filteredPupils } = await filteredRegister(visit)
  const behind = filteredPupils.filter((pupil) =>
    pupil.pupilFindings.findings.some((finding) => finding.rule === params.rule && isCounted(finding, figure)),
  )
  const pupilIds = behind.map(({ pupilId }) => pupilId)
  await auditOpening(tx, user, pupilIds)
  const subjectOf = await subjectNames(tx, { ...school, today, pupilIds })
  const model = figurePage(filteredPupils, params.rule, figure, { filters, subjectOf })
  return model ? paper('reports/compliance/figure', model, `${params.rule}-${filters.day.asOf}`) : notFound
})

/** `/report/:rule` matches any word, so the other reports must be mounted before these routes. */
export const reportRoutes: readonly Route[] = [
  report,
  figures,
  missing,
  workbook,
  overTime,
  times,
  changes,
  behindFigure,
]
