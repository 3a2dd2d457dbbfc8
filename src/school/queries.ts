import type { Day } from '../days/calendar.ts'
import type { NotDoneReason } from '../findings/status-words.ts'
import { toDay, toDayOrNull } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'

/** The row of the school with its settings; dates as YYYY-MM-DD. */
export async function schoolToEdit(tx: Tx, schoolId: string) {
  const school = await tx.school.findUniqueOrThrow({ where: { id: schoolId } })
  return { ...school, coreOfferPublishedOn: toDayOrNull(school.coreOfferPublishedOn) }
}
export type SchoolToEdit = Awaited<ReturnType<typeof schoolToEdit>>

export type Term = { name: string | null; from: Day; to: Day }
export type Closure = { on: Day; reason: string | null }

/** All terms, in order of first day. */
export async function termsOf(tx: Tx, schoolId: string): Promise<(Term & { id: string })[]> {
  const terms = await tx.term.findMany({
    where: { schoolId },
    orderBy: [{ from: 'asc' }, { to: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, from: true, to: true },
  })
  return terms.map((term) => ({ ...term, from: toDay(term.from), to: toDay(term.to) }))
}

/** All closures, in order of day. */
export async function closuresOf(tx: Tx, schoolId: string): Promise<(Closure & { id: string })[]> {
  const closures = await tx.closure.findMany({
    where: { schoolId },
    orderBy: { on: 'asc' },
    select: { id: true, on: true, reason: true },
  })
  return closures.map((closure) => ({ ...closure, on: toDay(closure.on) }))
}

/**
 * The strategies of the core offer by area, in the school's own order. `offSince` is the day from which a strategy is
 * no longer used; null if it is in use.
 */
export async function strategiesOf(tx: Tx, schoolId: string) {
  const strategies = await tx.coreOfferStrategy.findMany({
    where: { schoolId },
    orderBy: [{ area: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    select: { id: true, area: true, strategy: true, position: true, offSince: true },
  })
  return strategies.map((strategy) => ({ ...strategy, offSince: toDayOrNull(strategy.offSince) }))
}
export type StrategyToEdit = Awaited<ReturnType<typeof strategiesOf>>[number]

/** The specialist services, in the school's own order. */
export const servicesOf = (tx: Tx, schoolId: string) =>
  tx.specialistService.findMany({
    where: { schoolId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, service: true, referralRoute: true, contact: true, position: true },
  })
export type ServiceToEdit = Awaited<ReturnType<typeof servicesOf>>[number]

/** The reviews of teaching, latest first. */
export async function teachingReviewsOf(tx: Tx, schoolId: string) {
  const reviews = await tx.teachingReview.findMany({
    where: { schoolId },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    select: { id: true, heldOn: true, focus: true },
  })
  return reviews.map((review) => ({ ...review, heldOn: toDay(review.heldOn) }))
}

/** The training of staff, latest first. */
export async function trainingsOf(tx: Tx, schoolId: string) {
  const trainings = await tx.staffTraining.findMany({
    where: { schoolId },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    select: { id: true, heldOn: true, topic: true, forWhom: true, howMany: true },
  })
  return trainings.map((training) => ({ ...training, heldOn: toDay(training.heldOn) }))
}

/** The staff and the classes that the overview of the school lists. */
export async function staffAndClassesOf(tx: Tx, schoolId: string) {
  const staff = await tx.staffMember.findMany({
    where: { schoolId },
    select: { role: true, userId: true, startedOn: true, leftOn: true },
  })
  const classes = await tx.class.findMany({ where: { schoolId }, orderBy: { name: 'asc' }, select: { name: true } })
  return {
    staff: staff.map((one) => ({ ...one, startedOn: toDay(one.startedOn), leftOn: toDayOrNull(one.leftOn) })),
    classes: classes.map(({ name }) => name),
  }
}

/** The recorded reasons why steps that the school itself has to do will not be done. */
export async function reasonsOfSchool(tx: Tx, schoolId: string): Promise<NotDoneReason[]> {
  const reasons = await tx.notDone.findMany({
    where: { schoolId, pupilId: null, withdrawnAt: null },
    orderBy: [{ recordedOn: 'asc' }, { id: 'asc' }],
    select: { rule: true, subject: true, because: true, recordedBy: true, recordedOn: true },
  })
  return reasons.map((reason) => ({ ...reason, recordedOn: toDay(reason.recordedOn) }))
}
