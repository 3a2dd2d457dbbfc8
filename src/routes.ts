import type { Route } from './http/route.ts'
import { importRoutes } from './imports/routes.ts'
import { deliveryRoutes } from './letters/delivery/delivery-routes.ts'
import { invitationRoutes } from './letters/invitations/invitation-routes.ts'
import { proofOfNoticeRoute } from './letters/proof/proof-of-notice-routes.ts'
import { templateRoutes } from './letters/templates/template-routes.ts'
import { letterRoutes } from './letters/write/letter-routes.ts'
import { writeRoutes } from './letters/write/write-routes.ts'
import { calendarFeed } from './lists/calendar/feed.ts'
import { calendarRoutes } from './lists/calendar/routes.ts'
import { registerRoutes } from './lists/register/routes.ts'
import { searchRoutes } from './lists/search/routes.ts'
import { teachingRoutes } from './lists/teaching/routes.ts'
import { todayRoutes } from './lists/today/routes.ts'
import { informationReportRoutes } from './publications/information-report/routes.ts'
import { amberRoutes } from './pupil-record/amber/routes.ts'
import { briefingRoutes } from './pupil-record/briefings/routes.ts'
import { concernRoutes } from './pupil-record/concerns/routes.ts'
import { decisionRoutes } from './pupil-record/decisions/routes.ts'
import { ehcConsiderationRoutes } from './pupil-record/ehc-considerations/routes.ts'
import { meetingRoutes } from './pupil-record/meetings/routes.ts'
import { notDoneRoutes } from './pupil-record/not-done/routes.ts'
import { plannedReviewRoutes } from './pupil-record/planned-reviews/routes.ts'
import { planRoutes } from './pupil-record/plans/routes.ts'
import { professionalRoutes } from './pupil-record/professionals/routes.ts'
import { progressRoutes } from './pupil-record/progress/routes.ts'
import { pupilRoutes } from './pupil-record/pupil-page/routes.ts'
import { pupilEditRoutes } from './pupil-record/pupils/edit-routes.ts'
import { reviewRoutes } from './pupil-record/reviews/routes.ts'
import { roundRobinRoutes } from './pupil-record/round-robins/routes.ts'
import { withdrawalRoutes } from './pupil-record/withdrawals/routes.ts'
import { glanceRoutes } from './reports/at-a-glance/routes.ts'
import { caseFileRoutes } from './reports/case-files/routes.ts'
import { reportRoutes } from './reports/compliance/routes.ts'
import { governorsRoutes } from './reports/governors/routes.ts'
import { reviewMeetingRoutes } from './review-meetings/routes.ts'
import { classRoutes } from './school/classes/routes.ts'
import { coverRoutes } from './school/cover/routes.ts'
import { overviewRoute } from './school/overview/routes.ts'
import { peopleRoutes } from './school/people/routes.ts'
import { coreOfferRoutes } from './school/settings/core-offer.ts'
import { detailsRoutes } from './school/settings/details.ts'
import { servicesRoutes } from './school/settings/services.ts'
import { staffTrainingRoutes } from './school/settings/staff-training.ts'
import { targetsRoutes } from './school/settings/targets.ts'
import { teachingReviewRoutes } from './school/settings/teaching-reviews.ts'
import { termsRoutes } from './school/settings/terms.ts'

/** All routes for signed-in staff. The access test (test/access/routes.test.ts) checks each route of this list. */
export const routes: readonly Route[] = [
  ...amberRoutes,
  ...concernRoutes,
  ...decisionRoutes,
  ...meetingRoutes,
  ...pupilRoutes,
  ...pupilEditRoutes,
  ...registerRoutes,
  ...importRoutes,
  ...glanceRoutes,
  ...caseFileRoutes,
  ...governorsRoutes,
  ...reportRoutes,
  ...informationReportRoutes,
  ...teachingRoutes,
  ...progressRoutes,
  ...todayRoutes,
  ...ehcConsiderationRoutes,
  ...writeRoutes,
  ...invitationRoutes,
  ...letterRoutes,
  ...deliveryRoutes,
  proofOfNoticeRoute,
  ...templateRoutes,
  ...notDoneRoutes,
  ...planRoutes,
  ...plannedReviewRoutes,
  ...calendarRoutes,
  ...reviewRoutes,
  ...reviewMeetingRoutes,
  ...briefingRoutes,
  ...professionalRoutes,
  ...roundRobinRoutes,
  overviewRoute,
  ...detailsRoutes,
  ...targetsRoutes,
  ...termsRoutes,
  ...coreOfferRoutes,
  ...servicesRoutes,
  ...teachingReviewRoutes,
  ...staffTrainingRoutes,
  ...peopleRoutes,
  ...classRoutes,
  ...coverRoutes,
  ...searchRoutes,
  ...withdrawalRoutes,
]

/** The calendar feed: the only route that a secret in the URL opens, without a sign-in. */
export const feed = calendarFeed
