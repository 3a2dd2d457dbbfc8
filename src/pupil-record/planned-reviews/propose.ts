import { addDays, type Day, isSchoolDay, type SchoolCalendar } from '../../days/calendar.ts'
import { weekday } from '../../ui/formats/words.ts'
import { type Appointment, clashOf, type Present } from './diary.ts'

/** A pupil whose review is to be planned. */
export type ToPropose = Present & { pupilId: string; dueOn: Day }

/** When reviews may be held: on which weekdays ("Tuesday"), from which day on, between which times, how many minutes each. */
export type Windows = {
  from: Day
  weekdays: readonly string[]
  startsAt: number
  endsAt: number
  minutes: number
  calendar: SchoolCalendar
}

export type Proposed = Appointment & { pupilId: string }

/** Nobody plans further ahead than a school year. */
const farthest = 365

/**
 * Proposes a day and a time for each pupil: whose review is due first comes first, each at the first time that is free for
 * the family and all the staff who have to be there. Brothers and sisters come one after the other on one day where the
 * day is long enough. Pure.
 * @param taken what is planned already
 * @returns in the order of `toPlan`; null for whom no time was found
 */
export function proposeReviews(
  toPlan: readonly ToPropose[],
  windows: Windows,
  taken: readonly Appointment[],
): (Proposed | null)[] {
  const days = daysOf(windows)
  const diary = new Map<Day, Appointment[]>()
  const enter = (appointment: Appointment) =>
    diary.set(appointment.on, [...(diary.get(appointment.on) ?? []), appointment])
  for (const appointment of taken) enter(appointment)

  const found = new Map<string, Proposed>()
  const place = (together: readonly ToPropose[]): boolean => {
    const placed = placeTogether(together, { days, windows, diary, taken }) ?? []
    for (const proposed of placed) {
      found.set(proposed.pupilId, proposed)
      enter(proposed)
    }
    return placed.length > 0
  }
  for (const family of familiesByDueDay(toPlan)) {
    const isTogether = place(family)
    if (!isTogether) for (const one of family) place([one])
  }
  return toPlan.map(({ pupilId }) => found.get(pupilId) ?? null)
}

function daysOf({ from, weekdays, calendar }: Windows): Day[] {
  const all = Array.from({ length: farthest }, (_, count) => addDays(from, count))
  return all.filter((day) => weekdays.includes(weekday(day)) && isSchoolDay(calendar, day))
}

const byDueDay = (one: ToPropose, other: ToPropose): number => one.dueOn.localeCompare(other.dueOn)

/** The pupils by family, each family where its first review is due. */
function familiesByDueDay(toPlan: readonly ToPropose[]): ToPropose[][] {
  const families = new Map<string, ToPropose[]>()
  for (const one of toPlan.toSorted(byDueDay)) families.set(one.family, [...(families.get(one.family) ?? []), one])
  return [...families.values()]
}

type Where = {
  days: readonly Day[]
  windows: Windows
  diary: ReadonlyMap<Day, readonly Appointment[]>
  taken: readonly Appointment[]
}

/** One after the other on the first day with room, beside a review of the family that is planned already where that is possible. */
function placeTogether(family: readonly ToPropose[], { days, windows, diary, taken }: Where): Proposed[] | null {
  const { minutes, startsAt, endsAt } = windows
  const length = family.length * minutes
  const beside = taken
    .filter((one) => one.family === family[0]?.family && days.includes(one.on))
    .flatMap(({ on, at, minutes: long }) => [at + long, at - length].map((start) => ({ on, start })))
  const starts = Array.from(
    { length: Math.max(0, Math.floor((endsAt - startsAt) / minutes)) },
    (_, place) => startsAt + place * minutes,
  )
  const all = [...beside, ...days.flatMap((on) => starts.map((start) => ({ on, start })))]

  for (const { on, start } of all) {
    if (start < startsAt || start + length > endsAt) continue
    const run = family.map((one, place): Proposed => ({ ...one, on, at: start + place * minutes, minutes }))
    const isFree = run.every((one) => (diary.get(on) ?? []).every((other) => clashOf(one, other) === null))
    if (isFree) return run
  }
  return null
}
