import type { Day } from '../days/calendar.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { AreaOfNeed } from '../generated/prisma/enums.ts'
import { toDate, toDateOrNull } from '../platform/database/days.ts'
import type { Tx } from '../platform/database/in-school.ts'
import type { Closure, ServiceToEdit, StrategyToEdit, Term } from './queries.ts'
import { type FormRow, rowChanges, type StoredRow } from './rows.ts'

/**
 * Changes the school's own row. The school's lists have no version of their own: a change of a list also raises the
 * school's version.
 * @returns false if somebody else has saved a newer version than `version`
 */
export async function changeSchool(
  tx: Tx,
  schoolId: string,
  version: number,
  set: Prisma.SchoolUncheckedUpdateManyInput = {},
): Promise<boolean> {
  const data = { ...set, version: version + 1 }
  const { count } = await tx.school.updateMany({ where: { id: schoolId, version }, data })
  return count === 1
}

/** Saves the terms as sent in the form's boxes. */
export async function setTerms(
  tx: Tx,
  schoolId: string,
  saved: readonly StoredRow<Term>[],
  sent: readonly FormRow<Term>[],
): Promise<void> {
  const columns = ({ name, from, to }: Term) => ({ name, from: toDate(from), to: toDate(to) })
  const { removed, changed, added } = rowChanges(
    saved,
    sent,
    (savedRow, term) => savedRow.name === term.name && savedRow.from === term.from && savedRow.to === term.to,
  )
  if (removed.length > 0) await tx.term.deleteMany({ where: { schoolId, id: { in: removed } } })
  for (const { id, ...term } of changed) await tx.term.updateMany({ where: { schoolId, id }, data: columns(term) })
  await tx.term.createMany({ data: added.map(({ id, ...term }) => ({ schoolId, id, ...columns(term) })) })
}

/**
 * Saves the closures as sent in the form's boxes. A changed closure is deleted and inserted again with the same id.
 * Otherwise two closures that swap their days would break the unique index on the day.
 */
export async function setClosures(
  tx: Tx,
  schoolId: string,
  saved: readonly StoredRow<Closure>[],
  sent: readonly FormRow<Closure>[],
): Promise<void> {
  const { removed, changed, added } = rowChanges(
    saved,
    sent,
    (savedRow, closure) => savedRow.on === closure.on && savedRow.reason === closure.reason,
  )
  const out = [...removed, ...changed.map(({ id }) => id)]
  if (out.length > 0) await tx.closure.deleteMany({ where: { schoolId, id: { in: out } } })
  await tx.closure.createMany({
    data: [...changed, ...added].map(({ id, on, reason }) => ({ schoolId, id, on: toDate(on), reason })),
  })
}

/** A strategy with its index in its area, from 0. */
type PlacedStrategy = { strategy: string; offSince: string | null; position: number }

/** Saves the strategies of one area of need as the form sent them. */
export async function setStrategies(
  tx: Tx,
  schoolId: string,
  area: AreaOfNeed,
  saved: readonly StrategyToEdit[],
  sent: readonly FormRow<PlacedStrategy>[],
): Promise<void> {
  const columns = ({ strategy, offSince, position }: PlacedStrategy) => ({
    strategy,
    offSince: toDateOrNull(offSince),
    position,
  })
  const { removed, changed, added } = rowChanges(
    saved,
    sent,
    (savedRow, row) =>
      savedRow.strategy === row.strategy && savedRow.offSince === row.offSince && savedRow.position === row.position,
  )
  if (removed.length > 0) await tx.coreOfferStrategy.deleteMany({ where: { schoolId, id: { in: removed } } })
  for (const { id, ...row } of changed)
    await tx.coreOfferStrategy.updateMany({ where: { schoolId, id }, data: columns(row) })
  await tx.coreOfferStrategy.createMany({
    data: added.map(({ id, ...row }) => ({ schoolId, id, area, ...columns(row) })),
  })
}

type Service = Omit<ServiceToEdit, 'id'>

/** Saves the specialist services as the form sent them. */
export async function setServices(
  tx: Tx,
  schoolId: string,
  saved: readonly ServiceToEdit[],
  sent: readonly FormRow<Service>[],
): Promise<void> {
  const { removed, changed, added } = rowChanges(
    saved,
    sent,
    (savedRow, row) =>
      savedRow.service === row.service &&
      savedRow.referralRoute === row.referralRoute &&
      savedRow.contact === row.contact &&
      savedRow.position === row.position,
  )
  if (removed.length > 0) await tx.specialistService.deleteMany({ where: { schoolId, id: { in: removed } } })
  for (const { id, ...row } of changed) await tx.specialistService.updateMany({ where: { schoolId, id }, data: row })
  await tx.specialistService.createMany({ data: added.map((row) => ({ schoolId, ...row })) })
}

/** Records a review of the quality of teaching (6.37). Idempotent: the same form sent twice records it once. */
export async function reviewTeaching(
  tx: Tx,
  schoolId: string,
  { id, heldOn, focus }: { id: string; heldOn: Day; focus: string | null },
): Promise<void> {
  await tx.teachingReview.createMany({
    data: [{ schoolId, id, heldOn: toDate(heldOn), focus }],
    skipDuplicates: true,
  })
}

/** Deletes a review that was recorded by mistake. The audit trail keeps a trace of it. */
export async function removeTeachingReview(tx: Tx, schoolId: string, reviewId: string): Promise<boolean> {
  const { count } = await tx.teachingReview.deleteMany({ where: { schoolId, id: reviewId } })
  return count > 0
}
