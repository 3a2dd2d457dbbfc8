import { v7 as uuidv7 } from 'uuid'
import { ehcRequestGround } from '../../code-of-practice/rules/ehc-request-ground.ts'
import { isBreached } from '../../findings/breach.ts'
import { savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { sentAfterWithdrawal, withdrawHref, withUndo } from '../entry.ts'
import { considerRequest, editConsideration } from './commands.ts'
import { considerationEditForm, considerationForm, considerationValues, labels } from './form.ts'
import { asItWas, considerationPage, words } from './page.ts'
import { considerationToEdit } from './queries.ts'

const pupilPage = ({ pupil }: PupilVisit) => `/pupils/${pupil.pupilId}`
const pupilKeyOf = ({ user, pupil }: PupilVisit) => ({ schoolId: user.schoolId, pupilId: pupil.pupilId })

async function show(visit: PupilVisit, form: FormState, considerationId: string | null) {
  const heading = `An EHC needs assessment for ${visit.pupil.name}`
  const back = { text: 'Back', href: pupilPage(visit) }
  const isEdit = considerationId !== null
  const action = `${pupilPage(visit)}/ehc-considerations/${isEdit ? `${considerationId}/edit` : 'new'}`
  const href = isEdit ? withdrawHref(visit.pupil.pupilId, 'ehcConsideration', considerationId) : ''
  return page(
    'pupil-record/ehc-considerations/form',
    considerationPage({ heading, isEdit, withdrawHref: href, action, back, form }),
  )
}

const standsOnAnUntrueGround = (visit: PupilVisit, considerationId: string) =>
  isBreached(visit, visit.pupil.pupilId, ehcRequestGround.id, considerationId)

/**
 * Refuses the form until the box "Record it as it was decided" is ticked. A refusal rolls the transaction back, so
 * nothing is saved.
 */
const confirmFirst = refused(asItWas, 'Tick “Record it as it was decided”, or reconsider')

const consider = pupilForm('/pupils/:pupilId/ehc-considerations/new', {
  may: 'ehc:consider',
  schema: considerationForm,
  labels,
  start: async ({ today }) => formValues({ id: uuidv7(), ...dayFields('consideredOn', today) }),
  show: (visit, form) => show(visit, form, null),
  save: async (visit, consideration) => {
    if (!(await considerRequest(visit.tx, pupilKeyOf(visit), consideration))) {
      const before = await considerationToEdit(visit.tx, visit.user.schoolId, visit.pupil.pupilId, consideration.id)
      if (!before) {
        const form = `${pupilPage(visit)}/ehc-considerations/new`
        return sentAfterWithdrawal(visit, 'ehcConsideration', consideration.id, form)
      }
      const editPath = `${pupilPage(visit)}/ehc-considerations/${consideration.id}/edit`
      return savedBefore(considerationValues(before, consideration.asItWas), editPath, pupilPage(visit))
    }
    if (!consideration.asItWas && (await standsOnAnUntrueGround(visit, consideration.id))) return confirmFirst
    const flash = await savedFlash(visit, visit.pupil.pupilId, 'What was considered has been recorded')
    return withUndo(seeOther(pupilPage(visit), flash), visit.pupil.pupilId, 'ehcConsideration', consideration.id)
  },
})

const edit = pupilForm('/pupils/:pupilId/ehc-considerations/:considerationId/edit', {
  may: 'ehc:consider',
  schema: considerationEditForm,
  labels,
  start: async (visit) => {
    const { tx, user, pupil, params } = visit
    const consideration = await considerationToEdit(tx, user.schoolId, pupil.pupilId, params.considerationId)
    if (!consideration) return null
    return considerationValues(consideration, await standsOnAnUntrueGround(visit, params.considerationId))
  },
  show: (visit, form) => show(visit, form, visit.params.considerationId),
  save: async (visit, consideration) => {
    const { tx, user, pupil, params } = visit
    const before = await considerationToEdit(tx, user.schoolId, pupil.pupilId, params.considerationId)
    if (!before) return notFound
    const isSaved = await editConsideration(tx, pupilKeyOf(visit), params.considerationId, consideration)
    // The box is not saved, so it must not count as a difference between the two versions.
    if (!isSaved) return stale(considerationValues(before, consideration.asItWas), pupilPage(visit), words)
    if (!consideration.asItWas && (await standsOnAnUntrueGround(visit, params.considerationId))) return confirmFirst
    return seeOther(pupilPage(visit), await savedFlash(visit, pupil.pupilId, 'What was considered has been saved'))
  },
})

export const ehcConsiderationRoutes: readonly Route[] = [...consider, ...edit]
