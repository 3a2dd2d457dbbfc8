import { Prisma } from '../../generated/prisma/client.ts'
import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { type Concern, concernFrom, concernJson, concernSummary } from '../../pupil-record/concerns/model.ts'
import { seenInClass } from '../../pupil-record/progress/model.ts'

const views = (schoolId: string) => ({
  where: { schoolId },
  orderBy: { speaker: 'asc' as const },
  select: { speaker: true, inWhoseWords: true, words: true, declined: true },
})

/** What stands: a mistaken entry that was withdrawn is no part of a case. */
const standing = (schoolId: string) => ({ schoolId, withdrawnAt: null })

const plansInFull = (schoolId: string) => ({
  where: standing(schoolId),
  orderBy: [{ agreedOn: 'asc' as const }, { id: 'asc' as const }],
  include: {
    assessment: { include: { views: views(schoolId) } },
    outcomes: {
      where: { schoolId },
      orderBy: [{ position: 'asc' as const }, { id: 'asc' as const }],
      include: {
        progress: {
          where: { schoolId, review: { schoolId, withdrawnAt: null } },
          select: { progress: true, note: true },
        },
      },
    },
    provisions: { where: { schoolId }, orderBy: [{ position: 'asc' as const }, { id: 'asc' as const }] },
    reviews: { where: standing(schoolId), include: { views: views(schoolId) } },
    briefings: { where: { schoolId }, select: { staffId: true, acknowledgedOn: true } },
  },
})

/** The entries of a pupil's record that stand, each kind in the order of its days. */
type Entries = { readonly concerns: readonly Concern[] }

const entries = (json: Prisma.Sql, from: Prisma.Sql, on: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(select coalesce(json_agg(${json} order by ${on}, x.id), '[]') from ${from}
      where x."schoolId" = p."schoolId" and x."pupilId" = p.id and x."withdrawnAt" is null)`

async function entriesOf(tx: Tx, schoolId: string, pupilIds: readonly string[]): Promise<ReadonlyMap<string, Entries>> {
  const rows = await tx.$queryRaw<{ pupilId: string; entries: Entries }[]>`
    select p.id as "pupilId", json_build_object(
      'concerns', ${entries(concernJson, concernFrom, concernSummary.on)}) as entries
    from "Pupil" p where p."schoolId" = ${schoolId}::uuid and p.id = any(${pupilIds}::uuid[])`
  return new Map(rows.map(({ pupilId, entries }) => [pupilId, entries]))
}

const noEntries: Entries = { concerns: [] }

/**
 * All that is recorded of a few pupils, from the first concern on, in the order in which it happened. The number of
 * statements does not depend on how many pupils they are.
 */
export async function casesOf(tx: Tx, schoolId: string, pupilIds: readonly string[]) {
  const rows = await tx.pupil.findMany({
    where: { schoolId, id: { in: [...pupilIds] } },
    select: {
      id: true,
      dateOfBirth: true,
      enteredOn: true,
      firstLanguage: true,
      meetings: {
        where: standing(schoolId),
        orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
        include: {
          views: views(schoolId),
          outcomes: { where: { schoolId }, orderBy: { position: 'asc' }, select: { outcome: true } },
        },
      },
      decisions: { where: standing(schoolId), orderBy: [{ decidedOn: 'asc' }, { id: 'asc' }] },
      notices: {
        where: standing(schoolId),
        orderBy: [{ sentOn: 'asc' }, { id: 'asc' }],
        include: { letter: { select: { sentTo: true, signedBy: true } } },
      },
      plans: plansInFull(schoolId),
      professionals: { where: standing(schoolId), orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      ehcConsiderations: { where: standing(schoolId), orderBy: [{ consideredOn: 'asc' }, { id: 'asc' }] },
    },
  })
  const outcomeIds = rows.flatMap(({ plans }) => plans.flatMap(({ outcomes }) => outcomes.map(({ id }) => id)))
  const seen = await seenInClass(tx, { schoolId, outcomeIds })
  const entries = await entriesOf(tx, schoolId, pupilIds)
  return rows.map(({ id, ...pupil }) => ({
    ...pupil,
    ...(entries.get(id) ?? noEntries),
    pupilId: id,
    dateOfBirth: toDay(pupil.dateOfBirth),
    enteredOn: toDayOrNull(pupil.enteredOn),
    meetings: pupil.meetings.map((one) => ({
      ...one,
      heldOn: toDay(one.heldOn),
      noteGivenToParentsOn: toDayOrNull(one.noteGivenToParentsOn),
      iassExplainedOn: toDayOrNull(one.iassExplainedOn),
    })),
    decisions: pupil.decisions.map((one) => ({
      ...one,
      decidedOn: toDay(one.decidedOn),
      explainedToParentsOn: toDayOrNull(one.explainedToParentsOn),
      reviewOn: toDayOrNull(one.reviewOn),
    })),
    notices: pupil.notices.map((one) => ({ ...one, sentOn: toDay(one.sentOn) })),
    plans: pupil.plans.map(({ reviews, ...plan }) => ({
      ...plan,
      agreedOn: toDay(plan.agreedOn),
      startedOn: toDayOrNull(plan.startedOn),
      reviewOn: toDayOrNull(plan.reviewOn),
      parentConsultedOn: toDayOrNull(plan.parentConsultedOn),
      pupilConsultedOn: toDayOrNull(plan.pupilConsultedOn),
      assessment: plan.assessment && { ...plan.assessment, assessedOn: toDay(plan.assessment.assessedOn) },
      outcomes: plan.outcomes.map((outcome) => ({
        ...outcome,
        byOn: toDayOrNull(outcome.byOn),
        progress: outcome.progress[0] ?? null,
        seen: seen.get(outcome.id) ?? [],
      })),
      review: reviews[0] ? { ...reviews[0], heldOn: toDay(reviews[0].heldOn) } : null,
    })),
    professionals: pupil.professionals.map((one) => ({
      ...one,
      agreementOn: toDayOrNull(one.agreementOn),
      contactedOn: toDayOrNull(one.contactedOn),
      adviceReceivedOn: toDayOrNull(one.adviceReceivedOn),
    })),
    ehcConsiderations: pupil.ehcConsiderations.map((one) => ({ ...one, consideredOn: toDay(one.consideredOn) })),
  }))
}
export type Case = Awaited<ReturnType<typeof casesOf>>[number]
