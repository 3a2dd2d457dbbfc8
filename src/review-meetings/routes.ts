import { v7 as uuidv7 } from 'uuid'
import { loadCalendar } from '../findings/load.ts'
import { notFound, page, type SeeOther, seeOther } from '../http/answers.ts'
import { refused } from '../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../http/pupil-route.ts'
import type { Route } from '../http/route.ts'
import { type Stale, stale } from '../http/stale-edit.ts'
import { printPath } from '../letters/model.ts'
import { lockPlan } from '../platform/database/locks.ts'
import { staffWorkingWith } from '../pupil-record/briefings/model.ts'
import { planToEdit } from '../pupil-record/plans/model.ts'
import { seenInClass } from '../pupil-record/progress/model.ts'
import { planSavedMeanwhile, reviewValues } from '../pupil-record/reviews/form.ts'
import {
  hasLaterPlan,
  isOfPlan,
  type PlanToReview,
  planToReview,
  progressWords,
  reviewDecisionWords,
} from '../pupil-record/reviews/model.ts'
import type { FormState } from '../ui/components/form-fields.ts'
import { count, dayInWords } from '../ui/formats/words.ts'
import type { FormValues } from '../ui/forms/form-values.ts'
import type { Flash } from '../ui/views/views.ts'
import { holdReviewMeeting, writeNote } from './commands.ts'
import { type HoldReviewMeeting, labels, nextPlanId, reviewMeetingForm } from './form.ts'
import { reviewMeetingPage, waysFor } from './page.ts'
import { parentsOf } from './queries.ts'
import { sentBefore } from './sent-before.ts'
import { staffInput } from './staff-input.ts'
import { firstValues, nextReviewOn } from './values.ts'

const path = '/pupils/:pupilId/plans/:planId/meeting'
type MeetingVisit = PupilVisit<typeof path>

const planAt = (pupilId: string, planId: string) => `/pupils/${pupilId}/plans/${planId}`

const toReviewOf = ({ tx, user, pupil, params }: MeetingVisit) =>
  planToReview(tx, user.schoolId, pupil.pupilId, params.planId)

async function start(visit: MeetingVisit): Promise<FormValues | null> {
  const { tx, user, pupil, params, today, canMail } = visit
  const { schoolId } = user
  const toReview = await toReviewOf(visit)
  const plan = await planToEdit(tx, schoolId, pupil.pupilId, params.planId)
  if (!toReview || !plan) return null
  const staff = await staffWorkingWith(tx, schoolId, pupil.pupilId, today)
  const [way] = waysFor(await parentsOf(tx, schoolId, pupil.pupilId), canMail)
  return firstValues(
    { toReview, plan },
    {
      id: uuidv7(),
      today,
      reviewOn: nextReviewOn(await loadCalendar(tx, schoolId), today),
      senco: user.name,
      briefed: staff.map(({ staffId }) => staffId),
      noteWay: way?.value ?? 'later',
    },
  )
}

/** The page shown where the plan has a review already: links to the review and to the pupil. */
function alreadyHeld({ pupil }: MeetingVisit, { id, review }: PlanToReview) {
  const at = planAt(pupil.pupilId, id)
  return page('review-meetings/held', {
    title: 'Review meeting',
    heading: `Review meeting for ${pupil.name}`,
    text: `The review was held on ${dayInWords(review?.heldOn ?? '')}.`,
    back: { text: 'Back to the plan', href: at },
    links: [
      { text: 'Open the review', href: `${at}/review` },
      { text: `Go to ${pupil.forename}’s record`, href: `/pupils/${pupil.pupilId}` },
    ],
  })
}

async function show(visit: MeetingVisit, form: FormState) {
  const { tx, user, pupil, params, today, canMail, values } = visit
  const { schoolId } = user
  const { pupilId } = pupil
  const toReview = await toReviewOf(visit)
  if (!toReview) return notFound
  if (toReview.review && values.id === undefined) return alreadyHeld(visit, toReview)
  const at = planAt(pupilId, params.planId)
  return page(
    'review-meetings/meeting',
    reviewMeetingPage({
      toReview,
      name: pupil.name,
      forename: pupil.forename,
      staffInput: await staffInput(tx, { schoolId, pupilId, planId: params.planId }),
      seen: await seenInClass(tx, { schoolId, outcomeIds: toReview.outcomes.map(({ id }) => id) }),
      today,
      contacts: await parentsOf(tx, schoolId, pupilId),
      staff: await staffWorkingWith(tx, schoolId, pupilId, today),
      canMail,
      back: { text: 'Back to the plan', href: at },
      action: `${at}/meeting`,
      form,
    }),
  )
}

const ofReview =
  /^(heldOn-|outcomes\.|interventions\.|parent(Words|InWhoseWords|Declined)$|pupil(Words|InWhoseWords|Declined)$|impact$|decision$|nextSteps$)/

/**
 * 409 with the review that somebody else saved meanwhile beside the typed one. All other fields keep the typed values.
 */
