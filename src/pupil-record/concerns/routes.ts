import { isDeepStrictEqual } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import { savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { areaWords } from '../areas-of-need.ts'
import { sentAfterWithdrawal, withdrawHref, withUndo } from '../entry.ts'
import { correctOwnConcern, editConcern, raiseConcern } from './commands.ts'
import { concernEditForm, concernForm, concernValues, labels, type RaiseConcern } from './form.ts'
import { type Concern, raisedByWords } from './model.ts'
import { concernPage } from './page.ts'
import { concernToEdit, schoolStrategies, strategiesKept } from './queries.ts'

const raisePath = '/pupils/:pupilId/concerns/new'
const editPath = '/pupils/:pupilId/concerns/:concernId/edit'

const alreadyAtWork = 'The SENCO is at work on this concern already. Log what is new as another one'

const notOnTheList = 'is not on the school’s list any more. Untick it; if it was tried, write it under “Something else”'

const pupilPage = (pupilId: string) => `/pupils/${pupilId}`

/** The page to return to. Teachers may not read the whole record, so they return to My classes. */
const backLink = ({ scope, pupil }: PupilVisit) => (scope === 'own' ? '/my-classes' : pupilPage(pupil.pupilId))

async function show(
  visit: PupilVisit,
  form: FormState,
  shown: { heading: string; concernId: string | null; action: string },
) {
  const { scope, today } = visit
  const strategies = await schoolStrategies(visit.tx, visit.user.schoolId)
  const back = { text: 'Back', href: backLink(visit) }
  const { concernId, ...rest } = shown
  const isEdit = concernId !== null
  const href = isEdit ? withdrawHref(visit.pupil.pupilId, 'concern', concernId) : ''
  return page(
    'pupil-record/concerns/form',
    concernPage({ ...rest, isEdit, withdrawHref: href, back, form, strategies, scope, today }),
  )
}

/** Refuses the form if a ticked strategy is neither on the school's list nor saved with the concern; else null. */
async function unknownStrategies({ tx, user, pupil }: PupilVisit, concernId: string, ticked: readonly string[]) {
  if (ticked.length === 0) return null
  const school = await schoolStrategies(tx, user.schoolId)
  const kept = await strategiesKept(tx, user.schoolId, pupil.pupilId, concernId)
  const known = new Set([...school.map(({ strategy }) => strategy), ...kept])
  const unknown = ticked.find((strategy) => !known.has(strategy))
  return unknown === undefined ? null : refused('strategies', `“${unknown.slice(0, limits.line)}” ${notOnTheList}`)
}

/** Whether a form that was saved before equals the saved concern, so that sending it again changes nothing. */
function isUnchanged(concern: RaiseConcern, before: Concern): boolean {
  const standing = new Map<string, unknown>(Object.entries(before))
  return Object.entries(concern).every(([field, said]) => isDeepStrictEqual(standing.get(field), said))
}

const raise = pupilForm(raisePath, {
  may: 'concern:raise',
  schema: concernForm,
  labels,
  start: async ({ today }) => formValues({ id: uuidv7(), raisedBy: 'staff', ...dayFields('raisedOn', today) }),
  show: (visit, form) =>
    show(visit, form, {
      heading: `Log a concern about ${visit.pupil.name}`,
      concernId: null,
      action: `${pupilPage(visit.pupil.pupilId)}/concerns/new`,
    }),
  save: async (visit, concern) => {
    const { tx, user, scope, pupil } = visit
    const key = { schoolId: user.schoolId, pupilId: pupil.pupilId, staffId: user.staffId }
    const unknown = await unknownStrategies(visit, concern.id, concern.strategies)
    if (unknown) return unknown
    if (!(await raiseConcern(tx, key, concern))) {
      const before = await concernToEdit(tx, user.schoolId, pupil.pupilId, concern.id)
      if (!before) return sentAfterWithdrawal(visit, 'concern', concern.id, `${pupilPage(pupil.pupilId)}/concerns/new`)
      const location = backLink(visit)
      if (scope === 'all')
        return savedBefore(concernValues(before), `${pupilPage(pupil.pupilId)}/concerns/${concern.id}/edit`, location)
      if (before.staffId !== user.staffId) return notFound
      if (!isUnchanged(concern, before) && !(await correctOwnConcern(tx, key, concern)))
        return refused('seen', alreadyAtWork)
    }
    const flash =
      scope === 'own'
        ? {
            heading: 'Your concern has been logged',
            text: 'The SENCO sees it today and arranges the early discussion with the parents.',
          }
        : await savedFlash(visit, pupil.pupilId, 'The concern has been logged')
    return withUndo(seeOther(backLink(visit), flash), pupil.pupilId, 'concern', concern.id)
  },
})

const edit = pupilForm(editPath, {
  may: 'concern:answer',
  schema: concernEditForm,
  labels,
  start: async ({ tx, user, pupil, params }) => {
    const concern = await concernToEdit(tx, user.schoolId, pupil.pupilId, params.concernId)
    return concern && concernValues(concern)
  },
  show: (visit, form) =>
    show(visit, form, {
      heading: `A concern about ${visit.pupil.name}`,
      concernId: visit.params.concernId,
      action: `${pupilPage(visit.pupil.pupilId)}/concerns/${visit.params.concernId}/edit`,
    }),
  save: async (visit, concern) => {
    const { tx, user, pupil, params } = visit
    const before = await concernToEdit(tx, user.schoolId, pupil.pupilId, params.concernId)
    if (!before) return notFound
    const unknown = await unknownStrategies(visit, params.concernId, concern.strategies)
    if (unknown) return unknown
    const location = pupilPage(pupil.pupilId)
    const isSaved = await editConcern(
      tx,
      { schoolId: user.schoolId, pupilId: pupil.pupilId },
      params.concernId,
      concern,
    )
    if (!isSaved) return stale(concernValues(before), location, { ...raisedByWords, ...areaWords })
    return seeOther(location, await savedFlash(visit, pupil.pupilId, 'The concern has been saved'))
  },
})

export const concernRoutes: readonly Route[] = [...raise, ...edit]
