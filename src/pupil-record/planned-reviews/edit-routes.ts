import { loadCalendar } from '../../findings/load.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import { stale } from '../../http/stale-edit.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import type { Flash } from '../../ui/views/views.ts'
import { staffNames } from '../staff-names.ts'
import { faultsOfTimes } from './clashes.ts'
import { changePlanned, lockPlanning } from './commands.ts'
import { type ChangePlanned, editForm, labels, plannedValues } from './form.ts'
import { stopInvitations, stoppedBecause } from './model.ts'
import { staffChoices } from './page.ts'
import { planningConstraintsFor } from './planning-constraints.ts'
import { type PlannedToEdit, plannedToEdit, staffOf } from './queries.ts'
import { minutesOf, timeInWords } from './times.ts'

const editPath = '/pupils/:pupilId/planned-reviews/:plannedReviewId/edit'

const plannedOf = ({ tx, user, pupil, params }: PupilVisit<typeof editPath>) =>
  plannedToEdit(tx, user.schoolId, pupil.pupilId, params.plannedReviewId)

/**
 * Whether an edit leaves the review's time unchanged and adds no staff. Then it cannot clash with another review, and
 * no check is needed.
 */
const isAsItWas = (before: PlannedToEdit, { on, at, minutes, staff }: ChangePlanned): boolean =>
  before.cancelledOn === null &&
  before.on === on &&
  before.at === at &&
  before.minutes === minutes &&
  staff.every((staffId) => before.staffIds.includes(staffId))

/** Whether an invitation that was sent before the edit still names the right time and place. */
const isToldRight = (before: PlannedToEdit, { on, at, minutes, place, cancel }: ChangePlanned): boolean =>
  !cancel && before.on === on && before.at === at && before.minutes === minutes && before.place === place

/**
 * The message after saving: what was saved, and who has to be informed.
 * @param stopped the number of invitations that waited to be e-mailed and were stopped
 */
function changedFlash({ cancel, on, at }: ChangePlanned, isMoved: boolean, stopped: number): Flash {
  const heading = cancel ? 'The review is cancelled' : 'The review is planned'
  const when = cancel ? '' : `${dayInWords(on)} at ${timeInWords(at)}. `
  const waited = stopped === 1 ? 'An invitation that waited' : `${stopped} invitations that waited`
  const isStopped = stopped === 0 ? '' : `${waited} to be e-mailed ${stopped === 1 ? 'was' : 'were'} stopped. `
  if (cancel) return { heading, text: `${isStopped}Tell whoever was invited. It can be planned again from this list.` }
  if (stopped > 0) return { heading, text: `${when}${isStopped}Write a new one, and tell whoever has been invited.` }
  return { heading, text: isMoved ? `${when}Tell whoever was invited.` : when.trim() }
}

export const edit = pupilForm(editPath, {
  may: 'reviews:plan',
  schema: editForm,
  labels,
  start: async (visit) => {
    const planned = await plannedOf(visit)
    return planned && plannedValues(planned)
  },
  show: async (visit, form) => {
    const { tx, user, pupil, today } = visit
    const planned = await plannedOf(visit)
    if (!planned) return notFound
    const staff = await staffOf(tx, user.schoolId, [pupil.pupilId], today)
    const names = await staffNames(tx, user.schoolId)
    const chosen = planned.staffIds.map((staffId) => ({ value: staffId, text: names.get(staffId) ?? '' }))
    const choices = [...staffChoices(staff, pupil.pupilId, user), ...chosen]
    const due = planned.dueOn === null ? '' : ` It is due on ${dayInWords(planned.dueOn)}.`
    return page('pupil-record/planned-reviews/edit', {
      title: 'A planned review',
      heading: `The review planned for ${pupil.name}`,
      lede: `Planned for ${dayInWords(planned.on)} at ${timeInWords(planned.at)}.${due}`,
      back: { text: 'Back to the reviews', href: '/reviews' },
      action: `/pupils/${pupil.pupilId}/planned-reviews/${planned.id}/edit`,
      meeting: { text: 'Hold the review now', href: `/pupils/${pupil.pupilId}/plans/${planned.planId}/meeting` },
      form,
      labels,
      limits,
      staff: choices.filter(({ value }, place) => choices.findIndex((one) => one.value === value) === place),
    })
  },
  save: async (visit, command) => {
    const { tx, user, pupil, params, today } = visit
    const { schoolId } = user
    await lockPlanning(tx, schoolId)
    const before = await plannedOf(visit)
    if (!before) return notFound
    if (before.version !== command.version)
      return stale(plannedValues(before), '/reviews', Object.fromEntries(await staffNames(tx, schoolId)))
    const known = [
      ...(await staffOf(tx, schoolId, [pupil.pupilId], today)).map(({ staffId }) => staffId),
      user.staffId,
      ...before.staffIds,
    ]
    if (!command.staff.every((staffId) => known.includes(staffId))) return notFound
    if (!command.cancel && !isAsItWas(before, command)) {
      const { familyOf, taken } = await planningConstraintsFor(visit, [pupil.pupilId])
      const staffNamed = await staffNames(tx, schoolId)
      const one = {
        on: command.on,
        at: minutesOf(command.at),
        minutes: command.minutes,
        staffIds: command.staff,
        family: familyOf(pupil.pupilId),
        name: pupil.name,
        prefix: '',
      }
      const others = taken.filter(({ id }) => id !== before.id)
      const [fault] = faultsOfTimes([one], {
        today,
        calendar: await loadCalendar(visit.tx, visit.user.schoolId),
        taken: others,
        staffNames: staffNamed,
      })
      if (fault) return refused(fault.field, fault.message)
    }
    const key = { schoolId, pupilId: pupil.pupilId }
    const isSaved = await changePlanned(tx, key, params.plannedReviewId, command, {
      cancelledOn: before.cancelledOn ?? today,
    })
    if (!isSaved) return stale(plannedValues(before), '/reviews')
    const isMoved = !isToldRight(before, command)
    const because = command.cancel ? stoppedBecause.cancelled : stoppedBecause.moved
    const stopped = isMoved ? await stopInvitations(tx, key, params.plannedReviewId, because) : 0
    return seeOther('/reviews', changedFlash(command, isMoved, stopped))
  },
})
