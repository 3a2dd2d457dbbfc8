import { type Day, isSchoolDay, nthSchoolDayAfter, type SchoolCalendar } from '../../days/calendar.ts'
import { weekdayNumber } from '../../ui/formats/weekdays.ts'
import type { StandIn, TaughtClass, TaughtPupil } from './queries.ts'

/** Pupils whom a member of staff teaches as a class or supports one to one. */
export type TeachingGroup = {
  /** The class; null for pupils supported one to one. */
  classId: string | null
  name: string
  /** The weekdays on which the group is taught, 1 for Monday to 7 for Sunday; empty means every school day. */
  weekdays: readonly number[]
  standIn: StandIn | null
  members: readonly TaughtPupil[]
}

export const ownSupport = 'Pupils I support'

const friday = 5

/** Whether a group is taught on a day. A weekend day counts only if the group lists it. */
export const isTaughtOn = (
  { weekdays }: Pick<TeachingGroup, 'weekdays'>,
  day: Day,
  calendar: SchoolCalendar,
): boolean => {
  const number = weekdayNumber(day)
  if (number > friday) return weekdays.includes(number)
  return isSchoolDay(calendar, day) && (weekdays.length === 0 || weekdays.includes(number))
}

/**
 * A member of staff's groups: their classes, then the pupils they support one to one. A pupil whom they both teach and
 * support is in the second kind only on a day when none of the shared classes is taught.
 */
export function groupsOf(
  classes: readonly TaughtClass[],
  pupils: readonly TaughtPupil[],
  isToday: (group: Pick<TeachingGroup, 'weekdays'>) => boolean,
): TeachingGroup[] {
  const today = new Set(classes.filter(isToday).map(({ id }) => id))
  const groups: TeachingGroup[] = classes.map(({ id, name, weekdays, standIn }) => ({
    classId: id,
    name,
    weekdays,
    standIn,
    members: pupils.filter(({ classIds }) => classIds.includes(id)),
  }))
  const supported = pupils.filter(
    ({ classIds, support }) => support.length > 0 && !classIds.some((id) => today.has(id)),
  )
  const own = supported.filter(({ support }) => support.includes(null))
  if (own.length > 0) groups.push({ classId: null, name: ownSupport, weekdays: [], standIn: null, members: own })
  const covered = new Map<string, { standIn: StandIn; members: TaughtPupil[] }>()
  for (const pupil of supported) {
    if (pupil.support.includes(null)) continue
    for (const standIn of pupil.support) {
      if (standIn === null) continue
      const group = covered.get(standIn.coverId) ?? { standIn, members: [] }
      covered.set(standIn.coverId, { standIn, members: [...group.members, pupil] })
    }
  }
  for (const { standIn, members } of covered.values())
    groups.push({ classId: null, name: `Pupils whom ${standIn.away.name} supports`, weekdays: [], standIn, members })
  return groups
}

const isTheirsOn = ({ standIn }: TeachingGroup, day: Day): boolean => standIn === null || standIn.until >= day

/** How far ahead to look for the next lesson, in school days: two weeks. */
const lookAhead = 10

/**
 * The next school day on which a group is taught, and the groups of that day; null if no group is taught within two
 * weeks.
 */
export function nextTaught(groups: readonly TeachingGroup[], today: Day, calendar: SchoolCalendar) {
  for (let count = 1; count <= lookAhead; count++) {
    const day = nthSchoolDayAfter(calendar, today, count)
    const taught = groups.filter((group) => isTheirsOn(group, day) && isTaughtOn(group, day, calendar))
    if (taught.length > 0) return { day, groups: taught }
  }
  return null
}
