import { get, type Route } from '../../http/route.ts'
import { edit } from './edit-routes.ts'
import { propose } from './propose-routes.ts'
import { showReviews } from './show-reviews.ts'

const reviews = get('/reviews', { may: 'reviews:plan' }, (visit) => showReviews(visit, null))

export const plannedReviewRoutes: readonly Route[] = [reviews, ...propose, ...edit]
