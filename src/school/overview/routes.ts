import { page } from '../../http/answers.ts'
import { get, type Route } from '../../http/route.ts'
import { lastPublishedOn, reportStands } from '../../publications/information-report/model.ts'
import { statementsInUse } from '../../pupil-record/round-robins/model.ts'
import { coversSince } from '../cover/model.ts'
import { ownSteps } from '../own-steps.ts'
import {
  closuresOf,
  schoolToEdit,
  servicesOf,
  staffAndClassesOf,
  strategiesOf,
  teachingReviewsOf,
  termsOf,
  trainingsOf,
} from '../queries.ts'
import { schoolOverviewPage } from './page.ts'

/** The overview: every setting of the school with its value, and the school's own steps of the Code. */
export const overviewRoute: Route = get('/school', { may: 'school:read' }, async (visit) => {
  const { tx, user, today } = visit
  const { schoolId } = user
  const steps = await ownSteps(visit)
  const settings = {
    school: await schoolToEdit(tx, schoolId),
    terms: await termsOf(tx, schoolId),
    closures: await closuresOf(tx, schoolId),
    strategies: await strategiesOf(tx, schoolId),
    services: await servicesOf(tx, schoolId),
    statementsAsked: await statementsInUse(tx, schoolId),
    reviews: await teachingReviewsOf(tx, schoolId),
    trainings: await trainingsOf(tx, schoolId),
    report: reportStands(await lastPublishedOn(tx, schoolId), today),
    covers: await coversSince(tx, schoolId, today),
    ...(await staffAndClassesOf(tx, schoolId)),
  }
  return page('school/overview/overview', schoolOverviewPage({ ...steps, settings, role: user.role, today }))
})
