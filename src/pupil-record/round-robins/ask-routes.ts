import { v7 as uuidv7 } from 'uuid'
import { auditSeen } from '../../access/audit-seen.ts'
import { addDays, type Day, laterOf, nthSchoolDayAfter } from '../../days/calendar.ts'
import { findingsByVersions } from '../../findings/findings.ts'
import { loadCalendar } from '../../findings/load.ts'
import { pupilStaff } from '../../findings/pupil-staff.ts'
import type { AreaOfNeed } from '../../generated/prisma/enums.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage, refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Visit } from '../../http/route.ts'
import { savedBefore, stale } from '../../http/stale-edit.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import { isUuid } from '../../ui/forms/fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { areasOfNeed } from '../areas-of-need.ts'
import { askStaff, beginLists, editRoundRobin, lockRoundRobins } from './commands.ts'
import { askForm, askLabels, editForm, editValues, faultOfAsking, reviewsForm, reviewsLabels } from './form.ts'
import { askPage, editPage, pupilAt, reviewsPage, roundRobinAt } from './page.ts'
import {
  areasKnown,
  type PlanToAskAbout,
  planToAskAbout,
  reviewsToAskFor,
  roundRobinToEdit,
  statementsOf,
} from './queries.ts'
import { firstStatements } from './statements.ts'

const askPath = '/pupils/:pupilId/round-robins/new'
const editPath = '/pupils/:pupilId/round-robins/:roundRobinId/edit'
const reviewsPath = '/round-robins/for-reviews'

/** The number of school days that staff get to answer: one week. */
const toAnswer = 5

async function usualAnswerBy({ tx, user, today }: Visit): Promise<Day> {
  return nthSchoolDayAfter(await loadCalendar(tx, user.schoolId), today, toAnswer)
}

/**
 * The number of statements in use, by area of need. Where the school has none yet, of the register's own statements.
 */
async function statementsInUse({ tx, user }: Visit): Promise<ReadonlyMap<AreaOfNeed, number>> {
  const own = await statementsOf(tx, user.schoolId)
  return new Map(
    areasOfNeed.map((area) => [
      area,
      own.length === 0
        ? firstStatements[area].length
        : own.filter((one) => one.area === area && one.offSince === null).length,
    ]),
  )
}

/** The pupil's known areas of need; all areas where none is known. */
const areasOr = (known: readonly AreaOfNeed[] | undefined): readonly AreaOfNeed[] =>
  known === undefined || known.length === 0 ? areasOfNeed : known

const staffOfPupil = async ({ tx, user, pupil, today }: PupilVisit) =>
  (await pupilStaff(tx, { schoolId: user.schoolId, pupilIds: [pupil.pupilId], day: today })).get(pupil.pupilId) ?? []

/**
 * The plan that the address names. Null where the address names none; undefined where the pupil has no plan with this
 * id.
 */
async function planOf({ tx, user, pupil, query }: PupilVisit): Promise<PlanToAskAbout | null | undefined> {
  const planId = query.get('plan')
  if (planId === '') return null
  if (!isUuid(planId)) return undefined
  return (await planToAskAbout(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, planId)) ?? undefined
}

const itWaits = ({ canMail }: Visit): string =>
  canMail
    ? 'It stands on their first page and in their e-mail of each school day until they answer.'
    : 'It stands on their first page until they answer.'

const people = (count: number): string => (count === 1 ? '1 member of staff has' : `${count} members of staff have`)

export const ask = pupilForm(askPath, {
  may: 'roundRobin:ask',
  about: ['plan'],
  schema: askForm,
  labels: askLabels,
  start: async (visit) => {
    const { tx, user, pupil } = visit
    if ((await planOf(visit)) === undefined) return null
    const known = await areasKnown(tx, user.schoolId, [pupil.pupilId])
    return formValues({
      id: uuidv7(),
      staff: (await staffOfPupil(visit)).map(({ staffId }) => staffId),
      areas: areasOr(known.get(pupil.pupilId)),
      ...dayFields('answerBy', await usualAnswerBy(visit)),
    })
  },
  show: async (visit, form) => {
    const { tx, user, pupil, today } = visit
    const plan = await planOf(visit)
    if (plan === undefined) return notFound
    const { pupils } = await findingsByVersions(tx, { schoolId: user.schoolId, asOf: today }, pupil.versions)
    const currentPlanId = pupils.get(pupil.pupilId)?.registerEntry.currentPlanId ?? null
    const staff = await staffOfPupil(visit)
    return page(
      'pupil-record/round-robins/ask',
      askPage({ pupil, plan, currentPlanId, staff, inUse: await statementsInUse(visit), form }),
    )
  },
  save: async (visit, command) => {
    const { tx, user, pupil, today } = visit
    const { schoolId } = user
    const plan = await planOf(visit)
    const known = (await staffOfPupil(visit)).map(({ staffId }) => staffId)
    if (plan === undefined) return notFound
    const { staff, ...said } = command
    const key = { schoolId, pupilId: pupil.pupilId }
    const location = pupilAt(pupil.pupilId)
    const before = await roundRobinToEdit(tx, key, command.id)
    if (before) return savedBefore(editValues(before), `${roundRobinAt(pupil.pupilId, before.id)}/edit`, location)
    if (!staff.every((staffId) => known.includes(staffId))) return notFound
    const fault = faultOfAsking(command, plan?.outcomes.length ?? 0)
    if (fault !== '') return refused('areas', fault)
    await beginLists(tx, schoolId)
    const question = { ...said, pupilId: pupil.pupilId, planId: plan?.id ?? null, staffIds: staff }
    const asked = await askStaff(tx, { schoolId, staffId: user.staffId, today }, [question])
    if (asked === 0) return notFound
    return seeOther(location, {
      heading: `${people(staff.length)} been asked about ${pupil.forename}`,
      text: itWaits(visit),
      link: { text: 'See who has answered', href: roundRobinAt(pupil.pupilId, command.id) },
    })
  },
})

