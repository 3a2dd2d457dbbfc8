import { addDays, addMonths, type Day } from '../../days/calendar.ts'
import { toDayOrNull } from '../../platform/database/days.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { StepStatus } from '../../ui/components/own-component-options.ts'
import { dayInWords, shortDay } from '../../ui/formats/words.ts'

/** The statute that requires the report. The Code repeats it in 6.79. */
export const informationReportLaw = 'Children and Families Act 2014, section 69'

/** From this many days before the report is due again, its status is no longer "done". */
export const daysAhead = 60

/** The status of the SEN information report on a day. `dueOn` is null if the report was never published. */
export type ReportStands = {
  publishedOn: Day | null
  dueOn: Day | null
  status: StepStatus
  word: string
  says: string
}

/** The status of the report on a day. It is due again one year after it was published (6.79). */
export function reportStands(publishedOn: Day | null, today: Day): ReportStands {
  if (publishedOn === null) {
    const says = 'No day is recorded here on which it was published.'
    return { publishedOn, dueOn: null, status: 'missing', word: 'Missing', says }
  }
  const dueOn = addMonths(publishedOn, 12)
  const published = `Published on ${dayInWords(publishedOn)}`
  if (dueOn < today) {
    const says = `${published}. A year later, on ${dayInWords(dueOn)}, it was due again.`
    return { publishedOn, dueOn, status: 'missing', word: `Missing since ${shortDay(dueOn, today)}`, says }
  }
  const says = `${published}. It is due again by ${dayInWords(dueOn)}.`
  return dueOn <= addDays(today, daysAhead)
    ? { publishedOn, dueOn, status: 'upcoming', word: `Due ${shortDay(dueOn, today)}`, says }
    : { publishedOn, dueOn, status: 'met', word: `Done ${shortDay(publishedOn, today)}`, says }
}

/** The day on which the school last published the report; null if no publication is recorded. One statement. */
export async function lastPublishedOn(tx: Tx, schoolId: string): Promise<Day | null> {
  const last = await tx.informationReport.findFirst({
    where: { schoolId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { publishedOn: true },
  })
  return toDayOrNull(last?.publishedOn ?? null)
}

/** The SEN information report as one line of a page that lists what is due. */
type ReportDue = { status: StepStatus; word: string; says: string; link: Link }

/** The line about the report if it is missing or due within this many days; otherwise null. */
export async function reportDue(
  { tx, user, today }: { tx: Tx; user: { schoolId: string }; today: Day },
  withinDays: number,
): Promise<ReportDue | null> {
  const { dueOn, status, word, says } = reportStands(await lastPublishedOn(tx, user.schoolId), today)
  if (dueOn !== null && dueOn > addDays(today, withinDays)) return null
  const link = { text: 'See the report', href: '/sen-information-report' }
  return { status, word, says, link }
}
