import type { Day } from '../../src/days/calendar.ts'
import type { SenStatus } from '../../src/generated/prisma/enums.ts'
import { checkLetter } from '../../src/imports/upn.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import type { DemoDays } from './days.ts'
import { addressOf } from './letters.ts'
import { type ClassName, type StaffKey, yearOfClass } from './people.ts'
import type { DemoRows } from './rows.ts'
import { demoEstablishmentNumber, demoLaCode } from './school.ts'
import type { PupilStory } from './story.ts'
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
const dateOfBirth = (story: PupilStory, receptionYear: number): Date => {
  const year = receptionYear - (story.born >= '09-01' ? 5 : 4)
  return toDate(`${year}-${story.born}`)
}

const statusOf = (story: PupilStory, today: Day): SenStatus => {
  if (story.misSenStatus !== undefined) return story.misSenStatus
  if (story.ehcPlanFrom !== undefined && story.ehcPlanFrom <= today) return 'E'
  const latest = (story.decisions ?? [])
    .filter(({ decision }) => decision === 'senSupport' || decision === 'endSenSupport')
    .at(-1)
  return latest?.decision === 'senSupport' ? 'K' : 'N'
}

const phone = (serial: number, priority: number): string =>
  `07700 900${String((serial * 7 + priority * 311) % 1000).padStart(3, '0')}`

const tellContacts = ({ rows, schoolId, mint }: SchoolTelling, story: PupilStory, pupilId: string, serial: number) => {
  for (const [place, contact] of story.contacts.entries()) {
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
      address: addressOf(story.surname, story.forename),
      language: contact.language,
      format: contact.format,
    })
  }
}

const tellWho = (school: SchoolTelling, story: PupilStory, pupilId: string, serial: number): void => {
  const { rows, days, schoolId } = school
  const year = yearOfClass(story.class)
  const receptionYear = days.academicYear - year
  const enteredOn = story.joinedOn ?? `${receptionYear}-09-01`
  rows.pupil.push({
    schoolId,
    id: pupilId,
    upn: upnOf(academicYearOf(enteredOn), serial),
    legalSurname: story.surname,
    legalForename: story.forename,
    preferredSurname: story.preferredSurname,
    preferredForename: story.preferredForename,
    dateOfBirth: dateOfBirth(story, receptionYear),
    sex: story.sex,
    yearGroup: year === 0 ? 'R' : String(year),
    registrationGroup: story.class,
    enteredOn: toDate(enteredOn),
    misSenStatus: statusOf(story, days.today),
    misId: String(4000 + serial),
    ehcPlanFrom: toDateOrNull(story.ehcPlanFrom ?? null),
    freeSchoolMeals: story.freeSchoolMeals ?? false,
    firstLanguage: story.firstLanguage ?? 'English',
  })
}

const tellNeeds = ({ rows, schoolId, mint }: SchoolTelling, story: PupilStory, pupilId: string): void => {
  for (const [place, type] of (story.needs ?? []).entries()) {
    rows.pupilNeed.push({ schoolId, id: mint(), pupilId, rank: place + 1, type })
  }
}

const tellStretches = (telling: Telling, classIds: Record<ClassName, string>): void => {
  const { rows, schoolId, pupilId, story, staffIds, mint } = telling
  for (const { class: name, from, until } of telling.classes) {
    const stretch = { from: toDate(from), until: toDateOrNull(until) }
    rows.classMember.push({ schoolId, id: mint(), classId: classIds[name], pupilId, ...stretch })
  }
  for (const { who, from, until } of story.support ?? []) {
    const stretch = { from: toDate(from), until: toDateOrNull(until ?? null) }
    rows.pupilStaff.push({ schoolId, id: mint(), pupilId, staffId: staffIds[who], ...stretch })
  }
}

const tellWay = (telling: Telling): void => {
  const { story } = telling
  for (const told of story.concerns ?? []) tellConcern(telling, told)
  for (const told of story.meetings ?? []) tellMeeting(telling, told)
  for (const told of story.decisions ?? []) tellDecision(telling, told)
  for (const told of story.notices ?? []) tellNotice(telling, told)
  for (const told of story.professionals ?? []) tellProfessional(telling, told)
  for (const told of story.ehcConsiderations ?? []) tellEhcConsideration(telling, told)
  const plans = story.plans ?? []
  for (const [place, told] of plans.entries()) tellPlan(telling, told, plans[place + 1]?.on ?? null)
  for (const told of story.notDone ?? []) tellNotDone(telling, null, told)
  if (story.amber) tellAmber(telling, story.amber)
}

/**
 * Adds all rows of one pupil.
 * @param serial the pupil's number in the school, from 1
 * @param placeInClass the pupil's index in the class, from 0; it decides which of last year's two classes a pupil of
 * Year 5 or 6 was in
 */
export const tellPupil = (school: SchoolTelling, story: PupilStory, serial: number, placeInClass: number): void => {
  const { rows, days, schoolId, staffIds, classIds, mint } = school
  const pupilId = mint()
  const classes = classesOf(story, placeInClass, days.academicYear)
  const telling: Telling = { rows, days, schoolId, pupilId, story, classes, staffIds, mint }
  tellWho(school, story, pupilId, serial)
  tellNeeds(school, story, pupilId)
  tellContacts(school, story, pupilId, serial)
  tellStretches(telling, classIds)
  tellWay(telling)
}
