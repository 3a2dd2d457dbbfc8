import { auditOpening } from '../../access/open-pupil.ts'
import { sencosOf } from '../../findings/named-senco.ts'
import { type RegisterPupilWithFindings, registerPupils } from '../../findings/register-pupils.ts'
import { file, page, paper } from '../../http/answers.ts'
import { get, type Route, type Visit } from '../../http/route.ts'
import { reportFilters } from '../report-filters.ts'
import { chooseCasesPage } from './choose-page.ts'
import { type CaseFile, type CaseFilesPage, caseFilesOf, caseFilesPage, mostCases } from './page.ts'
import { casesOf } from './queries.ts'

const may = 'report:read'

/**
 * The pupils named in the address, in the register's order. Ids that are not on the register are ignored. A pack of
 * case files shows today's state.
 */
async function chosen({ tx, user, today, query }: Visit) {
  const school = { schoolId: user.schoolId, asOf: today }
  const { pupils } = await registerPupils(tx, { ...school, today })
  const schoolPupils = { pupils, sencos: await sencosOf(tx, school, { pupils }) }
  const named = new Set(query.all('pupil'))
  return {
    filters: reportFilters(query, today),
    schoolPupils,
    named: schoolPupils.pupils.filter(({ pupilId }) => named.has(pupilId)),
  }
}

/** The case files of the chosen pupils. Records in the audit trail that each pupil's record was opened. */
async function filesOf({ tx, user }: Visit, named: readonly RegisterPupilWithFindings[]): Promise<CaseFile[]> {
  const pupilIds = named.map(({ pupilId }) => pupilId)
  await auditOpening(tx, user, pupilIds)
  return caseFilesOf(named, await casesOf(tx, user.schoolId, pupilIds))
}

async function pack(visit: Visit, named: readonly RegisterPupilWithFindings[]): Promise<CaseFilesPage> {
  const pupilIds = named.map(({ pupilId }) => pupilId)
  return caseFilesPage(await filesOf(visit, named), pupilIds, visit.today)
}

const tooMany = `Choose ${mostCases} pupils at most: a pack is printed and read, two to four pages a pupil.`

const caseFiles = get('/report/case-files', { may }, async (visit) => {
  const { filters, schoolPupils, named } = await chosen(visit)
  if (named.length > mostCases)
    return page('reports/case-files/choose-cases', chooseCasesPage(schoolPupils, filters, tooMany))
  if (named.length > 0)
    return paper('reports/case-files/case-files', await pack(visit, named), `case-files-${visit.today}`)
  const isAsked = visit.query.get('choose') !== ''
  return page(
    'reports/case-files/choose-cases',
    chooseCasesPage(schoolPupils, filters, isAsked ? 'Choose one pupil or more.' : ''),
  )
})

const asJson = get('/report/case-files.json', { may }, async (visit) => {
  const { named } = await chosen(visit)
  const files = await filesOf(visit, named.slice(0, mostCases))
  const { today, user } = visit
  const told = { school: user.schoolName, asOf: today, pupils: files }
  return file(`case-files-${today}.json`, 'application/json; charset=utf-8', `${JSON.stringify(told, null, 2)}\n`)
})

export const caseFileRoutes: readonly Route[] = [caseFiles, asJson]
