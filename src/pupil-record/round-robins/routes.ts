import type { Route } from '../../http/route.ts'
import { answerRoutes } from './answer-routes.ts'
import { ask, askForReviews, edit } from './ask-routes.ts'
import { listRoutes } from './list-routes.ts'
import { questionsOnPaper, sideBySide } from './side-by-side.ts'

export const roundRobinRoutes: readonly Route[] = [
  ...askForReviews,
  ...ask,
  sideBySide,
  questionsOnPaper,
  ...edit,
  ...answerRoutes,
  ...listRoutes,
]
