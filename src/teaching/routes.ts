import { auditOpening } from '../access/open-pupil.ts'
import { pupilGet } from '../access/pupil-routes.ts'
import { addMonths } from '../code-of-practice/calendar.ts'
import { concernsRaisedBy } from '../database/concerns-raised-sql.ts'
import { amberEntries, isOnAmberList } from '../record/amber.ts'
import { halfWritten } from '../record/half-written.ts'
import { questionsShown, questionsToAnswer } from '../record/round-robins.ts'
import { page } from '../web/answers.ts'
import { get, type Route } from '../web/routes.ts'
import { shortDay, weekday } from '../web/words.ts'
import { ownConcerns } from './own-concerns.ts'
import { aboutOf, changedInWords, classesPage, readState } from './page.ts'
import { plansNow } from './plans-now.ts'
import { pupilForSummary, pupilsTaughtBy } from './queries.ts'
import { sheetRoute } from './sheet.ts'

/** Months back that one sees what became of one's concerns: a term. */
const concernsShown = 4

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
  const since = addMonths(today, -concernsShown)
  const raised = await concernsRaisedBy(tx, { schoolId: user.schoolId, staffId: user.staffId, today, since })
  const asked = await questionsToAnswer(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  return page('teaching/classes', {
    ...classesPage(pupils, known, ownLooks, { today, weekday: weekday(today) }),
    halfWritten: await halfWritten(visit),
    questions: questionsShown(asked, today),
    concerns: ownConcerns(raised, pupils, today),
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
      changed: known ? changedInWords(known, summary, today) : '',
      changes: known?.changes ?? [],
      read: readState(pupil.pupilId, summary, known ?? { readOn: null, changes: [] }, {
        today,
        back: `/pupils/${pupil.pupilId}/summary`,
      }),
    },
  })
})

export const teachingRoutes: readonly Route[] = [classesOf, sheetRoute, summaryOf]
