import { v7 as uuidv7 } from 'uuid'
import { scopeOf } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { dueInSentence, openStep, savedFlash } from '../../findings/pupil-steps.ts'
import { type NotFound, notFound, page, type SeeOther, seeOther } from '../../http/answers.ts'
import { type PupilVisit, pupilForm, pupilGet } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { type SavedBefore, savedBefore, stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import type { Flash } from '../../ui/views/views.ts'
import { sentAfterWithdrawal, withdrawHref, withUndo } from '../entry.ts'
import { correctMeeting, holdMeeting, outcomesAsTyped } from './commands.ts'
import { type HoldMeeting, labels, meetingEditForm, meetingForm, meetingKinds, meetingValues } from './form.ts'
import { notePage } from './note-page.ts'
import { kindWords, meetingPage } from './page.ts'
import { meetingToEdit, parentsToInvite, schoolForParents } from './queries.ts'

const newPath = '/pupils/:pupilId/meetings/new'
const editPath = '/pupils/:pupilId/meetings/:meetingId/edit'
const notePath = '/pupils/:pupilId/meetings/:meetingId/note'

const pupilPage = (pupilId: string) => `/pupils/${pupilId}`
const meetingAt = (pupilId: string, meetingId: string) => `${pupilPage(pupilId)}/meetings/${meetingId}`

async function show(visit: PupilVisit, form: FormState, meetingId: string | null) {
  const { tx, user, pupil } = visit
  const at = meetingId === null ? null : meetingAt(pupil.pupilId, meetingId)
  return page(
    'pupil-record/meetings/form',
    meetingPage({
      forename: pupil.forename,
      name: pupil.name,
      back: { text: 'Back', href: pupilPage(pupil.pupilId) },
      action: at === null ? `${pupilPage(pupil.pupilId)}/meetings/new` : `${at}/edit`,
      form,
      school: await schoolForParents(tx, user.schoolId),
      parents: await parentsToInvite(tx, user.schoolId, pupil.pupilId),
      note: at === null ? null : { text: 'Read and print the note', href: `${at}/note` },
      withdrawHref: meetingId === null ? '' : withdrawHref(pupil.pupilId, 'meeting', meetingId),
    }),
  )
}

type Saved = { meetingId: string; noteGivenToParentsOn: Day | null }

/** The answer after saving: offers the note to print until the parents have it, then the pupil's next step. */
async function saved(visit: PupilVisit, { meetingId, noteGivenToParentsOn }: Saved): Promise<SeeOther> {
  const { pupil, query } = visit
  const at = meetingAt(pupil.pupilId, meetingId)
  if (query.get('more') === 'outcomes') return seeOther(`${at}/edit#outcomes`)
  const flash =
    noteGivenToParentsOn === null
      ? await noteFlash(visit, meetingId)
      : await savedFlash(visit, pupil.pupilId, 'The meeting has been saved')
  return seeOther(pupilPage(pupil.pupilId), flash)
}

async function noteFlash(visit: PupilVisit, meetingId: string): Promise<Flash> {
  const { pupilId } = visit.pupil
  const step = await openStep(visit, pupilId, '6.39-note-to-parents', meetingId)
  return {
    heading: 'The meeting has been saved',
    text: `Next: give the parents a note of it${dueInSentence(step?.word ?? '')}.`,
    link: { text: 'Read and print the note', href: `${meetingAt(pupilId, meetingId)}/note` },
  }
}

/**
 * Answers a form that was saved before. The saved outcomes are put into the boxes in which they were typed, so that
 * the saved and the sent form can be compared.
 */
async function asSavedBefore(
  visit: PupilVisit,
  { id, outcomes }: HoldMeeting,
): Promise<SavedBefore | SeeOther | NotFound> {
  const { tx, user, pupil, values } = visit
  const before = await meetingToEdit(tx, user.schoolId, pupil.pupilId, id)
  if (!before) return sentAfterWithdrawal(visit, 'meeting', id, `${pupilPage(pupil.pupilId)}/meetings/new`)
  const boxes = Object.keys(values).filter((name) => name.startsWith('outcomes.'))
  const laid = outcomesAsTyped(before.outcomes, outcomes)
  const left = laid.slice(outcomes.length)
  // A box with new words takes the next saved outcome that matches no box: it is the one that was changed.
  const inBoxes = outcomes.map(({ outcome }, box) => laid[box] ?? (outcome === null ? null : (left.shift() ?? null)))
  const standing = meetingValues({ ...before, outcomes: [...inBoxes, ...left] })
  const current = { ...Object.fromEntries(boxes.map((name) => [name, ['']])), ...standing }
  return savedBefore(current, `${meetingAt(pupil.pupilId, id)}/edit`, pupilPage(pupil.pupilId))
}

const hold = pupilForm(newPath, {
  may: 'meeting:record',
  schema: meetingForm,
  labels,
  start: async ({ today, user, query }) =>
    formValues({
      id: uuidv7(),
      kind: meetingKinds.find((kind) => kind === query.get('kind')) ?? null,
      ...dayFields('heldOn', today),
      whoTookPart: user.name,
    }),
  show: (visit, form) => show(visit, form, null),
  save: async (visit, meeting) => {
    const { tx, user, pupil } = visit
    const isSaved = await holdMeeting(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, meeting)
    if (!isSaved) return asSavedBefore(visit, meeting)
    const answer = await saved(visit, {
      meetingId: meeting.id,
      noteGivenToParentsOn: meeting.noteGivenToParentsOn,
    })
    return withUndo(answer, visit.pupil.pupilId, 'meeting', meeting.id)
  },
})

const edit = pupilForm(editPath, {
  may: 'meeting:record',
  schema: meetingEditForm,
  labels,
  start: async ({ tx, user, pupil, params }) => {
    const meeting = await meetingToEdit(tx, user.schoolId, pupil.pupilId, params.meetingId)
    return meeting && meetingValues(meeting)
  },
  show: (visit, form) => show(visit, form, visit.params.meetingId),
  save: async (visit, meeting) => {
    const { tx, user, pupil, params } = visit
    const before = await meetingToEdit(tx, user.schoolId, pupil.pupilId, params.meetingId)
    if (!before) return notFound
    const isSaved = await correctMeeting(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, before, meeting)
    if (!isSaved) {
      const outcomes = outcomesAsTyped(before.outcomes, meeting.outcomes)
      return stale(meetingValues({ ...before, outcomes }), pupilPage(pupil.pupilId), kindWords)
    }
    return saved(visit, { meetingId: before.id, noteGivenToParentsOn: meeting.noteGivenToParentsOn })
  },
})

const readNote = pupilGet(notePath, 'record:read', async ({ tx, user, pupil, params }) => {
  const meeting = await meetingToEdit(tx, user.schoolId, pupil.pupilId, params.meetingId)
  if (!meeting) return notFound
  const school = await schoolForParents(tx, user.schoolId)
  const back = { text: 'Back', href: pupilPage(pupil.pupilId) }
  const edit = scopeOf(user.role, 'meeting:record') && {
    text: 'Record when it was given',
    href: `${meetingAt(pupil.pupilId, meeting.id)}/edit#note`,
  }
  return page('pupil-record/meetings/note', notePage(meeting, { school, pupil, back, edit }))
})

export const meetingRoutes: readonly Route[] = [...hold, ...edit, readNote]
