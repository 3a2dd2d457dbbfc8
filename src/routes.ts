import { amberRoutes } from './amber/routes.ts'
import { briefingRoutes } from './briefings/routes.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { concernRoutes } from './concerns/routes.ts'
import { decisionRoutes } from './decisions/routes.ts'
import { ehcConsiderationRoutes } from './ehc-considerations/routes.ts'
import { exchangeRoutes } from './exchange/routes.ts'
import { informationReportRoutes } from './information-report/routes.ts'
import { letterRoutes } from './letters/routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { notDoneRoutes } from './not-done/routes.ts'
import { plannedReviewRoutes } from './planned-reviews/routes.ts'
import { planRoutes } from './plans/routes.ts'
import { professionalRoutes } from './professionals/routes.ts'
import { progressRoutes } from './progress/routes.ts'
import { pupilRoutes } from './pupils/routes.ts'
import { registerRoutes } from './register/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { reviewMeetingRoutes } from './review-meetings/routes.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { roundRobinRoutes } from './round-robins/routes.ts'
import { schoolRoutes } from './school/routes.ts'
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
  ...registerRoutes,
  ...exchangeRoutes,
  ...reportRoutes,
  ...informationReportRoutes,
  ...teachingRoutes,
  ...progressRoutes,
  ...todayRoutes,
  ...ehcConsiderationRoutes,
  ...letterRoutes,
  ...notDoneRoutes,
  ...planRoutes,
  ...plannedReviewRoutes,
  ...calendarRoutes,
  ...reviewRoutes,
  ...reviewMeetingRoutes,
  ...briefingRoutes,
  ...professionalRoutes,
  ...roundRobinRoutes,
  ...schoolRoutes,
  ...searchRoutes,
  ...withdrawalRoutes,
]
