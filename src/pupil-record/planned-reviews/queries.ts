import { onDay } from '../../access/own-pupils.ts'
import type { Day } from '../../days/calendar.ts'
import { toDate, toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { fullNameOf, pupilNameColumns } from '../pupil-name.ts'
import { isStopped } from './model.ts'

/** The columns for a pupil's name, year and registration group. */
const pupilName = {
  select: {
    ...pupilNameColumns,
    yearGroup: true,
    registrationGroup: true,
  },
} as const

/**
 * The given plans for which a review can be planned: not withdrawn, and without a review. Ordered by class and name.
 */
export async function plansToReview(tx: Tx, schoolId: string, planIds: readonly string[]) {
  const plans = await tx.plan.findMany({
    where: {
      schoolId,
      id: { in: [...planIds] },
      withdrawnAt: null,
      reviews: { none: { schoolId, withdrawnAt: null } },
    },
    select: { id: true, pupilId: true, reviewOn: true, pupil: pupilName },
  })
  return plans
    .map(({ id, pupilId, reviewOn, pupil }) => ({
      planId: id,
      pupilId,
      dueOn: toDayOrNull(reviewOn),
      name: fullNameOf(pupil),
      yearGroup: pupil.yearGroup,
      registrationGroup: pupil.registrationGroup,
    }))
    .sort(
      (one, other) =>
        (one.registrationGroup ?? '').localeCompare(other.registrationGroup ?? '', 'en-GB') ||
        one.name.localeCompare(other.name, 'en-GB'),
    )
}
export type PlanToPlan = Awaited<ReturnType<typeof plansToReview>>[number]

/** Planned reviews from a day on with the staff who attend. Cancelled reviews and withdrawn plans are left out. */
export async function plannedFrom(tx: Tx, schoolId: string, from: string) {
  const planned = await tx.plannedReview.findMany({
    where: { schoolId, cancelledOn: null, on: { gte: toDate(from) }, plan: { schoolId, withdrawnAt: null } },
    orderBy: [{ on: 'asc' }, { at: 'asc' }],
    select: {
      id: true,
      pupilId: true,
      planId: true,
      on: true,
      at: true,
      minutes: true,
      staff: { where: { schoolId }, select: { staffId: true } },
      plan: {
        select: {
          pupil: pupilName,
          reviews: { where: { schoolId, withdrawnAt: null }, select: { heldOn: true } },
        },
      },
    },
  })
  return planned.map(({ plan, on, staff, ...said }) => ({
    ...said,
    on: toDay(on),
    staffIds: staff.map(({ staffId }) => staffId),
    name: fullNameOf(plan.pupil),
    heldOn: toDayOrNull(plan.reviews[0]?.heldOn ?? null),
  }))
}
export type Planned = Awaited<ReturnType<typeof plannedFrom>>[number]

/** The contacts with parental responsibility of several pupils, in the order of their priority. */
export const contactsOf = (tx: Tx, schoolId: string, pupilIds: readonly string[]) =>
  tx.contact.findMany({
    where: { schoolId, pupilId: { in: [...pupilIds] }, parentalResponsibility: true },
    orderBy: [{ pupilId: 'asc' }, { priority: 'asc' }, { id: 'asc' }],
    select: {
      pupilId: true,
      name: true,
      email: true,
      phone: true,
      address: true,
      language: true,
      format: true,
    },
  })
export type ContactOf = Awaited<ReturnType<typeof contactsOf>>[number]

/**
 * The staff who teach or support each of several pupils on a day. A person has one row for each class that they share
 * with the pupil, and one with `className` null if they support the pupil by name. `isTeacher` is false for teaching
 * assistants.
 */
export async function staffOf(tx: Tx, schoolId: string, pupilIds: readonly string[], day: Day) {
  const ofPupils = { schoolId, pupilId: { in: [...pupilIds] }, ...onDay(day) }
  const member = { select: { id: true, name: true, role: true, leftOn: true } } as const
  const members = await tx.classMember.findMany({
    where: ofPupils,
    select: {
      pupilId: true,
      class: {
        select: { name: true, staff: { where: { schoolId, ...onDay(day) }, select: { staff: member } } },
      },
    },
  })
  const supporting = await tx.pupilStaff.findMany({ where: ofPupils, select: { pupilId: true, staff: member } })
  const all = [
    ...members.flatMap(({ pupilId, class: { name, staff } }) =>
      staff.map(({ staff: who }) => ({ pupilId, className: name, who })),
    ),
    ...supporting.map(({ pupilId, staff: who }) => ({ pupilId, className: null, who })),
  ]
  return all
    .filter(({ who }) => who.leftOn === null || toDay(who.leftOn) >= day)
    .map(({ pupilId, className, who }) => ({
      pupilId,
      className,
      staffId: who.id,
      name: who.name,
      isTeacher: who.role !== 'teachingAssistant',
    }))
}
export type StaffOf = Awaited<ReturnType<typeof staffOf>>[number]

/** The day of each pupil's last review, by pupil id. Pupils without a review are left out. */
export async function lastReviews(tx: Tx, schoolId: string, pupilIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.review.groupBy({
    by: ['pupilId'],
    where: { schoolId, pupilId: { in: [...pupilIds] }, withdrawnAt: null },
    _max: { heldOn: true },
  })
  return new Map(rows.flatMap(({ pupilId, _max }) => (_max.heldOn ? [[pupilId, toDay(_max.heldOn)]] : [])))
}

/**
 * The planned reviews that have an invitation letter, by id. The value is false where every delivery failed or came
 * back. An invitation that was stopped because the review was moved does not count.
 */
export async function invitedTo(
  tx: Tx,
  schoolId: string,
  plannedIds: readonly string[],
): Promise<Map<string, boolean>> {
  const rows = await tx.letter.findMany({
    where: { schoolId, kind: 'invitation', aboutId: { in: [...plannedIds] } },
    select: {
      aboutId: true,
      deliveries: { where: { schoolId }, select: { status: true, problem: true } },
    },
  })
  const invited = new Map<string, boolean>()
  for (const { aboutId, deliveries } of rows) {
    if (aboutId === null || deliveries.every(isStopped)) continue
    const hasGone = deliveries.some(({ status }) => status !== 'failed' && status !== 'cameBack')
    invited.set(aboutId, invited.get(aboutId) === true || hasGone)
  }
  return invited
}

/** How many staff were asked about a plan's review, and how many have answered, by plan id. */
export async function staffAsked(tx: Tx, schoolId: string, planIds: readonly string[]) {
  const rows = await tx.roundRobin.findMany({
    where: { schoolId, planId: { in: [...planIds] } },
    select: { planId: true, asked: { where: { schoolId }, select: { answeredOn: true } } },
  })
  return new Map(
    rows.map(({ planId, asked }) => [
      planId ?? '',
      { asked: asked.length, answered: asked.filter(({ answeredOn }) => answeredOn !== null).length },
    ]),
  )
}

/** A planned review with everything that its form shows; null if the pupil has none with this id. */
export async function plannedToEdit(tx: Tx, schoolId: string, pupilId: string, plannedReviewId: string) {
  const found = await tx.plannedReview.findFirst({
    where: { schoolId, pupilId, id: plannedReviewId },
    include: {
      staff: { where: { schoolId }, orderBy: { staffId: 'asc' }, select: { staffId: true } },
      plan: { select: { reviewOn: true } },
    },
  })
  return (
    found && {
      ...found,
      on: toDay(found.on),
      cancelledOn: toDayOrNull(found.cancelledOn),
      dueOn: toDayOrNull(found.plan.reviewOn),
      staffIds: found.staff.map(({ staffId }) => staffId),
    }
  )
}
export type PlannedToEdit = NonNullable<Awaited<ReturnType<typeof plannedToEdit>>>
