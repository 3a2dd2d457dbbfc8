import { type Day, isSchoolDay, type SchoolCalendar } from '../../days/calendar.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { type Appointment, clashOf } from './diary.ts'
import { timeInWords, timeOf } from './times.ts'

/** A review at its time, and whose it is. */
export type NamedAppointment = Appointment & { name: string }
type Fault = { field: string; message: string }

type Around = {
  today: Day
  calendar: SchoolCalendar
  /** What is planned already. */
  taken: readonly NamedAppointment[]
  /** By id. */
  staffNames: ReadonlyMap<string, string>
}

/** Why a review cannot be held on a day: it is past, or the school is closed. Empty where it can. */
function dayFault({ today, calendar }: Pick<Around, 'today' | 'calendar'>, on: Day): string {
  if (on < today) return `${dayInWords(on)} is in the past`
  return isSchoolDay(calendar, on) ? '' : `${dayInWords(on)} is not a school day`
}

function clashInWords(
  one: NamedAppointment,
  others: readonly NamedAppointment[],
  staffNames: Around['staffNames'],
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
 * What is wrong with days and times as somebody chose them, at the field.
 * @param prefix what the fields of each are called by, before "on-day" and "at"
 */
export function faultsOfTimes(
  chosen: readonly (NamedAppointment & { prefix: string })[],
  { today, calendar, taken, staffNames }: Around,
): Fault[] {
  return chosen.flatMap((one, place) => {
    const ofDay = dayFault({ today, calendar }, one.on)
    if (ofDay !== '') return [{ field: `${one.prefix}on-day`, message: ofDay }]
    const message = clashInWords(one, [...chosen.slice(0, place), ...taken], staffNames)
    return message === '' ? [] : [{ field: `${one.prefix}at`, message }]
  })
}
