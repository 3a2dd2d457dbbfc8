import { z } from 'zod'
import { addMonths, type Day } from '../../days/calendar.ts'
import { day, id, optionalDay, version } from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { CoverToEdit } from './model.ts'

/** Cover lasts at most this long. Somebody who takes over for longer is added to the class itself. */
const mostMonths = 12

export const labels = {
  awayStaffId: 'Who is away?',
  staffId: 'Who stands in?',
  from: 'From',
  until: 'Until',
} as const

const tooLong = 'Cover is for a year at most. Whoever takes over for good is put into the classes'
const beforeFirst = 'The last day is before the first'

/** An error message for the last day of cover; null if the day is valid. */
export function lastDayFault(from: Day, until: Day): string | null {
  if (until < from) return beforeFirst
  return until > addMonths(from, mostMonths) ? tooLong : null
}

/** The form that arranges cover. Without a last day, cover is for one day. */
export const coverForm = (today: Day) =>
  z
    .object({
      id: id(),
      awayStaffId: id('Choose who is away'),
      staffId: id('Choose who stands in'),
      from: day('Enter the first day', {
        from: { day: addMonths(today, -mostMonths), because: 'is more than a year ago' },
        to: { day: addMonths(today, mostMonths), because: 'is more than a year away' },
      }),
      until: optionalDay(),
    })
    .superRefine(({ awayStaffId, staffId, from, until }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (staffId === awayStaffId) refuse('staffId', 'Choose somebody else: nobody stands in for themselves')
      const fault = until === null ? null : lastDayFault(from, until)
      if (fault !== null) refuse('until-day', fault)
    })
    .transform(({ until, ...cover }) => ({ ...cover, until: until ?? cover.from }))
export type ArrangeCover = z.infer<ReturnType<typeof coverForm>>

/** The form that changes the last day of cover. */
export const lastDayForm = () => z.object({ version: version(), until: day('Enter the last day') })

/** The form's values for existing cover. */
export const coverValues = ({ awayStaffId, staffId, from, until }: CoverToEdit): FormValues =>
  formValues({ awayStaffId, staffId, ...dayFields('from', from), ...dayFields('until', until) })

/** The values of the form that changes the last day of cover. */
export const lastDayValues = ({ until, version }: CoverToEdit): FormValues =>
  formValues({ version, ...dayFields('until', until) })
