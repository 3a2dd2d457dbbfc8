import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage } from '../../http/form-page.ts'
import { post, type Route } from '../../http/route.ts'
import { toDate } from '../../platform/database/days.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { day, id, limits, notAfter, optionalText, optionalWhole, text } from '../../ui/forms/fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { trainingsOf } from '../queries.ts'
import { backToSchool } from '../topic.ts'

const path = '/school/staff-training'

const labels = {
  heldOn: 'When was it?',
  topic: 'What was it about?',
  forWhom: 'For whom was it?',
  howMany: 'How many took part?',
} as const

const trainingForm = (today: Day) =>
  z.object({
    id: id(),
    heldOn: day('Enter the day of the training', notAfter(today)),
    topic: text('Say what it was about', limits.line),
    forWhom: optionalText(limits.line),
    howMany: optionalWhole(1, 2000),
  })

const add = formPage(path, {
  may: 'school:write',
  schema: trainingForm,
  labels,
  start: async () => formValues({ id: uuidv7() }),
  show: async ({ tx, user }, form) => {
    const trainings = await trainingsOf(tx, user.schoolId)
    return page('school/settings/staff-training', {
      title: 'Training of staff',
      back: backToSchool,
      action: path,
      form,
      labels,
      limits,
      trainings: trainings.map(({ id: trainingId, heldOn, topic, forWhom, howMany }) => ({
        on: dayInWords(heldOn),
        topic,
        forWhom: forWhom ?? '',
        howMany: howMany === null ? '' : String(howMany),
        removeAction: `${path}/${trainingId}/remove`,
      })),
    })
  },
  save: async ({ tx, user }, { heldOn, ...training }) => {
    await tx.staffTraining.createMany({
      data: [{ schoolId: user.schoolId, ...training, heldOn: toDate(heldOn) }],
      skipDuplicates: true,
    })
    return seeOther(path, { heading: 'The training has been recorded', text: 'It stands in the report for governors.' })
  },
})

const remove = post(`${path}/:trainingId/remove`, { may: 'school:write' }, async ({ tx, user, params }) => {
  const { count } = await tx.staffTraining.deleteMany({ where: { schoolId: user.schoolId, id: params.trainingId } })
  return count === 1 ? seeOther(path, { heading: 'The training has been removed', text: '' }) : notFound
})

/** The settings pages on which staff training in special educational needs is recorded and removed (6.37). */
export const staffTrainingRoutes: readonly Route[] = [...add, remove]
