import type { Day } from '../../src/days/calendar.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import type { DemoDays } from './days.ts'
import type { NotDoneFixture, PupilFixture, ViewFixture, WithdrawnFixture } from './fixture.ts'
import { assistantOf, type ClassName, type StaffKey, staffFixtures, teacherOf } from './people.ts'
import type { DemoRows } from './rows.ts'

/** A period in which a member of staff works with a pupil; open while `until` is null. */
export interface WorkingTime {
  staff: StaffKey
  from: Day
  until: Day | null
}

/** A period in which the pupil is in a class. */
interface ClassTime {
  class: ClassName
  from: Day
  until: Day | null
}

/** What the functions share that turn one pupil's fixture into rows. */
export interface PupilBuild {
  rows: DemoRows
  days: DemoDays
  schoolId: string
  pupilId: string
  fixture: PupilFixture
  /** The pupil's classes, this year's first. */
  classes: ClassTime[]
  staffIds: Record<StaffKey, string>
  mint: () => string
}

/** The calendar year in which a day's academic year (1 September to 31 August) began. */
export const academicYearOf = (day: Day): number => Number(day.slice(0, 4)) - (day.slice(5) >= '09-01' ? 0 : 1)

const classBefore = (name: ClassName, placeInClass: number): ClassName | null => {
  const before: Record<ClassName, ClassName | null> = {
    R: null,
    '1': 'R',
    '2': '1',
    '3A': '2',
    '3B': '2',
    '4A': '3A',
    '4B': '3B',
    '5': placeInClass % 2 === 0 ? '4A' : '4B',
    '6': '5',
  }
  return before[name]
}

const yearsInClasses = (name: ClassName, placeInClass: number, academicYear: number): ClassTime[] => {
  const found: ClassTime[] = [{ class: name, from: `${academicYear}-09-01`, until: null }]
  let current = name
  for (const yearsAgo of [1, 2]) {
    const before = classBefore(current, placeInClass)
    if (before === null) break
    const year = academicYear - yearsAgo
    found.push({ class: before, from: `${year}-09-01`, until: `${year + 1}-08-31` })
    current = before
  }
  return found
}

/** The pupil's classes in this academic year and the two before, as far as they were at this school. */
export const classesOf = (pupil: PupilFixture, placeInClass: number, academicYear: number): ClassTime[] => {
  const years = yearsInClasses(pupil.class, placeInClass, academicYear)
  const { joinedOn } = pupil
  if (joinedOn === undefined) return years
  return years
    .filter(({ until }) => until === null || until >= joinedOn)
    .map((stretch) => (stretch.from < joinedOn ? { ...stretch, from: joinedOn } : stretch))
}

/** The pupil's teacher on a day. Before Reception, it is the Reception teacher who met the family. */
export const teacherOn = ({ classes, days }: PupilBuild, day: Day): StaffKey => {
  const year = academicYearOf(day)
  const there = classes.find(({ from }) => from <= day) ?? classes.at(-1)
  return teacherOf(there?.class ?? 'R', Math.max(0, days.academicYear - year))
}

/** Staff of the pupil's classes and staff who support the pupil by name, each with their earliest period first. */
export const staffOfPupil = ({ classes, days, fixture: pupil }: PupilBuild): WorkingTime[] => {
  const ofClasses = classes.flatMap(({ class: name, from, until }) => {
    const assistant = assistantOf[name]
    const teacher = teacherOf(name, days.academicYear - academicYearOf(from))
    const staff = assistant === undefined ? [teacher] : [teacher, assistant]
    return staff.map((key) => ({ staff: key, from, until }))
  })
  const ofPupil = (pupil.support ?? []).map(({ who, from, until }) => ({ staff: who, from, until: until ?? null }))
  return [...ofClasses, ...ofPupil].sort((one, other) => (one.from < other.from ? -1 : 1))
}

/**
 * The day in a fixture, or the usual day if the fixture gives none. Null if the step was not done or the day is in the
 * future.
 */
export const doneOn = (build: PupilBuild, day: Day | null | undefined, usual: Day): Date | null =>
  toDateOrNull(build.days.soFar(day === undefined ? usual : day))

export const nameOf = (key: StaffKey): string => staffFixtures[key].name

export const calledBy = (pupil: PupilFixture): string => pupil.preferredForename ?? pupil.forename

const ownWords = (pupil: PupilFixture): string => {
  const contact = pupil.contacts[0]
  if (contact === undefined) return 'A parent'
  const whose = contact.relationship === 'Mother' ? 'her' : contact.relationship === 'Father' ? 'his' : 'their'
  return `${contact.name}, in ${whose} own words`
}

type Occasion = { meetingId: string } | { assessmentId: string } | { reviewId: string }

/** Adds a view of a parent or the pupil, if one was taken. */
export const addView = (
  build: PupilBuild,
  occasion: Occasion,
  speaker: 'parent' | 'pupil',
  view: ViewFixture | null | undefined,
  on: Day,
): void => {
  if (view === null || view === undefined) return
  const { rows, schoolId, pupilId, fixture: pupil, mint } = build
  const usual =
    speaker === 'parent' ? ownWords(pupil) : `${calledBy(pupil)}, written down by ${nameOf(teacherOn(build, on))}`
  const said = typeof view === 'string' ? { words: view, whose: usual } : view
  rows.view.push({
    schoolId,
    id: mint(),
    pupilId,
    ...occasion,
    speaker,
    inWhoseWords: said.whose,
    words: 'words' in said ? said.words : null,
    declined: 'declined' in said,
  })
}

/**
 * The columns for the withdrawal of an entry, in the afternoon of that day; none for an entry that is not withdrawn.
 */
export const withdrawnAs = ({ staffIds }: PupilBuild, fixture: WithdrawnFixture | undefined) =>
  fixture && {
    withdrawnAt: new Date(`${fixture.on}T15:40:00Z`),
    withdrawnBy: staffIds.marsh,
    withdrawnBecause: fixture.because,
  }

/** Adds the reason why a step will not be done. `subject` is the id of the row that the rule is about, or null. */
export const addNotDone = (build: PupilBuild, subject: string | null, fixture: NotDoneFixture | undefined): void => {
  if (fixture === undefined) return
  const { rows, schoolId, pupilId, mint } = build
  rows.notDone.push({
    schoolId,
    id: mint(),
    pupilId,
    rule: fixture.rule,
    subject,
    because: fixture.because,
    recordedOn: toDate(fixture.on),
    recordedBy: nameOf(fixture.by ?? 'marsh'),
  })
}
