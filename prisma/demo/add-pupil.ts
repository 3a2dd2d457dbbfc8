import type { Day } from '../../src/days/calendar.ts'
import type { SenStatus } from '../../src/generated/prisma/enums.ts'
import { checkLetter } from '../../src/imports/upn.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import {
  addAmberEntry,
  addConcern,
  addDecision,
  addEhcConsideration,
  addMeeting,
  addNotice,
  addProfessional,
} from './add-entries.ts'
import { addPlan } from './add-plan.ts'
import type { DemoDays } from './days.ts'
import type { PupilFixture } from './fixture.ts'
import { addressOf } from './letters.ts'
import { type ClassName, type StaffKey, yearOfClass } from './people.ts'
import { academicYearOf, addNotDone, classesOf, type PupilBuild } from './pupil-build.ts'
import type { DemoRows } from './rows.ts'
import { demoEstablishmentNumber, demoLaCode } from './school.ts'

/** What is shared by all pupils while the demo school's rows are built. */
export interface SchoolBuild {
  rows: DemoRows
  days: DemoDays
  schoolId: string
  staffIds: Record<StaffKey, string>
  classIds: Record<ClassName, string>
  mint: () => string
}

/** A UPN issued by this school in the academic year in which the pupil joined. */
const upnOf = (yearOfEntry: number, serial: number): string => {
  const digits = `${demoLaCode}${demoEstablishmentNumber}${String(yearOfEntry % 100).padStart(2, '0')}${String(serial).padStart(3, '0')}`
  const letter = checkLetter(digits)
  if (letter === null) throw new RangeError(`No UPN has these digits: ${digits}`)
  return `${letter}${digits}`
}

/**
 * The pupil's date of birth. The year is chosen so that the pupil turns 5 in the academic year of Reception (1
 * September to 31 August).
 */
const dateOfBirth = (pupil: PupilFixture, receptionYear: number): Date => {
  const year = receptionYear - (pupil.born >= '09-01' ? 5 : 4)
  return toDate(`${year}-${pupil.born}`)
}

const statusOf = (pupil: PupilFixture, today: Day): SenStatus => {
  if (pupil.misSenStatus !== undefined) return pupil.misSenStatus
  if (pupil.ehcPlanFrom !== undefined && pupil.ehcPlanFrom <= today) return 'E'
  const latest = (pupil.decisions ?? [])
    .filter(({ decision }) => decision === 'senSupport' || decision === 'endSenSupport')
    .at(-1)
  return latest?.decision === 'senSupport' ? 'K' : 'N'
}

const phone = (serial: number, priority: number): string =>
  `07700 900${String((serial * 7 + priority * 311) % 1000).padStart(3, '0')}`

const addContacts = ({ rows, schoolId, mint }: SchoolBuild, pupil: PupilFixture, pupilId: string, serial: number) => {
  for (const [place, contact] of pupil.contacts.entries()) {
    rows.contact.push({
      schoolId,
      id: mint(),
      pupilId,
      name: contact.name,
      relationship: contact.relationship,
      priority: place + 1,
      parentalResponsibility: contact.parentalResponsibility ?? true,
      email: contact.email ?? `family${serial}.${place + 1}@post.example`,
      phone: phone(serial, place + 1),
      address: addressOf(pupil.surname, pupil.forename),
      language: contact.language,
      format: contact.format,
    })
  }
}

const addDetails = (school: SchoolBuild, pupil: PupilFixture, pupilId: string, serial: number): void => {
  const { rows, days, schoolId } = school
  const year = yearOfClass(pupil.class)
  const receptionYear = days.academicYear - year
  const enteredOn = pupil.joinedOn ?? `${receptionYear}-09-01`
  rows.pupil.push({
    schoolId,
    id: pupilId,
    upn: upnOf(academicYearOf(enteredOn), serial),
    legalSurname: pupil.surname,
    legalForename: pupil.forename,
    preferredSurname: pupil.preferredSurname,
    preferredForename: pupil.preferredForename,
    dateOfBirth: dateOfBirth(pupil, receptionYear),
    sex: pupil.sex,
    yearGroup: year === 0 ? 'R' : String(year),
    registrationGroup: pupil.class,
    enteredOn: toDate(enteredOn),
    misSenStatus: statusOf(pupil, days.today),
    misId: String(4000 + serial),
    ehcPlanFrom: toDateOrNull(pupil.ehcPlanFrom ?? null),
    freeSchoolMeals: pupil.freeSchoolMeals ?? false,
    firstLanguage: pupil.firstLanguage ?? 'English',
  })
}

const addNeeds = ({ rows, schoolId, mint }: SchoolBuild, pupil: PupilFixture, pupilId: string): void => {
  for (const [place, type] of (pupil.needs ?? []).entries()) {
    rows.pupilNeed.push({ schoolId, id: mint(), pupilId, rank: place + 1, type })
  }
}

const addClassesAndSupport = (build: PupilBuild, classIds: Record<ClassName, string>): void => {
  const { rows, schoolId, pupilId, fixture: pupil, staffIds, mint } = build
  for (const { class: name, from, until } of build.classes) {
    const stretch = { from: toDate(from), until: toDateOrNull(until) }
    rows.classMember.push({ schoolId, id: mint(), classId: classIds[name], pupilId, ...stretch })
  }
  for (const { who, from, until } of pupil.support ?? []) {
    const stretch = { from: toDate(from), until: toDateOrNull(until ?? null) }
    rows.pupilStaff.push({ schoolId, id: mint(), pupilId, staffId: staffIds[who], ...stretch })
  }
}

const addEntries = (build: PupilBuild): void => {
  const { fixture: pupil } = build
  for (const fixture of pupil.concerns ?? []) addConcern(build, fixture)
  for (const fixture of pupil.meetings ?? []) addMeeting(build, fixture)
  for (const fixture of pupil.decisions ?? []) addDecision(build, fixture)
  for (const fixture of pupil.notices ?? []) addNotice(build, fixture)
  for (const fixture of pupil.professionals ?? []) addProfessional(build, fixture)
  for (const fixture of pupil.ehcConsiderations ?? []) addEhcConsideration(build, fixture)
  const plans = pupil.plans ?? []
  for (const [place, fixture] of plans.entries()) addPlan(build, fixture, plans[place + 1]?.on ?? null)
  for (const fixture of pupil.notDone ?? []) addNotDone(build, null, fixture)
  if (pupil.amber) addAmberEntry(build, pupil.amber)
}

/**
 * Adds all rows of one pupil.
 * @param serial the pupil's number in the school, from 1
 * @param placeInClass the pupil's index in the class, from 0; it decides which of last year's two classes a pupil of
 * Year 5 or 6 was in
 */
export const addPupil = (school: SchoolBuild, pupil: PupilFixture, serial: number, placeInClass: number): void => {
  const { rows, days, schoolId, staffIds, classIds, mint } = school
  const pupilId = mint()
  const classes = classesOf(pupil, placeInClass, days.academicYear)
  const build: PupilBuild = { rows, days, schoolId, pupilId, fixture: pupil, classes, staffIds, mint }
  addDetails(school, pupil, pupilId, serial)
  addNeeds(school, pupil, pupilId)
  addContacts(school, pupil, pupilId, serial)
  addClassesAndSupport(build, classIds)
  addEntries(build)
}
