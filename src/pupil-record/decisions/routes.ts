import { v7 as uuidv7 } from 'uuid'
import { dueInSentence, openStep, savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, type SeeOther, seeOther } from '../../http/answers.ts'
import { type Refused, refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { observationsSoFar } from '../amber/model.ts'
import { sentAfterWithdrawal, withdrawHref, withUndo } from '../entry.ts'
import { classTeacher } from './class-teacher.ts'
import { correctDecision, decide } from './commands.ts'
import { type Decide, decisionEditForm, decisionForm, decisionKinds, decisionValues, labels } from './form.ts'
import { decisionPage, decisionWords } from './page.ts'
import { decisionToEdit, isOnSenSupport } from './queries.ts'

const newPath = '/pupils/:pupilId/decisions/new'
const editPath = '/pupils/:pupilId/decisions/:decisionId/edit'

const pupilPage = (pupilId: string) => `/pupils/${pupilId}`

function show({ pupil }: PupilVisit, form: FormState, decisionId: string | null) {
  const back = { text: 'Back', href: pupilPage(pupil.pupilId) }
  const action = `${back.href}/decisions/${decisionId === null ? 'new' : `${decisionId}/edit`}`
  const { forename, name } = pupil
  const isEdit = decisionId !== null
  const href = isEdit ? withdrawHref(pupil.pupilId, 'decision', decisionId) : ''
  return page(
    'pupil-record/decisions/form',
    decisionPage({ forename, name, isEdit, withdrawHref: href, back, action, form }),
  )
}

type Made = Pick<Decide, 'id' | 'decision' | 'decidedOn'>

/** Refuses a decision to end SEN Support where the pupil is not on it; else null. */
async function refuseEnd({ tx, user, pupil }: PupilVisit, made: Made): Promise<Refused | null> {
  if (made.decision !== 'endSenSupport') return null
  const { id, decidedOn } = made
  const asked = { schoolId: user.schoolId, pupilId: pupil.pupilId, day: decidedOn, decisionId: id }
  if (await isOnSenSupport(tx, asked)) return null
  return refused('decision', `${pupil.forename} is not on SEN Support on ${dayInWords(decidedOn)}`)
}

/**
 * The answer after saving: offers the formal letter to the parents if SEN Support was decided, else the pupil's next
 * step.
 */
async function saved(visit: PupilVisit, { decision }: Made): Promise<SeeOther> {
  const { pupil } = visit
  const heading = 'The decision has been saved'
  const letter = decision === 'senSupport' ? await openStep(visit, pupil.pupilId, '6.43-parents-informed') : null
  const flash = letter
    ? {
        heading,
        text: `Next: tell the parents formally${dueInSentence(letter.word)}. This is the law: ${letter.law}.`,
        link: letter.action,
      }
    : await savedFlash(visit, pupil.pupilId, heading)
  return seeOther(pupilPage(pupil.pupilId), flash)
}

const make = pupilForm(newPath, {
  may: 'decision:record',
  schema: decisionForm,
  labels,
  start: async ({ tx, user, pupil, today, query }) =>
    formValues({
      id: uuidv7(),
      decision: decisionKinds.find((kind) => kind === query.get('decision')) ?? null,
      ...dayFields('decidedOn', today),
      teacher: await classTeacher(tx, { schoolId: user.schoolId, ...pupil, day: today }),
      senco: user.name,
      evidence:
        query.get('from') === 'amber'
          ? await observationsSoFar(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId, today })
          : null,
      ...dayFields('recordedOn', today),
    }),
  show: async (visit, form) => show(visit, form, null),
  save: async (visit, decision) => {
    const { tx, user, pupil } = visit
    const refusal = await refuseEnd(visit, decision)
    if (refusal) return refusal
    const { schoolId } = user
    const { pupilId } = pupil
    if (await decide(tx, { schoolId, pupilId }, decision))
      return withUndo(await saved(visit, decision), pupilId, 'decision', decision.id)
    const before = await decisionToEdit(tx, schoolId, pupilId, decision.id)
    const location = pupilPage(pupilId)
    if (!before) return sentAfterWithdrawal(visit, 'decision', decision.id, `${location}/decisions/new`)
    return savedBefore(decisionValues(before), `${location}/decisions/${before.id}/edit`, location)
  },
})

const edit = pupilForm(editPath, {
  may: 'decision:record',
  schema: decisionEditForm,
  labels,
  start: async ({ tx, user, pupil, params }) => {
    const decision = await decisionToEdit(tx, user.schoolId, pupil.pupilId, params.decisionId)
    return decision && decisionValues(decision)
  },
  show: async (visit, form) => show(visit, form, visit.params.decisionId),
  save: async (visit, decision) => {
    const { tx, user, pupil, params } = visit
    const { pupilId } = pupil
    const before = await decisionToEdit(tx, user.schoolId, pupilId, params.decisionId)
    if (!before) return notFound
    const made = { ...decision, id: before.id }
    const isAnother = before.decision !== decision.decision || before.decidedOn !== decision.decidedOn
    const refusal = isAnother ? await refuseEnd(visit, made) : null
    if (refusal) return refusal
    const isSaved = await correctDecision(tx, { schoolId: user.schoolId, pupilId }, before.id, decision)
    return isSaved ? saved(visit, made) : stale(decisionValues(before), pupilPage(pupilId), decisionWords)
  },
})

export const decisionRoutes: readonly Route[] = [...make, ...edit]