export const edit = pupilForm(editPath, {
  may: 'roundRobin:ask',
  schema: editForm,
  labels: askLabels,
  start: async ({ tx, user, pupil, params }) => {
    const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
    const roundRobin = await roundRobinToEdit(tx, key, params.roundRobinId)
    return roundRobin && editValues(roundRobin)
  },
  show: async (visit, form) => {
    const { tx, user, pupil, params, today } = visit
    const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
    const roundRobin = await roundRobinToEdit(tx, key, params.roundRobinId)
    if (!roundRobin) return notFound
    const staff = await staffOfPupil(visit)
    return page(
      'pupil-record/round-robins/ask',
      editPage({ pupil, roundRobin, staff, inUse: await statementsInUse(visit), form, today }),
    )
  },
  save: async (visit, command) => {
    const { tx, user, pupil, params, today } = visit
    const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
    const before = await roundRobinToEdit(tx, key, params.roundRobinId)
    if (!before) return notFound
    const standing = before.asked.map(({ staffId }) => staffId)
    const working = await staffOfPupil(visit)
    const known = [...standing, ...working.map(({ staffId }) => staffId)]
    if (!command.staff.every((staffId) => known.includes(staffId))) return notFound
    const location = roundRobinAt(pupil.pupilId, before.id)
    const names = Object.fromEntries([...working, ...before.asked].map(({ staffId, name }) => [staffId, name] as const))
    if (before.version !== command.version) return stale(editValues(before), location, names)
    const plan = before.planId === null ? null : await planToAskAbout(tx, key, before.planId)
    const fault = faultOfAsking(command, plan?.outcomes.length ?? 0)
    if (fault !== '') return refused('areas', fault)
    if (command.answerBy < before.askedOn) return refused('answerBy-day', 'They were asked later than this day')
    const isOpen = !command.closed
    if (isOpen && command.answerBy !== before.answerBy && command.answerBy < today)
      return refused('answerBy-day', 'This day is in the past')
    const isSaved = await editRoundRobin(tx, key, before, { ...command, today })
    if (!isSaved) return stale(editValues(before), location, names)
    return seeOther(location, {
      heading: isOpen ? 'What staff are asked has been saved' : 'It is closed',
      text: isOpen ? itWaits(visit) : 'Nobody is asked for an answer any more. Untick it to open it again.',
    })
  },
})

async function reviewsWithStaff(visit: Visit) {
  const { tx, user, today } = visit
  const reviews = await reviewsToAskFor(tx, user.schoolId, today)
  const pupilIds = reviews.map(({ pupilId }) => pupilId)
  const staff = await pupilStaff(tx, { schoolId: user.schoolId, pupilIds, day: today })
  return reviews.map((review) => ({ ...review, staff: staff.get(review.pupilId) ?? [] }))
}

export const askForReviews = formPage(reviewsPath, {
  may: 'roundRobin:ask',
  schema: reviewsForm,
  labels: reviewsLabels,
  start: async (visit) => {
    const reviews = await reviewsWithStaff(visit)
    return formValues({
      id: uuidv7(),
      planned: reviews.filter(({ staff }) => staff.length > 0).map(({ id }) => id),
      ...dayFields('answerBy', await usualAnswerBy(visit)),
    })
  },
  show: async (visit, form) => {
    const { tx, user, today } = visit
    await auditSeen(tx, user, 'Reviews')
    return page(
      'pupil-record/round-robins/for-reviews',
      reviewsPage({ reviews: await reviewsWithStaff(visit), form, today }),
    )
  },
  save: async (visit, { id, planned, question, answerBy }) => {
    const { tx, user, today } = visit
    const { schoolId, staffId } = user
    await lockRoundRobins(tx, schoolId)
    const reviews = (await reviewsWithStaff(visit)).filter(({ staff }) => staff.length > 0)
    const chosen = reviews.filter((review) => planned.includes(review.id))
    if (chosen.length < planned.length) {
      const before = await tx.roundRobin.count({
        where: { schoolId, id: { in: planned.map((plannedId) => derivedId(id, `review ${plannedId}`)) } },
      })
      if (before === planned.length) return seeOther('/reviews')
      const theirs = await tx.plannedReview.count({ where: { schoolId, id: { in: planned } } })
      if (theirs < planned.length) return notFound
      return refused(
        'planned',
        'The staff of some of these have been asked meanwhile. See who is left, and send it again',
      )
    }
    const known = await areasKnown(
      tx,
      schoolId,
      chosen.map(({ pupilId }) => pupilId),
    )
    await beginLists(tx, schoolId)
    await askStaff(
      tx,
      { schoolId, staffId, today },
      chosen.map(({ id: plannedId, pupilId, planId, on, staff }) => {
        const dayBefore = addDays(on, -1)
        return {
          id: derivedId(id, `review ${plannedId}`),
          pupilId,
          planId,
          areas: areasOr(known.get(pupilId)),
          question,
          answerBy: laterOf(today, dayBefore < answerBy ? dayBefore : answerBy),
          staffIds: staff.map((one) => one.staffId),
        }
      }),
    )
    return seeOther('/reviews', {
      heading:
        chosen.length === 1
          ? 'The staff of 1 pupil have been asked'
          : `The staff of ${chosen.length} pupils have been asked`,
      text: itWaits(visit),
    })
  },
})
