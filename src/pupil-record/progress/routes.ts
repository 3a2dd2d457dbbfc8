import { auditOpening } from '../../access/open-pupil.ts'
import type { Day } from '../../days/calendar.ts'
import { findingsOfPupils } from '../../findings/findings.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import { get, type Route } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { weekdayNumber } from '../../ui/formats/weekdays.ts'
import { dayInWords, weekday } from '../../ui/formats/words.ts'
import { progressWords } from '../reviews/model.ts'
import { questionsToAnswer } from '../round-robins/model.ts'
import { unfinishedDrafts } from '../unfinished-drafts.ts'
import { cellRoute } from './cell.ts'
import { noteProgress } from './commands.ts'
import {
  chooseHowFar,
  isOfLately,
  isOwnWay,
  labels,
  type NoteProgress,
  planIsOver,
  progressForm,
  progressValues,
} from './form.ts'
import { seenInClass } from './model.ts'
import { chosenGroup, groupsOf, outcomePage, progressAt, progressPage, rowAt } from './page.ts'
import {
  hasDraft,
  historyOf,
  isTaughtBy,
  notesBegun,
  outcomeOfPlan,
  outcomeOfPupil,
  ownEntries,
  ownEntry,
  plansToNote,
  pupilsWithGroups,
} from './queries.ts'

const table = get('/my-classes/progress', { may: 'classes:read' }, async (visit) => {
  const { tx, user, today, query } = visit
  const asked = { schoolId: user.schoolId, staffId: user.staffId, today }
  const groups = groupsOf(await pupilsWithGroups(tx, asked), weekdayNumber(today))
  const chosen = chosenGroup(groups, query.get('group'))
  if (!chosen) return notFound
  const pupilIds = chosen.members.map(({ id }) => id)
  const { pupils } = await findingsOfPupils(tx, { schoolId: user.schoolId, asOf: today, pupilIds })
  const plans = await plansToNote(
    tx,
    asked,
    [...pupils.values()].flatMap(({ registerEntry }) => registerEntry.currentPlanId ?? []),
  )
  const outcomeIds = plans.flatMap(({ outcomes }) => outcomes.map(({ id }) => id))
  const forms = plans.flatMap(({ pupilId, outcomes }) => outcomes.map(({ id }) => progressAt(pupilId, id)))
  const begun = await notesBegun(tx, asked, forms)
  const mineToday = { staffId: user.staffId, on: today }
  const known = {
    today,
    staffId: user.staffId,
    plans,
    reviewsDue: new Map([...pupils].map(([pupilId, { registerEntry }]) => [pupilId, registerEntry.nextReviewOn])),
    noted: await ownEntries(tx, asked, outcomeIds),
    begun,
    seen: await seenInClass(tx, { schoolId: user.schoolId, outcomeIds }, mineToday),
    questions: await questionsToAnswer(tx, asked),
  }
  const shown = plans.filter(({ outcomes }) => outcomes.length > 0).map(({ pupilId }) => pupilId)
  await auditOpening(tx, user, shown)
  return page('pupil-record/progress/table', {
    ...progressPage(groups, chosen, known, `${weekday(today)}, ${dayInWords(today)}`),
    unfinishedDrafts: (await unfinishedDrafts(visit)).filter(({ href }) => forms.includes(href) && !begun.has(href)),
  })
})

const cellPath = '/pupils/:pupilId/outcomes/:outcomeId/progress'
type CellVisit = PupilVisit<typeof cellPath>

/** Whether the user has typed anything about the outcome: the request holds a note or a choice, or a draft is saved. */
async function hasWords({ tx, user, pupil, params, values }: CellVisit): Promise<boolean> {
  if ([values.note, values.progress].some((typed) => (typed?.at(-1) ?? '') !== '')) return true
  return hasDraft(tx, user, progressAt(pupil.pupilId, params.outcomeId))
}

/**
 * The outcome that the address names, for staff who teach or support the pupil today; null for anybody else. It has to
 * belong to the pupil's current plan. An outcome of an earlier plan is shown only to somebody who has typed a note for
 * it: they cannot save it any more, but they can copy it.
 */
