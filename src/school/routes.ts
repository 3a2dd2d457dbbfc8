import type { Route } from '../web/route.ts'
import { classRoutes } from './classes/routes.ts'
import { coreOfferRoutes } from './core-offer.ts'
import { coverRoutes } from './cover/routes.ts'
import { detailsRoutes } from './details.ts'
import { overviewRoute } from './overview.ts'
import { peopleRoutes } from './people/routes.ts'
import { servicesRoutes } from './services.ts'
import { staffTrainingRoutes } from './staff-training.ts'
import { targetsRoutes } from './targets.ts'
import { teachingReviewRoutes } from './teaching-reviews.ts'
import { termsRoutes } from './terms.ts'

/** The school's settings, its people and its classes. */
export const schoolRoutes: readonly Route[] = [
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
]
