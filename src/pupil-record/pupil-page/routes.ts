import { scopeOf } from '../../access/permissions.ts'
import { findingsByVersions } from '../../findings/findings.ts'
import { loadPupils } from '../../findings/load.ts'
import { notDoneReasons } from '../../findings/pupil-steps.ts'
import { reasonsPage } from '../../findings/reasons.ts'
import { type Answer, notFound, page } from '../../http/answers.ts'
import { asOfParam } from '../../http/as-of-param.ts'
import { type PupilVisit, pupilGet } from '../../http/pupil-route.ts'
import { cleanSearch } from '../../http/query.ts'
import { get, post, type Route, type Visit } from '../../http/route.ts'
import { pupilsToFind } from '../pupils/model.ts'
import { askingHref, roundRobinShown } from '../round-robins/model.ts'
import { staffNames } from '../staff-names.ts'
import { pupilPageContents } from './contents.ts'
import { findPage } from './find-page.ts'
import { pupilPage } from './page.ts'
import { stepPage } from './step-page.ts'

const pupil = pupilGet('/pupils/:pupilId', 'record:read', async ({ tx, user, today, pupil: who }) => {
  const { schoolId, role } = user
  const { pupilId } = who
  const { pupils } = await findingsByVersions(tx, { schoolId, asOf: today }, who.versions)
  const pupilFindings = pupils.get(pupilId)
  if (!pupilFindings) return notFound
  const contents = await pupilPageContents(tx, {
    schoolId,
    pupilId,
    today,
    planId: pupilFindings.registerEntry.currentPlanId,
  })
  const context = {
    pupilId,
    asOf: today,
    today,
    places: pupilFindings.registerEntry,
    notDone: contents.notDone.filter(({ withdrawn }) => withdrawn === null),
  }
  return page('pupil-record/pupil-page/pupil', {
    ...pupilPage({ who, pupilFindings, context, contents, role }),
    askHref: scopeOf(role, 'roundRobin:ask') === null ? '' : askingHref(pupilId, pupilFindings.registerEntry, today),
    roundRobins: contents.roundRobins.map((one) => roundRobinShown(pupilId, one, today)),
  })
})

const stepPath = '/pupils/:pupilId/steps/:rule'

const step = pupilGet(stepPath, 'record:read', async (visit: PupilVisit<typeof stepPath>) => {
  const { tx, user, today, pupil: who, query } = visit
  const { schoolId, role } = user
  const { pupilId } = who
  const asked = asOfParam(query, today)
  const { pupils, school } = await findingsByVersions(tx, { schoolId, asOf: asked.asOf }, who.versions)
  const pupilFindings = pupils.get(pupilId)
  const [loaded] = await loadPupils(tx, { schoolId, asOf: asked.asOf, pupilIds: [pupilId] })
  if (!pupilFindings || !loaded) return notFound
  const notDone = (await notDoneReasons(tx, schoolId, [pupilId])).get(pupilId) ?? []
  const names = await staffNames(
    tx,
    schoolId,
    loaded.record.staff.map(({ id }) => id),
  )
  const found = reasonsPage({
    rule: visit.params.rule,
    pupil: pupilFindings,
    record: loaded.record,
    school,
    staffNames: names,
    shown: { pupilId, asOf: asked.asOf, today, places: pupilFindings.registerEntry, notDone },
  })
  if (found === null) return notFound
  return page('pupil-record/pupil-page/step', stepPage({ pupil: who, found, asked, today, role }))
})

/**
 * The search comes by POST, because an address must not contain a child's name. `?for=` says what the pupil is searched
 * for.
 */
async function answerFind({ tx, user, scope, today, query, values, formToRestore }: Visit): Promise<Answer> {
  const typed = formToRestore?.values ?? values
  const asked = { q: cleanSearch(typed.q?.at(-1) ?? ''), purpose: typed.for?.at(-1) ?? query.get('for') }
  const found = await pupilsToFind(tx, { schoolId: user.schoolId, staffId: user.staffId, scope, today })
  return page('pupil-record/pupil-page/find', findPage(found, { ...asked, role: user.role, scope }))
}

const find: readonly Route[] = [
  get('/pupils/find', { may: 'concern:raise' }, answerFind),
  { ...post('/pupils/find', { may: 'concern:raise' }, answerFind), isForm: true },
]

export const pupilRoutes: readonly Route[] = [...find, pupil, step]
