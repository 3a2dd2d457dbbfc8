import { addDays, type Day, isSchoolDay, type SchoolCalendar } from '../../days/calendar.ts'
import { weekday } from '../../ui/formats/words.ts'
import { type Appointment, type Attendees, clashOf } from './appointments.ts'

/** A pupil who needs a review, with the day on which it is due. */
export type ToPropose = Attendees & { pupilId: string; dueOn: Day }

/**
 * The times at which reviews may be held. Weekdays are English names ("Tuesday"); `startsAt` and `endsAt` are minutes
 * since midnight; `minutes` is the length of one review.
 */
export type Windows = {
  from: Day
  weekdays: readonly string[]
  startsAt: number
  endsAt: number
  minutes: number
  calendar: SchoolCalendar
}

type Proposed = Appointment & { pupilId: string }

/** How many days ahead a free time is looked for: one year. */
const furthestAhead = 365

/**
 * Proposes a day and a time for each pupil, in the order of the due days. Each gets the first time that is free for the
 * family and for all staff who attend. Siblings get consecutive times on one day where there is room. Pure.
 * @param taken the reviews that are planned already
 * @returns the proposals in the order of `toPlan`; null where no time was found
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
  const all = Array.from({ length: furthestAhead }, (_, count) => addDays(from, count))
  return all.filter((day) => weekdays.includes(weekday(day)) && isSchoolDay(calendar, day))
}

const byDueDay = (one: ToPropose, other: ToPropose): number => one.dueOn.localeCompare(other.dueOn)

/** The pupils grouped by family, ordered by the first due day in each family. */
function familiesByDueDay(toPlan: readonly ToPropose[]): ToPropose[][] {
  const families = new Map<string, ToPropose[]>()
  for (const one of toPlan.toSorted(byDueDay)) families.set(one.family, [...(families.get(one.family) ?? []), one])
  return [...families.values()]
}

type FreeTimes = {
  days: readonly Day[]
  windows: Windows
  diary: ReadonlyMap<Day, readonly Appointment[]>
  taken: readonly Appointment[]
}

/**
 * Places a family's reviews one after the other on the first day with room. A time directly before or after a review
 * that the family has already is preferred. Null where there is no room.
 */
function placeTogether(family: readonly ToPropose[], { days, windows, diary, taken }: FreeTimes): Proposed[] | null {
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
