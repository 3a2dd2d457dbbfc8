import { judgePupils } from '../record/judged.ts'
import { needsSummaries } from '../record/needs-summary.ts'
import { changesSince, wordingOf } from '../record/summary-changes.ts'
import type { Visit } from '../web/routes.ts'
import { plansReadBy } from './queries.ts'

/** The plans that pupils have now, with where they stand. */
export async function plansNow(visit: Visit, pupilIds: readonly string[]) {
  const { tx, user, today } = visit
  const { pupils } = await judgePupils(tx, { schoolId: user.schoolId, asOf: today, pupilIds })
  const planIds = [...pupils.values()].flatMap(({ standing }) => standing.currentPlanId ?? [])
  const summaries = await needsSummaries(tx, user.schoolId, planIds)
  const read = await plansReadBy(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  return new Map(
    [...pupils].map(([pupilId, { standing }]) => {
      const { currentPlanId, status } = standing
      const summary = currentPlanId === null ? null : (summaries.get(currentPlanId) ?? null)
      const reading = read.find(({ planId }) => planId === currentPlanId)
      const changes = summary && reading?.wording ? changesSince(reading.wording, wordingOf(summary)) : []
      const hasReadEarlierPlan = read.some((one) => one.pupilId === pupilId)
      return [pupilId, { summary, status, readOn: reading?.readOn ?? null, changes, hasReadEarlierPlan }] as const
    }),
  )
}
