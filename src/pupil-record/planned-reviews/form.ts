import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import type { Query } from '../../http/query.ts'
import {
  choices,
  day,
  id,
  isUuid,
  limits,
  optionalDay,
  optionalText,
  optionalWhole,
  text,
  ticked,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { PlannedToEdit } from './queries.ts'
import { minutesOf, readTime, timeInWords } from './times.ts'

export const schoolWeekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const
/** The most reviews that one form can plan, so that the page of proposals stays readable. */
export const mostAtOnce = 50
const [shortest, longest, usual] = [10, 180, 30] as const

export const labels = {
  plan: 'Whose reviews?',
  weekdays: 'On which days?',
  from: 'From which day on?',
  startsAt: 'From what time?',
  endsAt: 'Until what time?',
  minutes: 'How many minutes each?',
  place: 'Where?',
  on: 'On which day?',
  at: 'At what time?',
  staff: 'Who of the staff is there?',
  cancel: 'The review is cancelled',
} as const

const time = (required: string) =>
  text(required).transform((typed, context): string => {
    const read = readTime(typed)
    if (read !== null) return read
    context.issues.push({ code: 'custom', message: 'Enter a time of day, like 9:00 or 14:30', input: typed })
    return z.NEVER
  })

const minutes = () => optionalWhole(shortest, longest).transform((typed) => typed ?? usual)
const ids = () => z.array(z.string()).catch([])
const onOrAfter = (today: Day) => ({ from: { day: today, because: 'is in the past' } })

/** The schema of the request for proposals: which plans, and when reviews may be held. */
export const windowsForm = (today: Day) =>
  z
    .object({
      plan: ids().transform((all) => all.filter(isUuid)),
      weekdays: choices(schoolWeekdays, 'Tick at least one day of the week'),
      from: day('Enter the first day that suits', onOrAfter(today)),
      startsAt: time('Enter the time at which the first one can begin'),
      endsAt: time('Enter the time at which the last one has to be over'),
      minutes: minutes(),
      place: optionalText(limits.name),
    })
    .superRefine(({ plan, startsAt, endsAt, minutes: each }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (plan.length === 0) refuse('plan', 'Tick whose reviews are to be planned')
      const room = minutesOf(endsAt) - minutesOf(startsAt)
      if (room < each) refuse('endsAt', `There is no room for ${each} minutes between these times`)
    })
export type WindowsTyped = z.infer<ReturnType<typeof windowsForm>>

const fieldsOfWindows = ['weekdays', 'from-day', 'from-month', 'from-year', 'startsAt', 'endsAt', 'minutes', 'place']

/**
 * The request for proposals as it is in the address, as form values. The address holds it, so the page can be reloaded.
 */
export const windowsParam = (query: Query): FormValues =>
  Object.fromEntries(['go', 'plan', ...fieldsOfWindows].map((name) => [name, query.all(name)]))

/** The request for proposals as a query string, without the question mark. */
export function windowsInAddress(query: Query): string {
  const address = new URLSearchParams()
  for (const [name, typed] of Object.entries(windowsParam(query)))
    for (const value of typed) address.append(name, value)
  return address.toString()
}

/** The first values of the form: every morning of the week from `from` on, half an hour for each review. */
export const usualWindows = (plan: readonly string[], from: string): FormValues =>
  formValues({
    plan,
    weekdays: schoolWeekdays,
    ...dayFields('from', from),
    startsAt: '9:00',
    endsAt: '12:00',
    minutes: usual,
  })

const planned = z
  .object({
    pupilId: id(),
    planId: id(),
    on: optionalDay(),
    at: optionalText(),
    staff: ids(),
  })
  .transform(({ on, at, ...who }, context) => {
    if (on === null) return null
    const read = readTime(at ?? '')
    if (read === null)
      context.issues.push({
        code: 'custom',
        message: 'Enter a time of day, like 9:00 or 14:30',
        input: at,
        path: ['at'],
      })
    return { ...who, on, at: read ?? '' }
  })

/** The schema of the reviews to plan. A row without a day becomes null. */
export const planForm = () =>
  z
    .object({
      id: id(),
      minutes: minutes(),
      place: optionalText(limits.name),
      reviews: z.array(planned).default([]),
    })
    .superRefine(({ reviews }, context) => {
      if (reviews.every((one) => one === null))
        context.addIssue({
          code: 'custom',
          path: ['reviews.0.on-day'],
          message: 'Enter the day of at least one review',
        })
    })
export type PlanReviews = z.infer<ReturnType<typeof planForm>>

/** The schema of a planned review that is moved or cancelled. */
export const editForm = () =>
  z.object({
    version: version(),
    on: day('Enter the day of the review'),
    at: time('Enter the time of the review'),
    minutes: minutes(),
    place: optionalText(limits.name),
    staff: ids(),
    cancel: ticked(),
  })
export type ChangePlanned = z.infer<ReturnType<typeof editForm>>

/** The form values of a planned review. */
export const plannedValues = (review: PlannedToEdit): FormValues =>
  formValues({
    version: review.version,
    ...dayFields('on', review.on),
    at: timeInWords(review.at),
    minutes: review.minutes,
    place: review.place ?? '',
    staff: review.staffIds,
    cancel: review.cancelledOn === null ? null : 'yes',
  })
