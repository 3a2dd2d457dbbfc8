import { pupilSteps, savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm, pupilPost } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { acknowledgePlan, recordOnSystem, sharePlan, takeBackReading } from './commands.ts'
import { labels, readForm, recordedForm } from './form.ts'
import { markOf, staffWorkingWith } from './model.ts'
import { briefingPage } from './page.ts'
import { type PlanToBrief, planToBrief, wordingNow } from './queries.ts'
import { selectWordingChangedOn } from './reading-sql.ts'

const planPath = '/pupils/:pupilId/plans/:planId'
const planAt = (pupilId: string, planId: string) => `/pupils/${pupilId}/plans/${planId}`

const stepsToday = ({ tx, user, pupil, today }: PupilVisit) =>
  pupilSteps({ tx, schoolId: user.schoolId, pupilId: pupil.pupilId, asOf: today, today })

const isCurrent = async (visit: PupilVisit, planId: string): Promise<boolean> =>
  (await stepsToday(visit))?.pupilFindings.registerEntry.currentPlanId === planId

const recordedValues = ({ version, recordedOnInformationSystemOn }: PlanToBrief) =>
  formValues({ version, ...dayFields('recordedOn', recordedOnInformationSystemOn) })

const brief = pupilForm(`${planPath}/briefing`, {
  may: 'staff:brief',
  schema: recordedForm,
  labels,
  start: async ({ tx, user, pupil, params }) => {
    const plan = await planToBrief(tx, user.schoolId, pupil.pupilId, params.planId)
    return plan && recordedValues(plan)
  },
  show: async (visit, form) => {
    const { tx, user, pupil, params, today } = visit
    const plan = await planToBrief(tx, user.schoolId, pupil.pupilId, params.planId)
    const steps = await stepsToday(visit)
    if (!plan || !steps) return notFound
    const { findings, registerEntry } = steps.pupilFindings
    return page(
      'pupil-record/briefings/briefing',
      briefingPage({
        pupil,
        plan,
        staff: await staffWorkingWith(tx, user.schoolId, pupil.pupilId, today),
        planFindings: { findings, context: steps.context, isCurrent: registerEntry.currentPlanId === plan.id },
        at: planAt(pupil.pupilId, plan.id),
        form,
        wording: {
          now: await wordingNow(tx, user.schoolId, plan.id),
          changedOn: await selectWordingChangedOn(tx, {
            schoolId: user.schoolId,
            pupilId: pupil.pupilId,
            planId: plan.id,
          }),
        },
      }),
    )
  },
  save: async (visit, command) => {
    const { tx, user, pupil, params } = visit
    const [schoolId, pupilId] = [user.schoolId, pupil.pupilId]
    const plan = await planToBrief(tx, schoolId, pupilId, params.planId)
    if (!plan) return notFound
    if (command.recordedOn < plan.agreedOn)
      return refused('recordedOn-day', `The plan was agreed on ${dayInWords(plan.agreedOn)}, after this day`)
    const location = `${planAt(pupilId, plan.id)}/briefing`
    const isSaved = await recordOnSystem(tx, { schoolId, pupilId }, plan.id, command)
    if (isSaved) return seeOther(location, await savedFlash(visit, pupilId, 'The day has been saved'))
    const standing = await planToBrief(tx, schoolId, pupilId, plan.id)
    return standing ? stale(recordedValues(standing), location) : notFound
  },
})

const share = pupilPost(`${planPath}/briefing/share`, 'staff:brief', async (visit) => {
  const { tx, user, pupil, params, today } = visit
  const [schoolId, pupilId] = [user.schoolId, pupil.pupilId]
  const plan = await planToBrief(tx, schoolId, pupilId, params.planId)
  if (!plan || !(await isCurrent(visit, plan.id))) return notFound
  const staff = await staffWorkingWith(tx, schoolId, pupilId, today)
  await sharePlan(tx, { schoolId, pupilId }, plan.id, { staffIds: staff.map(({ staffId }) => staffId), today })
  return seeOther(`${planAt(pupilId, plan.id)}/briefing`, {
    heading: 'The plan has been shared',
    text: 'It stands under My classes, and waits there until each of them says that they have read it.',
  })
})

