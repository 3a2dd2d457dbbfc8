import { type Day, isSchoolDay, type SchoolCalendar } from '../../days/calendar.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { type Appointment, clashOf } from './appointments.ts'
import { timeInWords, timeOf } from './times.ts'

/** A review with its time and the pupil's name. */
export type NamedAppointment = Appointment & { name: string }
type FieldFault = { field: string; message: string }

type PlanningConstraints = {
  today: Day
  calendar: SchoolCalendar
  /** The reviews that are planned already. */
  taken: readonly NamedAppointment[]
  /** The names of the staff by id. */
  staffNames: ReadonlyMap<string, string>
}

/** Why a review cannot be held on a day: the day is in the past, or not a school day. Empty where it can. */
function dayFault({ today, calendar }: Pick<PlanningConstraints, 'today' | 'calendar'>, on: Day): string {
  if (on < today) return `${dayInWords(on)} is in the past`
  return isSchoolDay(calendar, on) ? '' : `${dayInWords(on)} is not a school day`
}

function clashInWords(
  one: NamedAppointment,
  others: readonly NamedAppointment[],
  staffNames: PlanningConstraints['staffNames'],
): string {
  for (const other of others) {
    const clash = clashOf(one, other)
    if (clash === null) continue
    const at = timeInWords(timeOf(other.at))
    if (clash.kind === 'family') return `The family is with you for ${other.name} at ${at}`
    return `${staffNames.get(clash.staffId) ?? 'A member of staff'} is with ${other.name} at ${at}`
  }
  return ''
}

/**
 * Checks the chosen days and times against the calendar, the planned reviews and each other.
 * @param chosen the reviews as typed; `prefix` is the start of their field names, before "on-day" and "at"
 * @returns at most one error for each review, with its field
 */
export function faultsOfTimes(
  chosen: readonly (NamedAppointment & { prefix: string })[],
  { today, calendar, taken, staffNames }: PlanningConstraints,
): FieldFault[] {
  return chosen.flatMap((one, place) => {
    const ofDay = dayFault({ today, calendar }, one.on)
    if (ofDay !== '') return [{ field: `${one.prefix}on-day`, message: ofDay }]
    const message = clashInWords(one, [...chosen.slice(0, place), ...taken], staffNames)
    return message === '' ? [] : [{ field: `${one.prefix}at`, message }]
  })
}