function meanwhile({ values, pupil, params }: MeetingVisit, standing: PlanToReview): Stale {
  const cleared = Object.keys(values).filter((name) => ofReview.test(name))
  const current = {
    ...values,
    ...Object.fromEntries(cleared.map((name) => [name, []])),
    ...reviewValues(standing, { id: '', heldOn: '' }),
  }
  return stale(current, planAt(pupil.pupilId, params.planId), { ...progressWords, ...reviewDecisionWords })
}

/** The message after saving: what was saved, and what is left to do. */
function flashOf(
  { pupil }: MeetingVisit,
  { plan, review, briefed, noteWay }: HoldReviewMeeting,
  { notes, onPaper }: { notes: readonly string[]; onPaper: readonly string[] },
): Flash {
  const saved = [
    'the review',
    plan && 'the next plan',
    plan && briefed.length > 0 && `a briefing to ${count(briefed.length, 'member', 'members')} of staff`,
    notes.length > 0 && `a note to ${count(notes.length, 'parent', 'parents')}`,
  ].filter((part) => part !== null && part !== false)
  const toPost = noteWay === 'email' && onPaper.length > 0
  const text = `Saved: ${saved.join(', ')}.${toPost ? ' Print this for whoever has no e-mail address, and post it.' : ''}`
  const heading = 'The review meeting is saved'
  if (review.decision === 'end') {
    const href = `/pupils/${pupil.pupilId}/decisions/new?decision=endSenSupport`
    return { heading, text: `${text} Next:`, link: { text: 'Record the end of SEN Support', href } }
  }
  const href = planAt(pupil.pupilId, nextPlanId(review.id))
  return { heading, text, link: { text: 'Open the next plan', href } }
}

/** Why a meeting cannot be saved, as an error for the form; null where it can. */
async function whyNot(visit: MeetingVisit, toReview: PlanToReview, { review, plan, noteWay }: HoldReviewMeeting) {
  const { tx, user, pupil, canMail } = visit
  if (review.heldOn < toReview.agreedOn) {
    const agreed = dayInWords(toReview.agreedOn)
    return refused('heldOn-day', `The plan was agreed on ${agreed}. It cannot be reviewed before that`)
  }
  if (plan && (await hasLaterPlan(tx, user.schoolId, pupil.pupilId, toReview.agreedOn)))
    return refused('decision', 'The next plan has been agreed already. Hold this review on its own page, from the plan')
  const ways = waysFor(await parentsOf(tx, user.schoolId, pupil.pupilId), canMail)
  if (!ways.some(({ value }) => value === noteWay))
    return refused('noteWay', 'The note cannot go this way to the parents on record. Choose another')
  return null
}

async function save(visit: MeetingVisit, meeting: HoldReviewMeeting) {
  const { tx, user, pupil, params, today } = visit
  const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
  await lockPlan(tx, key, params.planId)
  const toReview = await toReviewOf(visit)
  const staff = await staffWorkingWith(tx, user.schoolId, pupil.pupilId, today)
  const areOurs = meeting.briefed.every((id) => staff.some(({ staffId }) => staffId === id))
  if (!toReview || !isOfPlan(toReview, meeting.review) || !areOurs) return notFound
  const already = await reviewThatStands(visit, toReview, meeting)
  if (already) return already
  const fault = await whyNot(visit, toReview, meeting)
  if (fault) return fault
  if (!(await holdReviewMeeting(tx, key, toReview, meeting, today))) return refused('heldOn-day', planSavedMeanwhile)
  const contacts = meeting.noteWay === 'later' ? [] : await parentsOf(tx, user.schoolId, pupil.pupilId)
  const notes = await writeNote(tx, key, meeting, {
    pupil,
    sender: user,
    today,
    reviewId: toReview.review?.id ?? meeting.review.id,
    contacts,
  })
  const onPaper = notes.filter((_, place) => meeting.noteWay === 'handedOver' || !contacts[place]?.email)
  return seeOther(
    nextAddress(pupil.pupilId, params.planId, meeting, onPaper),
    flashOf(visit, meeting, { notes, onPaper }),
  )
}

/** The page after saving: the notes to print, if any is on paper, else the next plan, else the reviewed plan. */
const nextAddress = (
  pupilId: string,
  planId: string,
  { plan }: HoldReviewMeeting,
  onPaper: readonly string[],
): string => (onPaper.length === 0 ? planAt(pupilId, plan?.id ?? planId) : printPath(pupilId, onPaper))

/**
 * The answer where the plan has a review already: success where this form saved it, 409 where somebody else did. Null
 * where there is no review, or the form has its current version.
 */
async function reviewThatStands(
  visit: MeetingVisit,
  toReview: PlanToReview,
  meeting: HoldReviewMeeting,
): Promise<SeeOther | Stale | null> {
  const { review } = toReview
  if (!review) return null
  if (review.id === meeting.review.id) return sentBefore(visit, toReview, meeting)
  return review.version === meeting.review.version ? null : meanwhile(visit, toReview)
}

const hold = pupilForm(path, { may: 'review:hold', schema: reviewMeetingForm, labels, start, show, save })

export const reviewMeetingRoutes: readonly Route[] = [...hold]
