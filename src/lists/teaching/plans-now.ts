import type { SchoolCalendar } from '../../days/calendar.ts'
import { findingsOfPupils } from '../../findings/findings.ts'
import type { Visit } from '../../http/route.ts'
import { changesSince, wordingOf } from '../../pupil-record/briefings/model.ts'
import { needsSummaries } from '../../pupil-record/plans/model.ts'
import type { CardData } from './card.ts'
import { plansReadBy } from './queries.ts'

/** The current plans of pupils with their register status and what the user has read, and the school's calendar. */
export async function plansNow(
  visit: Visit,
  pupilIds: readonly string[],
): Promise<{ known: ReadonlyMap<string, CardData>; calendar: SchoolCalendar }> {
  const { tx, user, today } = visit
  const { pupils, school } = await findingsOfPupils(tx, { schoolId: user.schoolId, asOf: today, pupilIds })
  const planIds = [...pupils.values()].flatMap(({ registerEntry }) => registerEntry.currentPlanId ?? [])
  const summaries = await needsSummaries(tx, user.schoolId, planIds)
  const read = await plansReadBy(tx, { schoolId: user.schoolId, staffId: user.staffId, today })
  const known = new Map(
    [...pupils].map(([pupilId, { registerEntry }]) => {
      const { currentPlanId, status } = registerEntry
      const summary = currentPlanId === null ? null : (summaries.get(currentPlanId) ?? null)
      const reading = read.find(({ planId }) => planId === currentPlanId)
      const asRead = reading?.wording ?? null
      const changes = summary && asRead ? changesSince(asRead, wordingOf(summary)) : []
      const hasReadEarlierPlan = read.some((one) => one.pupilId === pupilId)
      return [
        pupilId,
        { summary, status, readOn: reading?.readOn ?? null, asRead, changes, hasReadEarlierPlan },
      ] as const
    }),
  )
  return { known, calendar: school.calendar }
}
