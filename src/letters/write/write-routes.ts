import { v7 as uuidv7 } from 'uuid'
import { isYoungPersonOn } from '../../days/calendar.ts'
import { savedFlash } from '../../findings/pupil-steps.ts'
import type { Addressee, LetterKind } from '../../generated/prisma/enums.ts'
import { notFound, page, type SeeOther, seeOther } from '../../http/answers.ts'
import { type FormPage, type Refused, refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { isUuid } from '../../ui/forms/fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import type { Flash } from '../../ui/views/views.ts'
import { needsOf } from '../commands.ts'
import { letterFields } from '../letter-fields.ts'
import type { LetterAbout } from '../letter-subject.ts'
import { gapIn, letterKinds, merge } from '../merging.ts'
import { printPath, type WhomToWriteTo, whomToWriteTo, whyNotCounted } from '../model.ts'
import { templateFor } from '../templates/model.ts'
import { type LetterRecipient, writeLetters } from './commands.ts'
import { labels, letterForm, type SendLetter, someoneElse, youngPerson } from './form.ts'
import { notCountedInWords } from './notice-page.ts'
import { letterFormPage } from './write-page.ts'

const isYoungPerson = ({ pupil, today }: PupilVisit): boolean => isYoungPersonOn(pupil.dateOfBirth, today)

const isToYoungPerson = (visit: PupilVisit): boolean => isYoungPerson(visit) && visit.query.get('to') === youngPerson

const addresseeOf = (visit: PupilVisit): Addressee => (isToYoungPerson(visit) ? 'youngPerson' : 'parent')

/** What the letter is about, from the address; null where the address names a row that the pupil does not have. */
async function aboutOf(visit: PupilVisit, kind: LetterKind): Promise<LetterAbout | null> {
  const { tx, user, pupil, today, query } = visit
  const asked = query.get('about')
  if (asked !== '' && !isUuid(asked)) return null
  return letterFields(tx, kind, {
    schoolId: user.schoolId,
    pupilId: pupil.pupilId,
    name: pupil.name,
    forename: pupil.forename,
    today,
    addressee: addresseeOf(visit),
    aboutId: asked === '' ? null : asked,
  })
}

type FormPlace = { path: string; kind: LetterKind }

function actionAt(visit: PupilVisit, { path, kind }: FormPlace, to: string): string {
  const asked = { ...(path === 'letters/new' ? { kind } : {}), about: visit.query.get('about'), to }
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
  return `/pupils/${visit.pupil.pupilId}/${path}${query.size === 0 ? '' : `?${query}`}`
}

/**
 * The contacts that a letter of this kind can go to. The formal one goes only to those with parental responsibility.
 */
async function contactsFor({ tx, user, pupil }: PupilVisit, kind: LetterKind): Promise<readonly WhomToWriteTo[]> {
  const contacts = await whomToWriteTo(tx, user.schoolId, pupil.pupilId)
  return kind === 'formalNotice' ? contacts.filter(({ parentalResponsibility }) => parentalResponsibility) : contacts
}

const asContact = (contact: WhomToWriteTo): LetterRecipient => ({
  key: contact.id,
  addressee: 'parent',
  contactId: contact.id,
  hasResponsibility: contact.parentalResponsibility,
  name: contact.name,
  address: contact.address,
  email: contact.email,
  needs: needsOf(contact),
})

/** The addressees that are ticked in the form; an error where a letter cannot go to one of them. */
function writtenTo(
  visit: PupilVisit,
  letter: SendLetter,
  contacts: readonly WhomToWriteTo[],
): LetterRecipient[] | Refused {
  const unlisted = { contactId: null, email: null, needs: null }
  const found: LetterRecipient[] = []
  for (const key of letter.to) {
    const contact = contacts.find(({ id }) => id === key)
    if (key === youngPerson) {
      if (!isYoungPerson(visit)) {
        return refused('to', `${visit.pupil.forename} is not a young person in law yet. Choose a parent or carer`)
      }
      found.push({
        ...unlisted,
        key,
        hasResponsibility: false,
        addressee: 'youngPerson',
        name: visit.pupil.name,
        address: null,
      })
    } else if (key === someoneElse) {
      found.push({
        ...unlisted,
        key,
        hasResponsibility: true,
        addressee: 'parent',
        name: letter.toName ?? '',
        address: letter.toAddress,
      })
    } else if (contact) {
      found.push(asContact(contact))
    } else {
      return refused('to', 'The contacts have changed meanwhile. Choose again')
    }
  }
  return found
}

/**
 * The error where the register cannot e-mail the letter to all addressees; null where it can, or where it is not asked
 * to.
 */
function notMailable({ canMail }: PupilVisit, { method }: SendLetter, to: readonly LetterRecipient[]): Refused | null {
  if (method !== null) return null
  if (!canMail) return refused('method', 'Choose how it was sent')
  const without = to.filter(({ email }) => email === null).map(({ name }) => name)
  if (without.length === 0) return null
  const has = without.length === 1 ? 'has' : 'have'
  return refused(
    'method',
    `${without.join(' and ')} ${has} no e-mail address on record. Send this letter another way, or to those who have one`,
  )
}

/** Answers a form that was saved before with other contents: the form with a new id, to be saved as another letter. */
const newFormWithText = (location: string, { values }: PupilVisit): SeeOther => ({
  ...seeOther(location, {
    heading: 'This letter was recorded as sent before, and stays as it was',
    text: 'What you changed since then is in the form below. If it was sent as another letter, record it.',
  }),
  formToRestore: { ...values, id: [uuidv7()] },
})

const headingOf = (count: number, isQueued: boolean): string => {
  if (isQueued) return count === 1 ? 'The letter is being e-mailed' : `${count} letters are being e-mailed`
  return count === 1 ? 'The letter has been recorded as sent' : `${count} letters have been recorded as sent`
}

/** The message after saving, with the reason where a formal notice does not count yet or at all. */
async function savedWords(
  visit: PupilVisit,
  kind: LetterKind,
  letter: SendLetter,
  to: readonly LetterRecipient[],
): Promise<Flash> {
  const flash = await savedFlash(visit, visit.pupil.pupilId, headingOf(to.length, letter.method === null))
  if (kind !== 'formalNotice') return flash
  if (letter.method === null) {
    return { ...flash, text: 'The parents count as told once the mail server has taken it. Its page says so.' }
  }
  const addressee = to.some((one) => one.addressee === 'parent') ? 'parent' : 'youngPerson'
  const asked = { schoolId: visit.user.schoolId, pupilId: visit.pupil.pupilId, today: visit.today }
  const why = await whyNotCounted(visit.tx, asked, { sentOn: letter.sentOn, addressee })
  return why === null ? flash : { ...flash, text: `${notCountedInWords(why)} ${flash.text}` }
}

const whomAtFirst = (visit: PupilVisit, contacts: readonly WhomToWriteTo[]): readonly string[] => {
  if (isToYoungPerson(visit)) return [youngPerson]
  const parents = contacts.filter(({ parentalResponsibility }) => parentalResponsibility).map(({ id }) => id)
  return parents.length > 0 ? parents : [someoneElse]
}

/** The errors for gaps that the writer has not filled; null where all are filled. */
function unfilled(kind: LetterKind, { subject, text }: SendLetter): Refused | null {
  const faults = Object.entries({ subject, text }).flatMap(([field, words]) => {
    const found = gapIn(kind, words)
    return found === null
      ? []
      : [{ field, message: `Line ${found.line}: write what belongs in the place of ${found.gap}` }]
  })
  return faults.length === 0 ? null : { kind: 'refused', faults }
}

const placeOf = (path: string, kind: LetterKind | null): FormPlace | null => (kind === null ? null : { path, kind })

/** The form that writes a letter. @param kindOf gives the kind from the address; null where it names none */
const letterFormAt = (
  path: string,
  kindOf: (visit: PupilVisit) => LetterKind | null,
): FormPage<PupilVisit, SendLetter> => ({
  may: 'notice:send',
  schema: letterForm,
  about: ['kind', 'about', 'to'],
  labels,
  start: async (visit) => {
    const { tx, user, today } = visit
    const kind = kindOf(visit)
    const about = kind && (await aboutOf(visit, kind))
    if (kind === null || about === null) return null
    const template = await templateFor(tx, { schoolId: user.schoolId, kind, addressee: addresseeOf(visit) })
    const { subject, body } = merge(template, about.fields)
    const contacts = await contactsFor(visit, kind)
    return formValues({
      id: uuidv7(),
      version: about.version,
      to: whomAtFirst(visit, contacts),
      subject,
      text: body,
      signedBy: `${user.name}, SENCO`,
      ...dayFields('sentOn', today),
    })
  },
  show: async (visit, form) => {
    const { pupil, canMail } = visit
    const place = placeOf(path, kindOf(visit))
    const about = place && (await aboutOf(visit, place.kind))
    if (place === null || about === null) return notFound
    const contacts = await contactsFor(visit, place.kind)
    const isToPupil = isToYoungPerson(visit)
    const shown = letterFormPage({
      pupil,
      kind: place.kind,
      action: actionAt(visit, place, isToPupil ? youngPerson : ''),
      otherAction: actionAt(visit, place, isToPupil ? '' : youngPerson),
      form,
      contacts,
      about,
      isYoungPerson: isYoungPerson(visit),
      isToYoungPerson: isToPupil,
      canMail,
    })
    return page('letters/write/write', shown)
  },
  save: async (visit, letter) => {
    const { tx, user, pupil } = visit
    const place = placeOf(path, kindOf(visit))
    const about = place && (await aboutOf(visit, place.kind))
    if (place === null || about === null) return notFound
    const to = writtenTo(visit, letter, await contactsFor(visit, place.kind))
    if (!Array.isArray(to)) return to
    const fault = unfilled(place.kind, letter) ?? notMailable(visit, letter, to)
    if (fault !== null) return fault
    if (about.version !== null && about.version !== letter.version) {
      const what = place.kind === 'invitation' ? 'planned review' : 'plan'
      return refused(
        'text',
        `The ${what} has been changed since this letter was begun. Begin it again, so that it says what stands`,
      )
    }
    const { kind } = place
    const { aboutId, planVersion } = about
    const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
    const sending = { kind, aboutId, planVersion, letter, writtenTo: to, sentBy: user.staffId }
    const letterIds = await writeLetters(tx, key, sending)
    if (!letterIds) return newFormWithText(actionAt(visit, place, isToYoungPerson(visit) ? youngPerson : ''), visit)
    return seeOther(printPath(pupil.pupilId, letterIds), await savedWords(visit, kind, letter, to))
  },
})

/** The formal letter's form. The steps of the Code link to its address. */
const formal = pupilForm(
  '/pupils/:pupilId/notices/new',
  letterFormAt('notices/new', () => 'formalNotice'),
)

const any = pupilForm(
  '/pupils/:pupilId/letters/new',
  letterFormAt('letters/new', ({ query }) => letterKinds.find((kind) => kind === query.get('kind')) ?? null),
)

export const writeRoutes: readonly Route[] = [...formal, ...any]
