import { auditSeen } from '../../access/audit-seen.ts'
import { addMonths } from '../../days/calendar.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { page, paper, seeOther } from '../../http/answers.ts'
import { formPage } from '../../http/form-page.ts'
import { get, type Route } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import { reportFilters } from '../report-filters.ts'
import { setNationalFigures } from './commands.ts'
import { figureNames, figuresForm, figuresValues, labels } from './form.ts'
import { governorsPage } from './page.ts'
import { nationalFigures, outcomesReviewed, rollOn, trainingIn } from './queries.ts'

const path = '/report/governors'
const figuresPath = `${path}/national-figures`

const report = get(path, { may: 'report:read' }, async ({ tx, user, today, query }) => {
  const { schoolId } = user
  const filters = reportFilters(query, today)
  const { asOf } = filters.day
  const year = { from: addMonths(asOf, -12), until: asOf }
  const { pupils } = await registerPupils(tx, { schoolId, asOf, today })
  const found = {
    pupils,
    roll: await rollOn(tx, schoolId, asOf),
    outcomes: await outcomesReviewed(tx, schoolId, year),
    training: await trainingIn(tx, schoolId, year),
    national: await nationalFigures(tx, schoolId),
  }
  await auditSeen(tx, user, 'Report for governors')
  return paper('reports/governors/governors', governorsPage(found, filters), `governors-${asOf}`)
})

const figures = formPage(figuresPath, {
  may: 'school:write',
  schema: figuresForm,
  labels,
  start: async ({ tx, user }) => figuresValues(await nationalFigures(tx, user.schoolId)),
  show: async (_visit, form) =>
    page('reports/governors/national-figures', {
      title: 'National figures',
      back: { text: 'Report for governors', href: path },
      action: figuresPath,
      form,
      labels,
      figures: figureNames.map((name) => ({ name, label: labels[name] })),
    }),
  save: async ({ tx, user }, wanted) => {
    if (await setNationalFigures(tx, user.schoolId, wanted))
      return seeOther(path, { heading: 'The national figures have been saved', text: 'They stand beside your own.' })
    return stale(figuresValues(await nationalFigures(tx, user.schoolId)), path)
  },
})

export const governorsRoutes: readonly Route[] = [report, ...figures]
