import type { Day } from '../../src/days/calendar.ts'
import { toDate } from '../../src/platform/database/days.ts'
import type { SchoolBuild } from './add-pupil.ts'

/** How many of this term's reviews the SENCO has given a day and time so far. */
const howMany = 4
const hours = ['09:00', '09:30', '10:00', '14:15']
const place = 'The Rainbow room'

const isoOf = (day: Date | string | null | undefined): Day | null =>
  day instanceof Date ? day.toISOString().slice(0, 10) : (day ?? null)

/** Plans without a review whose review is due next week or later, the first due first. */
function comingReviews({ rows, days }: SchoolBuild) {
  const reviewed = new Set(rows.review.map(({ planId }) => planId))
  return rows.plan
    .map(({ id, pupilId, reviewOn }) => ({ planId: id, pupilId, dueOn: isoOf(reviewOn) }))
    .filter(({ planId, dueOn }) => dueOn !== null && dueOn >= days.ahead(5) && !reviewed.has(planId))
    .sort((one, other) => (one.dueOn ?? '').localeCompare(other.dueOn ?? ''))
}

/** The teachers of the pupil's class today. */
function teachersOf({ rows }: SchoolBuild, pupilId: string): string[] {
  const classes = rows.classMember.filter((one) => one.pupilId === pupilId && !one.until).map(({ classId }) => classId)
  const teachers = new Set(rows.staffMember.filter(({ role }) => role === 'teacher').map(({ id }) => id))
  return rows.classStaff
    .filter(({ classId, staffId, until }) => classes.includes(classId) && !until && teachers.has(staffId))
    .map(({ staffId }) => staffId)
}

/**
 * Plans the first of the coming reviews: all on one school day before the first is due, each with the class's teacher.
 */
export const addPlannedReviews = (build: SchoolBuild): void => {
  const { rows, days, schoolId, staffIds, mint } = build
  for (const [index, { planId, pupilId }] of comingReviews(build).slice(0, howMany).entries()) {
    const id = mint()
    rows.plannedReview.push({
      schoolId,
      id,
      pupilId,
      planId,
      on: toDate(days.ahead(4)),
      at: hours[index] ?? '15:00',
      minutes: 30,
      place,
      plannedBy: staffIds.marsh,
    })
    for (const staffId of [staffIds.marsh, ...teachersOf(build, pupilId)]) {
      rows.plannedReviewStaff.push({ schoolId, id: mint(), pupilId, plannedReviewId: id, staffId })
    }
  }
}
