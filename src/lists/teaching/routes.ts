import { auditOpening } from '../../access/open-pupil.ts'
import { addMonths } from '../../days/calendar.ts'
import { page } from '../../http/answers.ts'
import { pupilGet } from '../../http/pupil-route.ts'
import { get, type Route } from '../../http/route.ts'
import { amberEntries, isOnAmberList } from '../../pupil-record/amber/model.ts'
import { questionsShown, questionsToAnswer } from '../../pupil-record/round-robins/model.ts'
import { unfinishedDrafts } from '../../pupil-record/unfinished-drafts.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { aboutOf, changedInWords, readState } from './card.ts'
import { classSheetRoutes } from './class-sheet-routes.ts'
import { concernsRaisedBy } from './concerns-raised-sql.ts'
import { ownConcerns } from './own-concerns.ts'
import { myClassesPage } from './page.ts'
import { plansNow } from './plans-now.ts'
import { classesTaughtBy, pupilForSummary, pupilsTaughtBy, staffCode } from './queries.ts'

/** How many months back the page shows one's own concerns: about a term. */
const concernsShown = 4

const classesOf = get('/my-classes', { may: 'classes:read' }, async (visit) => {
  const { tx, user, today, scope } = visit
  const { schoolId, staffId } = user
  const pupils = await pupilsTaughtBy(tx, { schoolId, staffId, today })
  const pupilIds = pupils.map(({ id }) => id)
  const { known, calendar } = await plansNow(visit, pupilIds)
  const entries = await amberEntries(tx, { schoolId, today })
  const ownLooks = [...known].flatMap(([pupilId, { status }]) => {
    const entry = entries.get(pupilId)
    return entry?.ownerId === staffId && isOnAmberList({ status }, entry) ? [entry] : []
  })
  const onRegister = [...known].filter(([, { summary, status }]) => summary !== null || status !== 'none')
  await auditOpening(
    tx,
    user,
    onRegister.map(([pupilId]) => pupilId),
  )
  const since = addMonths(today, -concernsShown)
  const raised = await concernsRaisedBy(tx, { schoolId, staffId, today, since })
  const questions = questionsShown(await questionsToAnswer(tx, { schoolId, staffId, today }), today)
  const unsaved = await unfinishedDrafts(visit)
  return page('lists/teaching/classes', {
    ...myClassesPage({
      user: { name: user.name, role: user.role, code: await staffCode(tx, user) },
      classes: await classesTaughtBy(tx, { schoolId, staffId, today }),
      pupils,
      known,
      ownLooks,
      questions,
      unfinishedDrafts: unsaved.length,
      mayMakeAnySheet: scope === 'all',
      today,
      calendar,
    }),
    unfinishedDrafts: unsaved,
    questions,
    concerns: ownConcerns(raised, pupils, today),
  })
})

const summaryOf = pupilGet('/pupils/:pupilId/summary', 'summary:read', async (visit) => {
  const { tx, user, today, pupil, scope } = visit
  const known = (await plansNow(visit, [pupil.pupilId])).known.get(pupil.pupilId)
  const { needs } = await pupilForSummary(tx, user.schoolId, pupil.pupilId)
  const summary = known?.summary ?? null
  const back =
    scope === 'own' ? { text: 'My classes', href: '/my-classes' } : { text: 'Pupil', href: `/pupils/${pupil.pupilId}` }
  return page('lists/teaching/summary', {
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

export const teachingRoutes: readonly Route[] = [classesOf, ...classSheetRoutes, summaryOf]
