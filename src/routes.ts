import { amberRoutes } from './amber/routes.ts'
import { briefingRoutes } from './briefings/routes.ts'
import { calendarFeed } from './calendar/feed.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { concernRoutes } from './concerns/routes.ts'
import { decisionRoutes } from './decisions/routes.ts'
import { ehcConsiderationRoutes } from './ehc-considerations/routes.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { informationReportRoutes } from './information-report/routes.ts'
import { deliveryRoutes } from './letters/delivery-routes.ts'
import { invitationRoutes } from './letters/invitation-routes.ts'
import { letterRoutes } from './letters/letter-routes.ts'
import { templateRoutes } from './letters/template-routes.ts'
import { toldRoute } from './letters/told-routes.ts'
import { writeRoutes } from './letters/write-routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { notDoneRoutes } from './not-done/routes.ts'
import { plannedReviewRoutes } from './planned-reviews/routes.ts'
import { planRoutes } from './plans/routes.ts'
import { professionalRoutes } from './professionals/routes.ts'
import { progressRoutes } from './progress/routes.ts'
import { pupilEditRoutes } from './pupils/edit-routes.ts'
import { pupilRoutes } from './pupils/routes.ts'
import { registerRoutes } from './register/routes.ts'
import { glanceRoutes } from './reports/at-a-glance/routes.ts'
import { caseFileRoutes } from './reports/case-files/routes.ts'
import { governorsRoutes } from './reports/governors/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { reviewMeetingRoutes } from './review-meetings/routes.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { roundRobinRoutes } from './round-robins/routes.ts'
import { classRoutes } from './school/classes/routes.ts'
import { coreOfferRoutes } from './school/core-offer.ts'
import { coverRoutes } from './school/cover/routes.ts'
import { detailsRoutes } from './school/details.ts'
import { overviewRoute } from './school/overview.ts'
import { peopleRoutes } from './school/people/routes.ts'
import { servicesRoutes } from './school/services.ts'
import { staffTrainingRoutes } from './school/staff-training.ts'
import { targetsRoutes } from './school/targets.ts'
import { teachingReviewRoutes } from './school/teaching-reviews.ts'
import { termsRoutes } from './school/terms.ts'
import { searchRoutes } from './search/routes.ts'
import { teachingRoutes } from './teaching/routes.ts'
import { todayRoutes } from './today/routes.ts'
import type { Route } from './web/route.ts'
import { withdrawalRoutes } from './withdrawals/routes.ts'

/** Every address of the register that takes a signed-in member of staff. The access test walks this list. */
export const routes: readonly Route[] = [
  ...amberRoutes,
  ...concernRoutes,
  ...decisionRoutes,
  ...meetingRoutes,
  ...pupilRoutes,
  ...pupilEditRoutes,
  ...registerRoutes,
  ...exchangeRoutes,
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
  toldRoute,
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

/** The one address of the register that a secret opens, and not a sign-in. */
export const feed = calendarFeed