async function outcomeToNote(visit: CellVisit) {
  const { tx, user, pupil, params, today } = visit
  const { schoolId, staffId } = user
  const { pupilId } = pupil
  if (!(await isTaughtBy(tx, { schoolId, staffId, today }, pupilId))) return null
  const { pupils } = await findingsOfPupils(tx, { schoolId, asOf: today, pupilIds: [pupilId] })
  const planId = pupils.get(pupilId)?.registerEntry.currentPlanId ?? null
  const current = planId && (await outcomeOfPlan(tx, { schoolId, pupilId, planId }, params.outcomeId))
  if (current) return { ...current, isOver: false }
  const earlier = (await hasWords(visit)) && (await outcomeOfPupil(tx, { schoolId, pupilId }, params.outcomeId))
  return earlier ? { ...earlier, isOver: true } : null
}

const progressKeyOf = ({ user, pupil, params }: CellVisit) => ({
  schoolId: user.schoolId,
  staffId: user.staffId,
  pupilId: pupil.pupilId,
  outcomeId: params.outcomeId,
})

/** The group whose table the reader came from, taken from the form or from the address. */
const groupOf = ({ values, query }: CellVisit): string => (values._group?.at(-1) ?? query.get('group')).slice(0, 200)

/** The form's day; today where a draft's day is too long ago to save. */
function dayOf({ values }: FormState, today: Day): string {
  const typed = [values.seenOn ?? []].flat().at(-1) ?? ''
  return isOfLately(typed, today) ? typed : today
}

async function save(visit: CellVisit, seen: NoteProgress) {
  const { tx, values, today, pupil } = visit
  const outcome = await outcomeToNote(visit)
  if (!outcome) return notFound
  if (outcome.isOver) return refused('note', planIsOver)
  const key = progressKeyOf(visit)
  const before = await ownEntry(tx, { ...key, seenOn: seen.seenOn })
  const { progress, note } = seen
  if (progress === null && note !== null && note !== before?.note) return refused('progress', chooseHowFar)
  const location = rowAt(groupOf(visit), key.outcomeId)
  if (progress === null && before === null) return seeOther(location)
  const version = isOwnWay(before, values._sent) ? (before?.version ?? 0) : seen.version
  if (!(await noteProgress(tx, key, { ...seen, version }))) {
    const standing = await ownEntry(tx, { ...key, seenOn: seen.seenOn })
    return stale(progressValues(standing, seen.seenOn), location, progressWords)
  }
  const day = seen.seenOn === today ? 'today' : dayInWords(seen.seenOn)
  const heading = progress === null ? 'Taken back' : `Saved: ${progressWords[progress].toLowerCase()}`
  const text =
    progress === null
      ? `Nothing is noted of this for ${day}.`
      : `Noted for ${pupil.forename} for ${day}. It can be changed until the day is over.`
  return seeOther(location, { heading, text })
}

const [oneOutcome, saveOutcome] = pupilForm(cellPath, {
  may: 'progress:note',
  schema: progressForm,
  labels,
  start: async (visit) => {
    if (!(await outcomeToNote(visit))) return null
    return progressValues(await ownEntry(visit.tx, { ...progressKeyOf(visit), seenOn: visit.today }), visit.today)
  },
  show: async (visit, form) => {
    const { tx, user, pupil, params, today } = visit
    const outcome = await outcomeToNote(visit)
    if (!outcome) return notFound
    return page(
      'pupil-record/progress/outcome',
      outcomePage({
        name: pupil.name,
        action: progressAt(pupil.pupilId, params.outcomeId),
        outcome,
        form,
        hidden: { _group: groupOf(visit), seenOn: dayOf(form, today) },
        history: outcome.isOver
          ? null
          : await historyOf(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, params.outcomeId),
        today,
      }),
    )
  },
  save,
})

export const progressRoutes: readonly Route[] = [table, oneOutcome, cellRoute(saveOutcome)]
