import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { dayInWords, NEED_WORDS, type NeedType, YEAR_GROUPS } from '../../ui/formats/words.ts'
import {
  choice,
  type DayLimits,
  limits,
  optionalChoice,
  optionalDay,
  optionalId,
  optionalText,
  type Refuse,
  ticked,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import type { PupilToEdit } from './queries.ts'

const isNeed = (code: string): code is NeedType => Object.hasOwn(NEED_WORDS, code)
const [firstNeed = 'SPLD', ...otherNeeds] = Object.keys(NEED_WORDS).filter(isNeed)
/** The types of need of the school census. */
export const needTypes: readonly [NeedType, ...NeedType[]] = [firstNeed, ...otherNeeds]

export const labels = {
  preferredForename: 'Forename they are called by',
  preferredSurname: 'Surname they are called by',
  yearGroup: 'Year group',
  registrationGroup: 'Registration group',
  firstLanguage: 'First language',
  freeSchoolMeals: 'Free school meals',
  need1: 'First need',
  need2: 'Second need',
  ehcPlanFrom: 'EHC plan in force from',
  leftOn: 'Last day at the school',
  'contacts.name': 'Name',
  'contacts.relationship': 'Who they are to the pupil',
  'contacts.parentalResponsibility': 'Has parental responsibility',
  'contacts.phone': 'Telephone',
  'contacts.email': 'E-mail',
  'contacts.address': 'Address',
  'contacts.language': 'Language to write and speak in',
  'contacts.format': 'Format they need',
  'contacts.remove': 'Remove this contact',
  'support.staffId': 'Member of staff',
  'support.from': 'From',
  'support.until': 'Until',
  'support.remove': 'Remove this line',
} as const

const contactRow = z.object({
  name: optionalText(limits.name),
  relationship: optionalText(limits.name),
  parentalResponsibility: ticked(),
  phone: optionalText(limits.name),
  email: optionalText(limits.line),
  address: optionalText(limits.text),
  language: optionalText(limits.name),
  format: optionalText(limits.name),
  remove: ticked(),
})

const supportRow = z.object({ staffId: optionalId(), from: optionalDay(), until: optionalDay(), remove: ticked() })

type ContactRow = z.infer<typeof contactRow>
type SupportRow = z.infer<typeof supportRow>
const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

function refuseContact(row: ContactRow, place: string, refuse: Refuse): void {
  if (row.remove || isBlankContact(row)) return
  if (row.name === null) refuse(`${place}.name`, 'Enter the name of this contact, or tick that they are to be removed')
  if (row.relationship === null) refuse(`${place}.relationship`, 'Say who they are to the pupil, such as mother')
  if (row.email !== null && !looksLikeEmail.test(row.email))
    refuse(`${place}.email`, 'This is not an e-mail address. It needs an @ and a full stop after it')
}

/**
 * Whether a row has no text. The box for parental responsibility is ticked in empty rows, too, so it does not count.
 */
const isBlankContact = ({ remove: _, parentalResponsibility: __, ...texts }: ContactRow): boolean =>
  Object.values(texts).every((text) => text === null)

const isBlankSupport = ({ staffId, from, until }: SupportRow): boolean => !staffId && from === null && until === null

function refuseSupport(row: SupportRow, place: string, refuse: Refuse): void {
  if (row.remove || isBlankSupport(row)) return
  if (row.staffId === null) refuse(`${place}.staffId`, 'Choose who supports the pupil')
  if (row.from === null) refuse(`${place}.from-day`, 'Enter the day from which they support the pupil')
  if (row.from !== null && row.until !== null && row.until < row.from)
    refuse(`${place}.until-day`, `This is before ${dayInWords(row.from)}, the day on which it begins`)
}

function refuseRepeats(rows: readonly SupportRow[], refuse: Refuse): void {
  rows.forEach((row, index) => {
    const isTold = rows.findIndex((one) => !one.remove && one.staffId === row.staffId && one.from === row.from) < index
    if (!row.remove && row.staffId !== null && row.from !== null && isTold)
      refuse(`support.${index}.staffId`, 'This person stands above with the same first day')
  })
}

/** An EHC plan and a last day may lie ahead, but a day more than a year ahead is taken as a typing error. */
const withinAYear = (today: Day): DayLimits => ({
  to: { day: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`, because: 'is more than a year from now' },
})

/**
 * The schema of a pupil's details with contacts and supporting staff. Rows that are empty or ticked to remove are
 * dropped.
 */
export const pupilEditForm = (today: Day) =>
  z
    .object({
      version: version(),
      preferredForename: optionalText(limits.name),
      preferredSurname: optionalText(limits.name),
      yearGroup: choice(YEAR_GROUPS, 'Choose the year group'),
      registrationGroup: optionalText(limits.name),
      firstLanguage: optionalText(limits.name),
      freeSchoolMeals: optionalChoice(['yes', 'no']),
      need1: optionalChoice(needTypes),
      need2: optionalChoice(needTypes),
      ehcPlanFrom: optionalDay(withinAYear(today)),
      leftOn: optionalDay(withinAYear(today)),
      contacts: z.array(contactRow).default([]),
      support: z.array(supportRow).default([]),
    })
    .superRefine((pupil, context) => {
      const refuse: Refuse = (field, message) => context.addIssue({ code: 'custom', path: [field], message })
      const { need1, need2, ehcPlanFrom } = pupil
      if (need2 !== null && need1 === null) refuse('need1', 'Choose the first need before a second one')
      if (need2 !== null && need2 === need1) refuse('need2', 'The second need has to differ from the first')
      if (ehcPlanFrom !== null && need1 === 'NSA') refuse('need1', nsaOnly)
      if (ehcPlanFrom !== null && need2 === 'NSA') refuse('need2', nsaOnly)
      pupil.contacts.forEach((row, index) => {
        refuseContact(row, `contacts.${index}`, refuse)
      })
      pupil.support.forEach((row, index) => {
        refuseSupport(row, `support.${index}`, refuse)
      })
      refuseRepeats(pupil.support, refuse)
    })
    .transform(({ contacts, support, need1, need2, freeSchoolMeals, ...pupil }) => ({
      ...pupil,
      freeSchoolMeals: freeSchoolMeals === null ? null : freeSchoolMeals === 'yes',
      needs: [need1, need2].filter((need) => need !== null),
      contacts: contacts.flatMap(({ remove, name, relationship, ...contact }) =>
        remove || name === null || relationship === null ? [] : [{ name, relationship, ...contact }],
      ),
      support: support.flatMap(({ remove, staffId, from, until }) =>
        remove || staffId === null || from === null ? [] : [{ staffId, from, until }],
      ),
    }))
export type EditPupil = z.infer<ReturnType<typeof pupilEditForm>>

export const nsaOnly = 'NSA, no specialist assessment, is only for pupils on SEN Support'

/**
 * The saved details as the object that the form would send. It fills the form, and shows whether a sent form changes
 * anything.
 */
export const detailsOf = (pupil: PupilToEdit): EditPupil => ({
  version: pupil.version,
  preferredForename: pupil.preferredForename,
  preferredSurname: pupil.preferredSurname,
  yearGroup: YEAR_GROUPS.find((year) => year === pupil.yearGroup) ?? 'X',
  registrationGroup: pupil.registrationGroup,
  firstLanguage: pupil.firstLanguage,
  freeSchoolMeals: pupil.freeSchoolMeals,
  needs: pupil.needs.map(({ type }) => type),
  ehcPlanFrom: pupil.ehcPlanFrom,
  leftOn: pupil.leftOn,
  contacts: pupil.contacts.map(
    ({ name, relationship, parentalResponsibility, phone, email, address, language, format }) => ({
      name,
      relationship,
      parentalResponsibility,
      phone,
      email,
      address,
      language,
      format,
    }),
  ),
  support: pupil.staff.map(({ staffId, from, until }) => ({ staffId, from, until })),
})

const tick = (isTicked: boolean): string | null => (isTicked ? 'yes' : null)

/** The form values of a pupil's details. */
export const pupilValues = ({ needs, contacts, support, freeSchoolMeals, ...pupil }: EditPupil): FormValues =>
  formValues({
    version: pupil.version,
    preferredForename: pupil.preferredForename,
    preferredSurname: pupil.preferredSurname,
    yearGroup: pupil.yearGroup,
    registrationGroup: pupil.registrationGroup,
    firstLanguage: pupil.firstLanguage,
    freeSchoolMeals: freeSchoolMeals === null ? null : freeSchoolMeals ? 'yes' : 'no',
    need1: needs[0] ?? null,
    need2: needs[1] ?? null,
    ...dayFields('ehcPlanFrom', pupil.ehcPlanFrom),
    ...dayFields('leftOn', pupil.leftOn),
    ...Object.fromEntries(
      contacts.flatMap(({ parentalResponsibility, ...contact }, index) => [
        ...Object.entries(contact).map(([name, value]) => [`contacts.${index}.${name}`, value]),
        [`contacts.${index}.parentalResponsibility`, tick(parentalResponsibility)],
      ]),
    ),
    ...Object.fromEntries(
      support.flatMap(({ staffId, from, until }, index) => [
        [`support.${index}.staffId`, staffId],
        ...Object.entries(dayFields(`support.${index}.from`, from)),
        ...Object.entries(dayFields(`support.${index}.until`, until)),
      ]),
    ),
  })
