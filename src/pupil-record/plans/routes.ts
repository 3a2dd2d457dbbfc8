import { v7 as uuidv7 } from 'uuid'
import { type Permission, scopeOf } from '../../access/permissions.ts'
import { savedFlash } from '../../findings/pupil-steps.ts'
import { type NotFound, notFound, page, paper, type SeeOther, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm, pupilGet } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { type SavedBefore, savedBefore, stale } from '../../http/stale-edit.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { sentAfterWithdrawal, withdrawHref, withUndo } from '../entry.ts'
import { seenInClass } from '../progress/model.ts'
import { agreePlan, editPlan, startPlan } from './commands.ts'
import { contradictionOf } from './contradiction.ts'
import { type AgreePlan, labels, planEditForm, planForm, startForm, startLabels } from './form.ts'
import { firstValues, planValues } from './form-values.ts'
import { type PlanToEdit, planToEdit } from './model.ts'
import { planPage } from './page.ts'
import { type PlanBefore, planBefore, planToStart } from './queries.ts'
import { planReadPage } from './read-page.ts'

const plansPath = '/pupils/:pupilId/plans'
const planPath = `${plansPath}/:planId` as const

const pupilPage = (pupilId: string) => `/pupils/${pupilId}`
const planAt = (pupilId: string, planId: string) => `${pupilPage(pupilId)}/plans/${planId}`

const showForm = (
  { pupil }: PupilVisit,
  form: FormState,
  shown: { heading: string; filledIn: string; back: Link; action: string },
) => page('pupil-record/plans/form', planPage({ ...shown, forename: pupil.forename, form }))

/** Says where the filled-in values come from, so that nobody mistakes them for their own entry. */
function filledInWords({ plan, wished }: PlanBefore): string {
  if (plan) {
    return `Filled in from the plan of ${dayInWords(plan.agreedOn)}: outcomes not reached yet, what helps, and who agreed it. Change what is no longer so.`
  }
  return wished.length > 0 ? 'The outcomes are those wished for in the last meeting. Change what is no longer so.' : ''
}

/** The answer after saving: the form again if "save and go on" was pressed, else the plan with the next step. */
async function saved(visit: PupilVisit, planId: string, heading: string): Promise<SeeOther> {
  const { pupil, query } = visit
  const at = planAt(pupil.pupilId, planId)
  if (query.get('then') === 'edit') return seeOther(`${at}/edit`, { heading, text: 'Go on where you were.' })
  return seeOther(at, await savedFlash(visit, pupil.pupilId, heading))
}

/**
 * Answers a form that was saved before. The names of the assessors are saved only with an assessment; without one they
 * are taken from the form, so that they do not count as a difference.
 */
async function asSavedBefore(visit: PupilVisit, { id }: AgreePlan): Promise<SavedBefore | SeeOther | NotFound> {
  const { tx, user, pupil, values } = visit
  const before = await planToEdit(tx, user.schoolId, pupil.pupilId, id)
  if (!before) return sentAfterWithdrawal(visit, 'plan', id, `${pupilPage(pupil.pupilId)}/plans/new`)
  const { assessmentTeacher = [], assessmentSenco = [] } = values
  const current = { ...planValues(before), ...(before.assessment ? {} : { assessmentTeacher, assessmentSenco }) }
  const at = planAt(pupil.pupilId, id)
  return savedBefore(current, `${at}/edit`, at)
}

const agree = pupilForm(`${plansPath}/new`, {
  may: 'plan:agree',
  schema: planForm,
  labels,
  start: async ({ tx, user, pupil, today }) => {
    const before = await planBefore(tx, user.schoolId, pupil.pupilId)
    return firstValues(before, { id: uuidv7(), today, senco: user.role === 'senco' ? user.name : null })
  },
  show: async (visit, form) => {
    const { tx, user, pupil } = visit
    return showForm(visit, form, {
      heading: `A plan for ${pupil.name}`,
      filledIn: filledInWords(await planBefore(tx, user.schoolId, pupil.pupilId)),
      back: { text: 'Back', href: pupilPage(pupil.pupilId) },
      action: `${pupilPage(pupil.pupilId)}/plans/new`,
    })
  },
  save: async (visit, plan) => {
    const { tx, user, pupil } = visit
    const isSaved = await agreePlan(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, plan)
    if (!isSaved) return asSavedBefore(visit, plan)
    return withUndo(await saved(visit, plan.id, 'The plan has been saved'), pupil.pupilId, 'plan', plan.id)
  },
})

