import { type Day, isSchoolDay, nthSchoolDayAfter, type SchoolCalendar } from '../../days/calendar.ts'
import { weekdayNumber } from '../../ui/formats/weekdays.ts'
import type { StandIn, TaughtClass, TaughtPupil } from './queries.ts'

/** Pupils whom a member of staff has before them together, or supports one by one. */
export type Group = {
  /** The class; null for those who are supported otherwise. */
  classId: string | null
  name: string
  /** 1 is Monday; none is every school day. */
  weekdays: readonly number[]
  standIn: StandIn | null
  members: readonly TaughtPupil[]
}

export const ownSupport = 'Pupils I support'

const friday = 5

/** Whether a group is taught on a day. A group that has its days keeps to them: a Saturday that is named is one. */
export const isTaughtOn = ({ weekdays }: Pick<Group, 'weekdays'>, day: Day, calendar: SchoolCalendar): boolean => {
  const number = weekdayNumber(day)
  if (number > friday) return weekdays.includes(number)
  return isSchoolDay(calendar, day) && (weekdays.length === 0 || weekdays.includes(number))
}

/**
 * The groups of a member of staff: their classes, then those whom they support one by one. A pupil of a class is of the
 * latter too on a day on which none of the classes that both are in is taught.
 */
export function groupsOf(
  classes: readonly TaughtClass[],
  pupils: readonly TaughtPupil[],
  isToday: (group: Pick<Group, 'weekdays'>) => boolean,
): Group[] {
  const today = new Set(classes.filter(isToday).map(({ id }) => id))
  const groups: Group[] = classes.map(({ id, name, weekdays, standIn }) => ({
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

const isTheirsOn = ({ standIn }: Group, day: Day): boolean => standIn === null || standIn.until >= day

/** As far ahead as one looks for the next lesson, in school days: two weeks. */
const lookAhead = 10

/** The next school day on which any of the groups is taught, with those groups; null where none is within two weeks. */
export function nextTaught(groups: readonly Group[], today: Day, calendar: SchoolCalendar) {
  for (let count = 1; count <= lookAhead; count++) {
    const day = nthSchoolDayAfter(calendar, today, count)
    const taught = groups.filter((group) => isTheirsOn(group, day) && isTaughtOn(group, day, calendar))
    if (taught.length > 0) return { day, groups: taught }
  }
  return null
}
