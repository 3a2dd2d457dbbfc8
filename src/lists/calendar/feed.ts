import { type Request, type Response, Router } from 'express'
import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { SignedIn } from '../../access/current-staff.ts'
import { staffOnDay } from '../../access/current-staff.ts'
import { scopeOf } from '../../access/permissions.ts'
import { calendarOwner } from '../../access/user-accounts.ts'
import { addDays, type Day } from '../../days/calendar.ts'
import { dayInLondon } from '../../days/clock.ts'
import { registerPupils } from '../../findings/register-pupils.ts'
import type { Database } from '../../platform/database/client.ts'
import { inSchool, type Tx } from '../../platform/database/in-school.ts'
import { calendarText, type DueReview } from './calendar-text.ts'
import { hashOf, reviewsInCalendar } from './queries.ts'

/**
 * Wrong addresses allowed from one IP address in a quarter of an hour. A calendar asks at most every few minutes, so
 * only somebody who guesses reaches this limit.
 */
const mostWrong = 100
const quarterOfAnHour = 15 * 60
/** How many days the feed goes back. It leaves out reviews before that. */
const lookedBack = 90

export const tokenShape = /^[A-Za-z0-9_-]{43}$/

/** Due reviews of pupils on SEN Support whose current plan has no planned review. */
async function dueReviews(tx: Tx, schoolId: string, today: Day, planned: ReadonlySet<string>): Promise<DueReview[]> {
  const { pupils } = await registerPupils(tx, { schoolId, asOf: today, today })
  return pupils.flatMap(({ pupilId, forename, surname, yearGroup, pupilFindings: { registerEntry } }) => {
    const { currentPlanId, nextReviewOn, status } = registerEntry
    if (status !== 'senSupport' || currentPlanId === null || nextReviewOn === null) return []
    if (planned.has(currentPlanId)) return []
    return [{ planId: currentPlanId, pupilId, dueOn: nextReviewOn, forename, surname, yearGroup }]
  })
}

async function calendarOf(tx: Tx, user: SignedIn, { origin, now }: { origin: string; now: Date }): Promise<string> {
  const { schoolId, staffId, schoolName } = user
  const today = dayInLondon(now)
  const isWhole = scopeOf(user.role, 'reviews:plan') !== null
  const reviews = await reviewsInCalendar(tx, schoolId, isWhole ? null : staffId, addDays(today, -lookedBack))
  const planned = new Set(reviews.filter(({ cancelledOn }) => cancelledOn === null).map(({ planId }) => planId))
  return calendarText({
    schoolName,
    origin,
    reviews,
    due: isWhole ? await dueReviews(tx, schoolId, today, planned) : [],
    leadsTo: ({ pupilId, planId }) =>
      isWhole ? `/pupils/${pupilId}/plans/${planId}/meeting` : `/pupils/${pupilId}/summary`,
    now,
  })
}

/**
 * Serves a member of staff's calendar at their secret address, without a session, because calendar apps cannot sign in.
 * An unknown address, a revoked one and that of somebody who has left all get the same 404.
 */
export function calendarFeed({ db, pool, clock }: { db: Database; pool: Pool; clock: () => Date }): Router {
  const router = Router()
  const wrong = new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: 'calendar',
    points: mostWrong,
    duration: quarterOfAnHour,
  })

  async function read(request: Request, token: string): Promise<string | null> {
    const owner = tokenShape.test(token) ? await calendarOwner(db, hashOf(token)) : null
    if (owner === null) return null
    const entry = { schoolId: owner.schoolId, actorId: owner.staffId, requestId: request.id }
    const now = clock()
    const origin = `${request.protocol}://${request.host}`
    const work = async (tx: Tx): Promise<string | null> => {
      const user = await staffOnDay(tx, owner, dayInLondon(now))
      return user && scopeOf(user.role, 'calendar:own') !== null ? calendarOf(tx, user, { origin, now }) : null
    }
    return inSchool(db, entry, work, { readOnly: true })
  }

  const refuse = (response: Response, status: 404 | 429) =>
    response
      .status(status)
      .type('text')
      .send(status === 404 ? 'Not found\n' : 'Too many tries\n')

  router.get('/calendar/feed/:file', async (request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    const place = request.ip ?? ''
    const tries = await wrong.get(place)
    if ((tries?.remainingPoints ?? 1) <= 0) return refuse(response, 429)
    const text = await read(request, request.params.file.replace(/\.ics$/, ''))
    if (text === null) {
      await wrong.penalty(place)
      return refuse(response, 404)
    }
    return response.type('text/calendar; charset=utf-8').send(text)
  })
  return router
}
