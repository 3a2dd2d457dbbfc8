import type { Day } from '../../src/days/calendar.ts'
import { toDate, toDay, toDayOrNull } from '../../src/platform/database/days.ts'
import { type Assignment, type CoverAssignment, coverAssignments } from '../../src/school/cover/spans.ts'
import type { SchoolBuild } from './add-pupil.ts'
import type { StaffKey } from './people.ts'

interface CoverFixture {
  away: StaffKey
  standsIn: StaffKey
  from: Day
  until: Day
}

const dayOf = (on: Date | string): Day => toDay(new Date(on))

const spellOf = (
  placeId: string,
  { from, until }: { from: Date | string; until?: Date | string | null },
): Assignment => ({
  placeId,
  from: dayOf(from),
  until: toDayOrNull(until ? new Date(until) : null),
})

/**
 * Adds cover: Mrs Brooks has Mr Reid's class while he is ill, and Miss Gallagher will have Mrs Mensah's during a
 * course.
 */
export const addCovers = (build: SchoolBuild): void => {
  const { days } = build
  addCover(build, { away: 'reid', standsIn: 'brooks', from: days.ago(1), until: days.ahead(2) })
  addCover(build, { away: 'mensah', standsIn: 'gallagher', from: days.ahead(4), until: days.ahead(5) })
}

const addCover = ({ rows, schoolId, staffIds, mint }: SchoolBuild, fixture: CoverFixture): void => {
  const [coverId, staffId, awayStaffId] = [mint(), staffIds[fixture.standsIn], staffIds[fixture.away]]
  const inClasses = (of: string) =>
    rows.classStaff.filter((one) => one.staffId === of).map((one) => spellOf(one.classId, one))
  const ofPupils = (of: string) =>
    rows.pupilStaff.filter((one) => one.staffId === of).map((one) => spellOf(one.pupilId, one))
  const row = ({ from, until }: CoverAssignment) => ({
    schoolId,
    id: mint(),
    staffId,
    coverId,
    from: toDate(from),
    until: toDate(until),
  })
  const classes = coverAssignments(fixture, inClasses(awayStaffId), inClasses(staffId))
  const pupils = coverAssignments(fixture, ofPupils(awayStaffId), ofPupils(staffId))
  rows.cover.push({
    schoolId,
    id: coverId,
    staffId,
    awayStaffId,
    from: toDate(fixture.from),
    until: toDate(fixture.until),
  })
  rows.classStaff.push(...classes.map((spell) => ({ ...row(spell), classId: spell.placeId })))
  rows.pupilStaff.push(...pupils.map((spell) => ({ ...row(spell), pupilId: spell.placeId })))
}
