import { toDay, toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { needsSummaries } from '../plans/model.ts'
import { readWording, type SummaryAsRead, wordingOf } from './model.ts'

/** A plan with the staff who got it and those who have read it; null if the pupil has none with this id. */
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

/** The current wording of a plan, as staff who teach the pupil read it; null if there is no plan with this id. */
export async function wordingNow(tx: Tx, schoolId: string, planId: string): Promise<SummaryAsRead | null> {
  const summary = (await needsSummaries(tx, schoolId, [planId])).get(planId)
  return summary ? wordingOf(summary) : null
}
