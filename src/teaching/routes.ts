import { auditOpening } from '../access/open-pupil.ts'
import { pupilGet } from '../access/pupil-routes.ts'
import { amberEntries, isOnAmberList } from '../record/amber.ts'
import { halfWritten } from '../record/half-written.ts'
import { judgePupils } from '../record/judged.ts'
import { needsSummaries } from '../record/needs-summary.ts'
import { questionsShown, questionsToAnswer } from '../record/round-robins.ts'
import { page } from '../web/answers.ts'
import { get, type Route, type Visit } from '../web/routes.ts'
import { shortDay, weekday } from '../web/words.ts'
import { aboutOf, classesPage, readState } from './page.ts'
import { plansReadBy, pupilForSummary, pupilsTaughtBy } from './queries.ts'

/** The plans that pupils have now, with where they stand. */
async function plansNow(visit: Visit, pupilIds: readonly string[]) {
  const { tx, user, today } = visit
  const { pupils } = await judgePupils(tx, { schoolId: user.schoolId, asOf: today, pupilIds })
  const planIds = [...pupils.values()].flatMap(({ standing }) => standing.currentPlanId ?? [])
  const summaries = await needsSummaries(tx, user.schoolId, planIds)
  const read = await plansReadBy(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  return new Map(
    [...pupils].map(([pupilId, { standing }]) => {
      const { currentPlanId, status } = standing
      const summary = currentPlanId === null ? null : (summaries.get(currentPlanId) ?? null)
      const readOn = read.find(({ planId }) => planId === currentPlanId)?.acknowledgedOn ?? null
      return [
        pupilId,
        { summary, status, readOn, hasReadEarlierPlan: read.some((one) => one.pupilId === pupilId) },
      ] as const
    }),
  )
}

const classesOf = get('/my-classes', { may: 'classes:read' }, async (visit) => {
  const { tx, user, today } = visit
  const pupils = await pupilsTaughtBy(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  const known = await plansNow(
    visit,
    pupils.map(({ id }) => id),
  )
  const entries = await amberEntries(tx, { schoolId: user.schoolId, today })
  const ownLooks = [...known].flatMap(([pupilId, { status }]) => {
    const entry = entries.get(pupilId)
    return entry?.ownerId === user.staffId && isOnAmberList({ status }, entry) ? [entry] : []
  })
  await auditOpening(
    tx,
    user,
    [...known].flatMap(([pupilId, { summary }]) => (summary ? [pupilId] : [])),
  )
  const asked = await questionsToAnswer(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  return page('teaching/classes', {
    ...classesPage(pupils, known, ownLooks, { today, weekday: weekday(today) }),
    halfWritten: await halfWritten(visit),
    questions: questionsShown(asked, today),
  })
})

const summaryOf = pupilGet('/pupils/:pupilId/summary', 'summary:read', async (visit) => {
  const { tx, user, today, pupil, scope } = visit
  const known = (await plansNow(visit, [pupil.pupilId])).get(pupil.pupilId)
  const { needs } = await pupilForSummary(tx, user.schoolId, pupil.pupilId)
  const summary = known?.summary ?? null
  const back =
    scope === 'own' ? { text: 'My classes', href: '/my-classes' } : { text: 'Pupil', href: `/pupils/${pupil.pupilId}` }
  return page('teaching/summary', {
    title: 'What helps this pupil',
    back,
    name: pupil.name,
    about: aboutOf(pupil),
    needTypes: needs.map(({ type }) => type).join(', '),
    concernHref: `/pupils/${pupil.pupilId}/concerns/new`,
    summary: summary && {
      ...summary,
      agreedOn: shortDay(summary.agreedOn, today),
      reviewOn: summary.reviewOn === null ? '' : shortDay(summary.reviewOn, today),
      outcomes: summary.outcomes.map(({ outcome, byOn }) => ({
        outcome,
        byOn: byOn === null ? '' : shortDay(byOn, today),
      })),
      read: readState(pupil.pupilId, summary.planId, known?.readOn ?? null, {
        today,
        back: `/pupils/${pupil.pupilId}/summary`,
      }),
    },
  })
})

export const teachingRoutes: readonly Route[] = [classesOf, summaryOf]
