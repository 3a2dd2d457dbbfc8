import { onDay } from '../../access/own-pupils.ts'
import { roleNames } from '../../access/permissions.ts'
import { loadPupils } from '../../findings/load.ts'
import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { needsSummaries } from '../plans/model.ts'
import { readWording, type SummaryAsRead, wordingOf } from './summary-changes.ts'

/** A plan with who got it and who has read it, days as YYYY-MM-DD; null where the pupil has no such plan. */
export async function planToBrief(tx: Tx, schoolId: string, pupilId: string, planId: string) {
  const plan = await tx.plan.findFirst({
    where: { schoolId, pupilId, id: planId, withdrawnAt: null },
    select: {
      id: true,
      version: true,
      agreedOn: true,
      recordedOnInformationSystemOn: true,
      briefings: {
        where: { schoolId },
        orderBy: { id: 'asc' },
        select: {
          staffId: true,
          sharedOn: true,
          acknowledgedOn: true,
          readAgainOn: true,
          readSummary: true,
          staff: { select: { name: true } },
        },
      },
    },
  })
  return (
    plan && {
      ...plan,
      agreedOn: toDay(plan.agreedOn),
      recordedOnInformationSystemOn: toDayOrNull(plan.recordedOnInformationSystemOn),
      briefings: plan.briefings.map(({ staff, readSummary, ...briefing }) => ({
        ...briefing,
        name: staff.name,
        wording: readWording(readSummary),
        readAgainOn: toDayOrNull(briefing.readAgainOn),
        sharedOn: toDayOrNull(briefing.sharedOn),
        acknowledgedOn: toDayOrNull(briefing.acknowledgedOn),
      })),
    }
  )
}
export type PlanToBrief = NonNullable<Awaited<ReturnType<typeof planToBrief>>>

/** The staff who teach or support a pupil on a day, by name: the very ones whom the rules ask for (6.49). */
export async function staffWorkingWith(tx: Tx, schoolId: string, pupilId: string, today: string) {
  const [pupil] = await loadPupils(tx, { schoolId, pupilIds: [pupilId], asOf: today })
  const present = (pupil?.record.staff ?? []).filter(({ from, until }) => from <= today && (!until || until >= today))
  const staff = await tx.staffMember.findMany({
    where: { schoolId, id: { in: present.map(({ id }) => id) } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, role: true, userId: true },
  })
  const covers = await coversOf(tx, schoolId, pupilId, today)
  return staff.map(({ id, name, role, userId }) => ({
    staffId: id,
    name,
    role: roleNames[role],
    canSignIn: userId !== null,
    /** For whom they stand in with the pupil, and until which day; null where they are there anyway. */
    standsIn: covers.get(id) ?? null,
  }))
}
export type StaffWithPupil = Awaited<ReturnType<typeof staffWorkingWith>>[number]

/** Who works with a pupil on a day only because they stand in, for whom, and until when: the longest, of several. */
async function coversOf(tx: Tx, schoolId: string, pupilId: string, today: string) {
  const there = { schoolId, ...onDay(today) }
  const member = { schoolId, members: { some: { schoolId, pupilId, ...onDay(today) } } }
  const covers = await tx.cover.findMany({
    where: {
      schoolId,
      OR: [{ classes: { some: { ...there, class: member } } }, { pupils: { some: { ...there, pupilId } } }],
    },
    orderBy: [{ until: 'asc' }, { id: 'asc' }],
    select: { staffId: true, until: true, away: { select: { name: true } } },
  })
  return new Map(covers.map(({ staffId, until, away }) => [staffId, { awayName: away.name, until: toDay(until) }]))
}

/** What a plan says now to who teaches the pupil; null where there is no such plan. */
export async function wordingNow(tx: Tx, schoolId: string, planId: string): Promise<SummaryAsRead | null> {
  const summary = (await needsSummaries(tx, schoolId, [planId])).get(planId)
  return summary ? wordingOf(summary) : null
}
