import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { numberOfWeekday, SCHOOL_WEEKDAYS, weekdayNames } from '../../ui/formats/weekdays.ts'
import {
  choices,
  day,
  id,
  isUuid,
  limits,
  optionalDay,
  optionalId,
  text,
  ticked,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { type FormRow, rowsFor, type StoredRow, storedRowFields } from '../rows.ts'
import type { ClassToEdit } from './queries.ts'

export const labels = {
  name: 'Name of the class',
  weekdays: 'On which days is it taught?',
  'staff.staffId': 'Member of staff',
  'staff.from': 'From',
  'staff.until': 'Last day',
  leaving: 'Who leaves the class?',
  allLeave: 'All of them leave',
  lastDay: 'When is their last day in the class?',
} as const

export const pupilLabels = {
  pupils: 'Who joins the class?',
  firstDay: 'When is their first day in the class?',
} as const

/**
 * The period in which a member of staff works with a class. `staffId` is null for an existing row, whose person cannot
 * be changed.
 */
export type ClassAssignment = { staffId: string | null; from: Day; until: Day | null }

const staffAssignment = z
  .object({ id: optionalId(), staffId: optionalId(), from: optionalDay(), until: optionalDay() })
  .transform(({ id, staffId, from, until }, context): FormRow<ClassAssignment> => {
    const refuse = (field: string, message: string) =>
      context.issues.push({ code: 'custom', message, input: from, path: [field] })
    if (staffId === null && from === null && until === null) return { id, row: null }
    if (from === null) {
      refuse('from-day', 'Enter the day from which they work with the class')
      return z.NEVER
    }
    if (until !== null && until < from) refuse('until-day', 'Their last day is before they begin')
    return { id, row: { staffId, from, until } }
  })

const ids = () =>
  z
    .optional(z.unknown())
    .transform((raw): string[] => [
      ...new Set((Array.isArray(raw) ? raw : [raw]).filter((value) => typeof value === 'string' && isUuid(value))),
    ])

const named = () => ({
  name: text('Enter the name of the class', limits.name),
  /** The days on which the class is taught, 1 for Monday. An empty list means every school day. */
  weekdays: choices(SCHOOL_WEEKDAYS).transform((names) => names.map(numberOfWeekday)),
  staff: z.array(staffAssignment).default([]),
})

export const classForm = () => z.object({ id: id(), ...named() })
export type NewClass = z.infer<ReturnType<typeof classForm>>

/** The form that changes a class. `leaving` holds the ids of membership rows, not of pupils. */
export const classEditForm = () =>
  z.object({ version: version(), ...named(), leaving: ids(), allLeave: ticked(), lastDay: optionalDay() })
export type ChangeClass = z.infer<ReturnType<typeof classEditForm>>

export const joinForm = () => z.object({ pupils: ids(), firstDay: day('Enter their first day in the class') })
export type JoinClass = z.infer<ReturnType<typeof joinForm>>

/** The form's values for a class. If a form was sent, each row stays in the box in which it was sent. */
export function classValues(one: ClassToEdit, today: Day, sent: NewClass | ChangeClass | null): FormValues {
  // Staff who stand in have a page of their own. Their days must not be edited here as if they were permanent staff.
  const current = one.staff.filter(
    ({ until, standsInFor }) => standsInFor === null && (until === null || until >= today),
  )
  const chosenInBox = new Set(sent?.staff.flatMap(({ id, row }) => (row?.staffId ? [id] : [])))
  const fields = (assignment: StoredRow<{ staffId: string; from: Day; until: Day | null }>) => ({
    staffId: chosenInBox.has(assignment.id) ? assignment.staffId : null,
    ...dayFields('from', assignment.from),
    ...dayFields('until', assignment.until),
  })
  return formValues({
    version: one.version,
    name: one.name,
    weekdays: weekdayNames(one.weekdays),
    ...storedRowFields('staff', rowsFor(current, sent?.staff ?? null), fields),
    ...(sent && 'leaving' in sent ? leavingValues(one, sent) : dayFields('lastDay', today)),
  })
}

/**
 * The form's values for the pupils who leave. Of the memberships that were to end, those are ticked that have ended:
 * the row was deleted, or ends on that day.
 */
function leavingValues({ members }: ClassToEdit, { leaving, allLeave, lastDay }: ChangeClass) {
  const leaves = (spellId: string) => {
    const assignment = members.find(({ id }) => id === spellId)
    return assignment === undefined || assignment.until === lastDay
  }
  const haveAllLeft = members.every(({ until }) => until !== null)
  return {
    leaving: leaving.filter(leaves),
    allLeave: allLeave && haveAllLeft ? 'yes' : null,
    ...dayFields('lastDay', lastDay),
  }
}
