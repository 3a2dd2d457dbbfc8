import { isDeepStrictEqual } from 'node:util'
import { pupilSteps, savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, type SeeOther, seeOther } from '../../http/answers.ts'
import { type Refused, refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { type Stale, stale } from '../../http/stale-edit.ts'
import { editPupil } from './commands.ts'
import { editPage } from './edit-page.ts'
import { detailsOf, type EditPupil, labels, nsaOnly, pupilEditForm, pupilValues } from './form.ts'
import { type PupilToEdit, pupilToEdit, staffToChoose } from './queries.ts'

/**
 * Refuses details that contradict the record: days against the pupil's own days, staff against the school's list, the
 * need NSA ("no specialist assessment yet") against the SEN status.
 */
async function contradiction(visit: PupilVisit, before: PupilToEdit, details: EditPupil): Promise<Refused | null> {
  const { tx, user, today, pupil } = visit
  const { leftOn, ehcPlanFrom, needs, support } = details
  if (leftOn !== null && before.enteredOn !== null && leftOn < before.enteredOn)
    return refused('leftOn-day', 'This is before the day on which the pupil came to the school')
  if (ehcPlanFrom !== null && ehcPlanFrom < before.dateOfBirth)
    return refused('ehcPlanFrom-day', 'This is before the pupil was born')
  const staffIds = new Set((await staffToChoose(tx, user.schoolId)).map(({ id }) => id))
  if (support.some(({ staffId }) => !staffIds.has(staffId)))
    return refused('support', 'Choose who supports the pupil from the list')
  const nsa = needs.indexOf('NSA')
  if (nsa === -1 || before.needs.some(({ type }) => type === 'NSA')) return null
  const steps = await pupilSteps({ tx, schoolId: user.schoolId, pupilId: pupil.pupilId, asOf: today, today })
  return steps?.pupilFindings.registerEntry.status === 'senSupport' ? null : refused(`need${nsa + 1}`, nsaOnly)
}

const saysTheSame = (details: EditPupil, pupil: PupilToEdit): boolean =>
  isDeepStrictEqual({ ...details, version: pupil.version }, detailsOf(pupil))

/** Answers a form that was not saved: success where the same details are saved already, else 409 with both versions. */
async function settle(
  { tx, user, pupil }: PupilVisit,
  details: EditPupil,
  now: PupilToEdit,
): Promise<SeeOther | Stale> {
  const location = `/pupils/${pupil.pupilId}`
  if (saysTheSame(details, now)) return seeOther(location)
  const names = (await staffToChoose(tx, user.schoolId)).map(({ id, name }) => [id, name] as const)
  return stale(pupilValues(detailsOf(now)), location, Object.fromEntries(names))
}

const edit = pupilForm('/pupils/:pupilId/edit', {
  may: 'pupil:edit',
  schema: pupilEditForm,
  labels,
  start: async ({ tx, user, pupil }) => {
    const details = await pupilToEdit(tx, user.schoolId, pupil.pupilId)
    return details && pupilValues(detailsOf(details))
  },
  show: async ({ tx, user, today, pupil: open }, form) => {
    const pupil = await pupilToEdit(tx, user.schoolId, open.pupilId)
    if (!pupil) return notFound
    const staff = await staffToChoose(tx, user.schoolId)
    const place = `/pupils/${open.pupilId}`
    return page('pupil-record/pupils/edit', editPage({ pupil, name: open.name, place, today, form, staff }))
  },
  save: async (visit, details) => {
    const { tx, user, pupil } = visit
    const before = await pupilToEdit(tx, user.schoolId, pupil.pupilId)
    if (!before) return notFound
    const location = `/pupils/${pupil.pupilId}`
    if (details.version !== before.version || saysTheSame(details, before)) return settle(visit, details, before)
    const against = await contradiction(visit, before, details)
    if (against) return against
    const isSaved = await editPupil(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, before, details)
    if (!isSaved) {
      const now = await pupilToEdit(tx, user.schoolId, pupil.pupilId)
      return now ? settle(visit, details, now) : notFound
    }
    return seeOther(location, await savedFlash(visit, pupil.pupilId, 'The pupil’s details have been saved'))
  },
})

export const pupilEditRoutes: readonly Route[] = edit
