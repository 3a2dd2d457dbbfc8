import type { Day } from '../../src/days/calendar.ts'
import type { SenStatus } from '../../src/generated/prisma/enums.ts'
import { checkLetter } from '../../src/imports/upn.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import type { DemoDays } from './days.ts'
import type { PupilFixture } from './fixture.ts'
import { addressOf } from './letters.ts'
import { type ClassName, type StaffKey, yearOfClass } from './people.ts'
import type { DemoRows } from './rows.ts'
import { demoEstablishmentNumber, demoLaCode } from './school.ts'
import { tellPlan } from './tell-plan.ts'
import {
  tellAmber,
  tellConcern,
  tellDecision,
  tellEhcConsideration,
  tellMeeting,
  tellNotice,
  tellProfessional,
} from './tell-way.ts'
import { academicYearOf, classesOf, type Telling, tellNotDone } from './telling.ts'

/** Shared by all pupils while the rows are built. */
export interface SchoolTelling {
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

/** A pupil in Reception turns 5 in that academic year (1 September to 31 August). */
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

const tellContacts = (
  { rows, schoolId, mint }: SchoolTelling,
  pupil: PupilFixture,
  pupilId: string,
  serial: number,
) => {
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

const tellWho = (school: SchoolTelling, pupil: PupilFixture, pupilId: string, serial: number): void => {
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

const tellNeeds = ({ rows, schoolId, mint }: SchoolTelling, pupil: PupilFixture, pupilId: string): void => {
  for (const [place, type] of (pupil.needs ?? []).entries()) {
    rows.pupilNeed.push({ schoolId, id: mint(), pupilId, rank: place + 1, type })
  }
}

const tellStretches = (telling: Telling, classIds: Record<ClassName, string>): void => {
  const { rows, schoolId, pupilId, fixture: pupil, staffIds, mint } = telling
  for (const { class: name, from, until } of telling.classes) {
    const stretch = { from: toDate(from), until: toDateOrNull(until) }
    rows.classMember.push({ schoolId, id: mint(), classId: classIds[name], pupilId, ...stretch })
  }
  for (const { who, from, until } of pupil.support ?? []) {
    const stretch = { from: toDate(from), until: toDateOrNull(until ?? null) }
    rows.pupilStaff.push({ schoolId, id: mint(), pupilId, staffId: staffIds[who], ...stretch })
  }
}

const tellWay = (telling: Telling): void => {
  const { fixture: pupil } = telling
  for (const fixture of pupil.concerns ?? []) tellConcern(telling, fixture)
  for (const fixture of pupil.meetings ?? []) tellMeeting(telling, fixture)
  for (const fixture of pupil.decisions ?? []) tellDecision(telling, fixture)
  for (const fixture of pupil.notices ?? []) tellNotice(telling, fixture)
  for (const fixture of pupil.professionals ?? []) tellProfessional(telling, fixture)
  for (const fixture of pupil.ehcConsiderations ?? []) tellEhcConsideration(telling, fixture)
  const plans = pupil.plans ?? []
  for (const [place, fixture] of plans.entries()) tellPlan(telling, fixture, plans[place + 1]?.on ?? null)
  for (const fixture of pupil.notDone ?? []) tellNotDone(telling, null, fixture)
  if (pupil.amber) tellAmber(telling, pupil.amber)
}

/**
 * Adds all rows of one pupil.
 * @param serial the pupil's number in the school, from 1
 * @param placeInClass the pupil's index in the class, from 0; it decides which of last year's two classes a pupil of
 * Year 5 or 6 was in
 */
export const tellPupil = (school: SchoolTelling, pupil: PupilFixture, serial: number, placeInClass: number): void => {
  const { rows, days, schoolId, staffIds, classIds, mint } = school
  const pupilId = mint()
  const classes = classesOf(pupil, placeInClass, days.academicYear)
  const telling: Telling = { rows, days, schoolId, pupilId, fixture: pupil, classes, staffIds, mint }
  tellWho(school, pupil, pupilId, serial)
  tellNeeds(school, pupil, pupilId)
  tellContacts(school, pupil, pupilId, serial)
  tellStretches(telling, classIds)
  tellWay(telling)
}