const readOnPaper = pupilForm(`${planPath}/briefing/read`, {
  may: 'staff:brief',
  schema: readForm,
  labels,
  start: async ({ tx, user, pupil, params, query, today }) => {
    const plan = await planToBrief(tx, user.schoolId, pupil.pupilId, params.planId)
    return plan && formValues({ staffId: query.get('staff'), ...dayFields('acknowledgedOn', today) })
  },
  show: async (visit, form) => {
    const { tx, user, pupil, params, today } = visit
    const plan = await planToBrief(tx, user.schoolId, pupil.pupilId, params.planId)
    if (!plan) return notFound
    const staff = await staffWorkingWith(tx, user.schoolId, pupil.pupilId, today)
    const at = `${planAt(pupil.pupilId, plan.id)}/briefing`
    return page('pupil-record/briefings/read', {
      title: 'Read on paper',
      heading: `Somebody has read the plan for ${pupil.name}`,
      back: { text: 'Back', href: at },
      action: `${at}/read`,
      form,
      labels,
      staff: staff.map(({ staffId, name, role }) => ({ value: staffId, text: `${name}, ${role.toLowerCase()}` })),
    })
  },
  save: async (visit, reading) => {
    const { tx, user, pupil, params, today } = visit
    const [schoolId, pupilId] = [user.schoolId, pupil.pupilId]
    const plan = await planToBrief(tx, schoolId, pupilId, params.planId)
    if (!plan) return notFound
    const staff = await staffWorkingWith(tx, schoolId, pupilId, today)
    const reader = staff.find(({ staffId }) => staffId === reading.staffId)
    if (!reader) return refused('staffId', `Choose somebody who works with ${pupil.forename} today`)
    if (reading.acknowledgedOn < plan.agreedOn)
      return refused('acknowledgedOn-day', `The plan was agreed on ${dayInWords(plan.agreedOn)}, after this day`)
    await acknowledgePlan(tx, { schoolId, pupilId }, plan.id, reading, null)
    const heading = `Noted: ${reader.name} has read the plan`
    return seeOther(`${planAt(pupilId, plan.id)}/briefing`, await savedFlash(visit, pupilId, heading))
  },
})

/** The page on which the user pressed "I have read this": one of two pages has this button. */
function whereSaid({ pupil, values }: PupilVisit): string {
  const summary = `/pupils/${pupil.pupilId}/summary`
  return values.back?.[0] === summary ? summary : '/my-classes'
}

/** The message where somebody changed the plan while the user had it open. */
const changedMeanwhile = {
  heading: 'This was changed while you read it',
  text: 'It is shown as it stands now. Read it again, please.',
}

/** Records "I have read this" for the member of staff who is signed in and teaches the pupil. */
const acknowledge = pupilPost(`${planPath}/acknowledge`, 'plan:acknowledge', async (visit) => {
  const { tx, user, pupil, params, today } = visit
  if (!(await isCurrent(visit, params.planId))) return notFound
  const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
  const back = whereSaid(visit)
  const wording = await wordingNow(tx, key.schoolId, params.planId)
  const shown = visit.values.wording?.[0]
  if (wording && shown !== undefined && shown !== markOf(wording)) return seeOther(back, changedMeanwhile)
  await acknowledgePlan(tx, key, params.planId, { staffId: user.staffId, acknowledgedOn: today }, wording)
  return seeOther(back, {
    heading: `Noted: you have read what helps ${pupil.forename}`,
    text: 'The SENCO sees it, with today’s date.',
    undo: {
      text: 'Undo',
      action: `${planAt(pupil.pupilId, params.planId)}/acknowledge/undo`,
      fields: { back, wording: wording === null ? '' : markOf(wording) },
    },
  })
})

/**
 * Undoes "I have read this", pressed by mistake: the plan waits to be read again. Only a reading of today can be
 * undone.
 */
const takeBack = pupilPost(`${planPath}/acknowledge/undo`, 'plan:acknowledge', async (visit) => {
  const { tx, user, pupil, params, today } = visit
  const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
  if (!(await planToBrief(tx, key.schoolId, key.pupilId, params.planId))) return notFound
  const said = { staffId: user.staffId, saidOn: today, mark: visit.values.wording?.[0] || null }
  const isTakenBack = await takeBackReading(tx, key, params.planId, said)
  const flash = {
    heading: `Taken back: what helps ${pupil.forename} waits for you to read it`,
    text: 'The SENCO sees it as not read yet.',
  }
  return seeOther(whereSaid(visit), isTakenBack ? flash : null)
})

export const briefingRoutes: readonly Route[] = [...brief, share, ...readOnPaper, acknowledge, takeBack]
