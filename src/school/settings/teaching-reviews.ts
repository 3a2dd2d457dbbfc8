import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage } from '../../http/form-page.ts'
import { post, type Route } from '../../http/route.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { day, id, limits, notAfter, optionalText } from '../../ui/forms/fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { removeTeachingReview, reviewTeaching } from '../commands.ts'
import { schoolFlash } from '../own-steps.ts'
import { teachingReviewsOf } from '../queries.ts'
import { backToSchool } from '../topic.ts'

const path = '/school/teaching-reviews'

const labels = { heldOn: 'When was teaching reviewed?', focus: 'What was looked at?' } as const

const reviewForm = (today: Day) =>
  z.object({
    id: id(),
    heldOn: day('Enter the day of the review', notAfter(today)),
    focus: optionalText(limits.text),
  })

const add = formPage(path, {
  may: 'school:write',
  schema: reviewForm,
  labels,
  start: async () => formValues({ id: uuidv7() }),
  show: async ({ tx, user }, form) => {
    const reviews = await teachingReviewsOf(tx, user.schoolId)
    return page('school/settings/teaching-reviews', {
      title: 'Reviews of teaching',
      back: backToSchool,
      action: path,
      form,
      labels,
      limits,
      reviews: reviews.map(({ id, heldOn, focus }) => ({
        on: dayInWords(heldOn),
        focus: focus ?? '',
        removeAction: `${path}/${id}/remove`,
      })),
    })
  },
  save: async (visit, review) => {
    await reviewTeaching(visit.tx, visit.user.schoolId, review)
    return seeOther(path, await schoolFlash(visit, 'The review of teaching has been recorded'))
  },
})

const remove = post(`${path}/:reviewId/remove`, { may: 'school:write' }, async (visit) => {
  const isRemoved = await removeTeachingReview(visit.tx, visit.user.schoolId, visit.params.reviewId)
  return isRemoved ? seeOther(path, await schoolFlash(visit, 'The review of teaching has been removed')) : notFound
})

/** The settings pages on which reviews of the quality of teaching are recorded and removed (6.37). */
export const teachingReviewRoutes: readonly Route[] = [...add, remove]