const edit = pupilForm(`${planPath}/edit`, {
  may: 'plan:agree',
  schema: planEditForm,
  labels,
  start: async ({ tx, user, pupil, params }) => {
    const plan = await planToEdit(tx, user.schoolId, pupil.pupilId, params.planId)
    return plan && planValues(plan)
  },
  show: async (visit, form) => {
    const at = planAt(visit.pupil.pupilId, visit.params.planId)
    return showForm(visit, form, {
      heading: `The plan for ${visit.pupil.name}`,
      filledIn: '',
      back: { text: 'Back', href: at },
      action: `${at}/edit`,
    })
  },
  save: async (visit, plan) => {
    const { tx, user, pupil, params, values } = visit
    const [schoolId, pupilId, planId] = [user.schoolId, pupil.pupilId, params.planId]
    const before = await planToEdit(tx, schoolId, pupilId, planId)
    if (!before) return notFound
    const contradiction = before.version === plan.version ? contradictionOf(before, plan, values) : null
    if (contradiction) return refused(contradiction.field, contradiction.message)
    const isSaved = await editPlan(tx, { schoolId, pupilId }, before, plan)
    if (isSaved) return saved(visit, planId, 'The plan has been saved')
    const standing = await planToEdit(tx, schoolId, pupilId, planId)
    return standing ? stale(planValues(standing), planAt(pupilId, planId)) : notFound
  },
})

/** The actions that the reader's role permits, in the order of the work: start, share, review, change, withdraw. */
function actionsFor({ user, pupil }: PupilVisit, plan: PlanToEdit): Link[] {
  const at = planAt(pupil.pupilId, plan.id)
  const all: (Link & { may: Permission })[] = [
    { text: plan.startedOn === null ? 'Start the plan' : 'Change the start', href: `${at}/start`, may: 'plan:agree' },
    { text: 'Share it, and see who has read it', href: `${at}/briefing`, may: 'staff:brief' },
    ...(plan.review ? [] : [{ text: 'Hold the review meeting', href: `${at}/meeting`, may: 'review:hold' as const }]),
    { text: plan.review ? 'Open the review' : 'Record a review', href: `${at}/review`, may: 'review:hold' },
    { text: 'Change the plan', href: `${at}/edit`, may: 'plan:agree' },
    { text: 'Withdraw the plan', href: withdrawHref(pupil.pupilId, 'plan', plan.id), may: 'entry:withdraw' },
  ]
  return all.filter(({ may }) => scopeOf(user.role, may) !== null).map(({ text, href }) => ({ text, href }))
}

const read = pupilGet(planPath, 'record:read', async (visit) => {
  const { tx, user, pupil, params, today } = visit
  const plan = await planToEdit(tx, user.schoolId, pupil.pupilId, params.planId)
  if (!plan) return notFound
  const outcomeIds = plan.outcomes.map(({ id }) => id)
  const inClass = await seenInClass(tx, { schoolId: user.schoolId, outcomeIds })
  const shown = planReadPage(
    plan,
    { inClass, today },
    {
      name: pupil.name,
      forename: pupil.forename,
      schoolName: user.schoolName,
      back: { text: 'Back', href: pupilPage(pupil.pupilId) },
      actions: actionsFor(visit, plan),
    },
  )
  return paper('pupil-record/plans/plan', shown, 'plan')
})

type PlanToStart = NonNullable<Awaited<ReturnType<typeof planToStart>>>

const startValues = ({ version, startedOn }: PlanToStart) =>
  formValues({ version, ...dayFields('startedOn', startedOn) })

const start = pupilForm(`${planPath}/start`, {
  may: 'plan:agree',
  schema: startForm,
  labels: startLabels,
  start: async ({ tx, user, pupil, params, today }) => {
    const plan = await planToStart(tx, user.schoolId, pupil.pupilId, params.planId)
    return plan && startValues({ ...plan, startedOn: plan.startedOn ?? today })
  },
  show: async ({ tx, user, pupil, params }, form) => {
    const plan = await planToStart(tx, user.schoolId, pupil.pupilId, params.planId)
    if (!plan) return notFound
    const at = planAt(pupil.pupilId, plan.id)
    return page('pupil-record/plans/start', {
      title: 'Start the plan',
      heading: `Start the plan for ${pupil.name}`,
      lede: `Agreed on ${dayInWords(plan.agreedOn)}. It has started once what it says is being done.`,
      back: { text: 'Back', href: at },
      action: `${at}/start`,
      form,
      label: startLabels.startedOn,
    })
  },
  save: async (visit, command) => {
    const { tx, user, pupil, params } = visit
    const plan = await planToStart(tx, user.schoolId, pupil.pupilId, params.planId)
    if (!plan) return notFound
    if (command.startedOn < plan.agreedOn)
      return refused(
        'startedOn-day',
        `The plan was agreed on ${dayInWords(plan.agreedOn)}. It cannot start before that`,
      )
    const at = planAt(pupil.pupilId, plan.id)
    const isSaved = await startPlan(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, plan.id, command)
    if (!isSaved) return stale(startValues(plan), at)
    return seeOther(at, await savedFlash(visit, pupil.pupilId, 'The plan has started'))
  },
})

export const planRoutes: readonly Route[] = [...agree, ...edit, ...start, read]
