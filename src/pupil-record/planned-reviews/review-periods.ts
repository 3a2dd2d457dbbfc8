import { addDays, type Day } from '../../days/calendar.ts'
import { toDate, toDay } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { shortDay } from '../../ui/formats/words.ts'
import type { ReviewPeriod } from './page.ts'

/** The length in weeks of the first period where the school has no terms. */
const weeksAhead = 12

/**
 * The periods to choose from: until the end of each coming term, in the next 30 days, overdue. The first is the
 * default.
 */
export async function reviewPeriods(tx: Tx, schoolId: string, today: Day): Promise<[ReviewPeriod, ...ReviewPeriod[]]> {
  const terms = await tx.term.findMany({
    where: { schoolId, to: { gte: toDate(today) } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: { name: true, from: true, to: true },
  })
  const ofTerms = terms.map(({ name, from, to }): ReviewPeriod => {
    const which = toDay(from) <= today ? 'this term' : (name ?? 'the next term')
    return { until: toDay(to), text: `until the end of ${which} (${shortDay(toDay(to), today)})` }
  })
  const [first = { until: addDays(today, weeksAhead * 7), text: `in the next ${weeksAhead} weeks` }, ...later] = ofTerms
  return [
    first,
    ...later,
    { until: addDays(today, 30), text: 'in the next 30 days' },
    { until: addDays(today, -1), text: 'before today' },
  ]
}
