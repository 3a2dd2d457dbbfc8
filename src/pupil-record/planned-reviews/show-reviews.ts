import { auditSeen } from '../../access/audit-seen.ts'
import { addDays, nthSchoolDayAfter } from '../../days/calendar.ts'
import { loadCalendar } from '../../findings/load.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import { type PageAnswer, page } from '../../http/answers.ts'
import type { Visit } from '../../http/route.ts'
import type { FieldError } from '../../ui/components/component-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { usualWindows } from './form.ts'
import { reviewsPage, toBeReviewed } from './page.ts'
import { contactsOf, invitedTo, lastReviews, plannedFrom, staffAsked } from './queries.ts'
import { reviewPeriods } from './review-periods.ts'

/** The fewest school days between an invitation and the review. */
const notice = 5
/** How many days a planned review stays in the list after its day. */
const lookedBack = 30

/**
 * Answers with the list of reviews. Status 422 where there are errors.
 * @param form the values of the request for proposals; null for the first values
 */
export async function showReviews(
  visit: Visit,
  form: FormState | null,
  errors: readonly FieldError[] = [],
): Promise<PageAnswer> {
  const { tx, user, today, query } = visit
  const { schoolId } = user
  const periods = await reviewPeriods(tx, schoolId, today)
  const period = periods.find(({ until }) => until === query.get('until')) ?? periods[0]
  const { pupils: all } = await registerPupils(tx, { schoolId, asOf: today, today })
  const planned = await plannedFrom(tx, schoolId, addDays(today, -lookedBack))
  const pupils = toBeReviewed(all, planned, period.until)
  const pupilIds = pupils.map(({ pupilId }) => pupilId)
  const planIds = pupils.flatMap(({ pupilFindings }) => pupilFindings.registerEntry.currentPlanId ?? [])
  await auditSeen(tx, user, 'Reviews')
  const from = nthSchoolDayAfter(await loadCalendar(visit.tx, visit.user.schoolId), today, notice)
  const ticked = form ? query.all('plan') : query.get('tick') === 'none' ? [] : null
  const model = reviewsPage(
    {
      pupils,
      planned,
      contacts: await contactsOf(tx, schoolId, pupilIds),
      last: await lastReviews(tx, schoolId, pupilIds),
      invited: await invitedTo(
        tx,
        schoolId,
        planned.map(({ id }) => id),
      ),
      asked: await staffAsked(tx, schoolId, planIds),
    },
    {
      today,
      period,
      periods,
      ticked: ticked && new Set(ticked),
      form: form ?? { values: usualWindows([], from), errors },
    },
  )
  return page('pupil-record/planned-reviews/reviews', { ...model, errors }, errors.length === 0 ? 200 : 422)
}
