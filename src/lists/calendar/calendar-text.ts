import ical, { ICalEventBusyStatus, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { Day } from '../../days/calendar.ts'
import { toDate } from '../../platform/database/days.ts'
import { yearInWords } from '../../ui/formats/words.ts'
import { instantInLondon } from './london.ts'
import type { ReviewInCalendar } from './queries.ts'

/** A review that is due on a day and has no planned date yet. */
export type DueReview = {
  planId: string
  pupilId: string
  dueOn: Day
  forename: string
  surname: string
  yearGroup: string
}

type CalendarData = {
  schoolName: string
  /** The register's own address, without a closing slash. */
  origin: string
  reviews: readonly ReviewInCalendar[]
  due: readonly DueReview[]
  /**
   * The path that an event links to: for a SENCO the review meeting, for a teacher the page of what helps the pupil.
   */
  leadsTo: (review: { pupilId: string; planId: string }) => string
  now: Date
}

/**
 * Whom a review is about, as initials and year group only, like "AK, Year 4". Calendars are shown on phones and stored
 * by other companies, so no child's name may be in one.
 */
const who = ({ forename, surname, yearGroup }: { forename: string; surname: string; yearGroup: string }): string =>
  `${initial(forename)}${initial(surname)}, ${yearInWords(yearGroup)}`

const initial = (name: string): string => ([...name.trim()][0] ?? '').toUpperCase()

const minute = 60_000

const plannedEvent = (review: ReviewInCalendar, { origin, leadsTo }: CalendarData): ICalEventData => {
  const start = instantInLondon(review.on, review.at)
  const isCancelled = review.cancelledOn !== null
  return {
    id: `planned-${review.id}@sen-support-register`,
    sequence: review.version - 1,
    stamp: review.createdAt,
    start,
    end: new Date(start.getTime() + review.minutes * minute),
    summary: `Review ${who(review)}`,
    location: review.place,
    description: `Open it in the register: ${origin}${leadsTo(review)}`,
    url: `${origin}${leadsTo(review)}`,
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  }
}

const dueEvent = (due: DueReview, { origin, leadsTo, now }: CalendarData): ICalEventData => ({
  id: `due-${due.planId}@sen-support-register`,
  stamp: now,
  start: toDate(due.dueOn),
  allDay: true,
  summary: `Review due ${who(due)}`,
  description: `Not planned yet. Open it in the register: ${origin}${leadsTo(due)}`,
  url: `${origin}${leadsTo(due)}`,
  status: ICalEventStatus.CONFIRMED,
  transparency: ICalEventTransparency.TRANSPARENT,
  busystatus: ICalEventBusyStatus.FREE,
})

const anHour = 60 * 60

/** A member of staff's calendar in iCalendar format (RFC 5545). */
export function calendarText(told: CalendarData): string {
  const calendar = ical({
    name: `SEN reviews, ${told.schoolName}`,
    prodId: { company: 'SEN Support Register', product: 'Reviews', language: 'EN' },
    ttl: anHour,
    events: [
      ...told.reviews.map((review) => plannedEvent(review, told)),
      ...told.due.map((due) => dueEvent(due, told)),
    ],
  })
  return calendar.toString()
}
