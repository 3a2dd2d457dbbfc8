import { v7 as uuidv7 } from 'uuid'
import { agreementBeforeContact } from '../../code-of-practice/rules/6.47-agreement-before-contact.ts'
import { isBreached } from '../../findings/breach.ts'
import { savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { sentAfterWithdrawal, withdrawHref, withUndo } from '../entry.ts'
import { editProfessional, involveProfessional } from './commands.ts'
import { labels, professionalEditForm, professionalForm, professionalValues, words } from './form.ts'
import { asItWas, professionalPage } from './page.ts'
import { professionalToEdit, servicesOfSchool } from './queries.ts'

const pupilPage = ({ pupil }: PupilVisit) => `/pupils/${pupil.pupilId}`
const pupilKeyOf = ({ user, pupil }: PupilVisit) => ({ schoolId: user.schoolId, pupilId: pupil.pupilId })

async function show(
  visit: PupilVisit,
  form: FormState,
  shown: { heading: string; professionalId: string | null; action: string },
) {
  const services = await servicesOfSchool(visit.tx, visit.user.schoolId)
  const back = { text: 'Back', href: pupilPage(visit) }
  const { professionalId, ...rest } = shown
  const isEdit = professionalId !== null
  const href = isEdit ? withdrawHref(visit.pupil.pupilId, 'professional', professionalId) : ''
  return page(
    'pupil-record/professionals/form',
    professionalPage({ ...rest, isEdit, withdrawHref: href, back, form, services }),
  )
}

const wasContactedWithoutAgreement = (visit: PupilVisit, professionalId: string) =>
  isBreached(visit, visit.pupil.pupilId, agreementBeforeContact.id, professionalId)

/**
 * Refuses the form until the box "Record it as it was" is ticked. A refusal rolls the transaction back, so nothing is
 * saved.
 */
const confirmFirst = refused(asItWas, 'Tick “Record it as it was”, or correct the days')

const involve = pupilForm('/pupils/:pupilId/professionals/new', {
  may: 'professional:involve',
  schema: professionalForm,
  labels,
  start: async () => formValues({ id: uuidv7(), agreementAnswer: 'none' }),
  show: (visit, form) =>
    show(visit, form, {
      heading: `Involve a specialist for ${visit.pupil.name}`,
      professionalId: null,
      action: `${pupilPage(visit)}/professionals/new`,
    }),
  save: async (visit, professional) => {
    if (!(await involveProfessional(visit.tx, pupilKeyOf(visit), professional))) {
      const before = await professionalToEdit(visit.tx, visit.user.schoolId, visit.pupil.pupilId, professional.id)
      if (!before)
        return sentAfterWithdrawal(visit, 'professional', professional.id, `${pupilPage(visit)}/professionals/new`)
      const editPath = `${pupilPage(visit)}/professionals/${professional.id}/edit`
      return savedBefore(professionalValues(before, professional.asItWas), editPath, pupilPage(visit))
    }
    if (!professional.asItWas && (await wasContactedWithoutAgreement(visit, professional.id))) return confirmFirst
    const flash = await savedFlash(visit, visit.pupil.pupilId, `${professional.service} has been recorded`)
    return withUndo(seeOther(pupilPage(visit), flash), visit.pupil.pupilId, 'professional', professional.id)
  },
})

const edit = pupilForm('/pupils/:pupilId/professionals/:professionalId/edit', {
  may: 'professional:involve',
  schema: professionalEditForm,
  labels,
  start: async (visit) => {
    const { tx, user, pupil, params } = visit
    const professional = await professionalToEdit(tx, user.schoolId, pupil.pupilId, params.professionalId)
    if (!professional) return null
    return professionalValues(professional, await wasContactedWithoutAgreement(visit, params.professionalId))
  },
  show: (visit, form) =>
    show(visit, form, {
      heading: `A specialist for ${visit.pupil.name}`,
      professionalId: visit.params.professionalId,
      action: `${pupilPage(visit)}/professionals/${visit.params.professionalId}/edit`,
    }),
  save: async (visit, professional) => {
    const { tx, user, pupil, params } = visit
    const before = await professionalToEdit(tx, user.schoolId, pupil.pupilId, params.professionalId)
    if (!before) return notFound
    const isSaved = await editProfessional(tx, pupilKeyOf(visit), params.professionalId, professional)
    // The box is not saved, so it must not count as a difference between the two versions.
    if (!isSaved) return stale(professionalValues(before, professional.asItWas), pupilPage(visit), words)
    if (!professional.asItWas && (await wasContactedWithoutAgreement(visit, params.professionalId))) return confirmFirst
    return seeOther(pupilPage(visit), await savedFlash(visit, pupil.pupilId, `${professional.service} has been saved`))
  },
})

export const professionalRoutes: readonly Route[] = [...involve, ...edit]
