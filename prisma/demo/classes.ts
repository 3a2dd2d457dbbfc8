import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import { weekdayNumber } from '../../src/ui/formats/weekdays.ts'
import type { SchoolBuild } from './add-pupil.ts'
import type { DemoDays } from './days.ts'
import { assistantOf, type ClassName, classNames, type StaffKey, staffFixtures, teacherOf } from './people.ts'
import type { DemoRows } from './rows.ts'

/**
 * Adds the users and the fourteen members of staff.
 * @returns staff ids by key
 */
export const addStaff = (
  rows: DemoRows,
  days: DemoDays,
  schoolId: string,
  mint: () => string,
): Record<StaffKey, string> => {
  const tellOne = (key: StaffKey): string => {
    const { role, name, code, email, signsIn, yearsHere } = staffFixtures[key]
    const id = mint()
    const userId = signsIn ? mint() : null
    if (userId !== null) rows.user.push({ id: userId, email })
    const startedOn = toDate(`${days.academicYear - yearsHere}-09-01`)
    rows.staffMember.push({ schoolId, id, userId, role, name, code, email, startedOn })
    return id
  }
  return {
    whitlock: tellOne('whitlock'),
    marsh: tellOne('marsh'),
    doyle: tellOne('doyle'),
    iqbal: tellOne('iqbal'),
    pritchard: tellOne('pritchard'),
    ashworth: tellOne('ashworth'),
    mensah: tellOne('mensah'),
    reid: tellOne('reid'),
    gallagher: tellOne('gallagher'),
    okonkwo: tellOne('okonkwo'),
    feldman: tellOne('feldman'),
    brooks: tellOne('brooks'),
    zielinski: tellOne('zielinski'),
    pell: tellOne('pell'),
  }
}

interface OneClass {
  schoolId: string
  classId: string
  name: ClassName
}

const addStaffOfClass = (
  rows: DemoRows,
  days: DemoDays,
  { schoolId, classId, name }: OneClass,
  staffIds: Record<StaffKey, string>,
  mint: () => string,
): void => {
  for (const yearsAgo of [0, 1, 2]) {
    const year = days.academicYear - yearsAgo
    const until = yearsAgo === 0 ? null : `${year + 1}-08-31`
    const assistant = assistantOf[name]
    const teacher = teacherOf(name, yearsAgo)
    for (const key of assistant === undefined ? [teacher] : [teacher, assistant]) {
      const stretch = { from: toDate(`${year}-09-01`), until: toDateOrNull(until) }
      rows.classStaff.push({ schoolId, id: mint(), classId, staffId: staffIds[key], ...stretch })
    }
  }
}

/**
 * Adds the nine classes and their teachers of this academic year and the two before.
 * @returns class ids by name
 */
export const addClasses = (
  rows: DemoRows,
  days: DemoDays,
  schoolId: string,
  staffIds: Record<StaffKey, string>,
  mint: () => string,
): Record<ClassName, string> => {
  const ids = { R: '', '1': '', '2': '', '3A': '', '3B': '', '4A': '', '4B': '', '5': '', '6': '' }
  for (const name of classNames) {
    const classId = mint()
    ids[name] = classId
    rows.class.push({ schoolId, id: classId, name })
    addStaffOfClass(rows, days, { schoolId, classId, name }, staffIds, mint)
  }
  return ids
}

/**
 * Adds the one group that is not taught every day: eight pupils of 4B read with their own teacher twice a week, so no
 * member of staff gets new pupils. It is not taught today, so that the demo teacher's first page shows both a class of
 * today and one of another day.
 */
export const addReadingGroup = ({ rows, days, schoolId, staffIds, classIds, mint }: SchoolBuild): void => {
  const others = [1, 2, 3, 4, 5].filter((number) => number !== weekdayNumber(days.today))
  const classId = mint()
  const from = toDate(`${days.academicYear}-09-01`)
  rows.class.push({ schoolId, id: classId, name: '4B reading', weekdays: [others[0] ?? 1, others[2] ?? 4] })
  rows.classStaff.push({ schoolId, id: mint(), classId, staffId: staffIds.gallagher, from, until: null })
  const of4B = rows.classMember.filter((one) => one.classId === classIds['4B'] && one.until === null)
  for (const { pupilId, from: since } of of4B.slice(0, 8))
    rows.classMember.push({ schoolId, id: mint(), classId, pupilId, from: since, until: null })
}
