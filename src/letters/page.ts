import type { Link } from '../web/component-options.ts'
import { limits } from '../web/fields.ts'
import type { FormState } from '../web/form-fields.ts'
import type { PageModel } from '../web/views.ts'
import { dayInWords } from '../web/words.ts'
import { addressees, addresseeWords, labels, methods, someoneElse, youngPerson } from './form.ts'
import type { LetterToShow, WhomToWriteTo } from './queries.ts'
import type { Told } from './template.ts'

type Choice = { value: string; text: string; hint: string }

const methodItems: { value: string; text: string }[] = Object.entries(methods).map(([value, words]) => ({
  value,
  text: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
}))

const needsInWords = ({ language, format }: WhomToWriteTo): string => {
  const needs = [language, format].filter((need) => need !== null && need.trim() !== '')
  return needs.length === 0 ? '' : `Needs: ${needs.join(', ')}`
}

const contactItem = (contact: WhomToWriteTo): Choice => ({
  value: contact.id,
  text: contact.name,
  hint: [contact.relationship, needsInWords(contact), contact.address ?? 'No address on record', contact.email ?? '']
    .filter((part) => part !== '')
    .join(' · '),
})

const inSentence = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`

/** What a form says once it has saved a notice that does not count. */
export const notCountedInWords = (why: string): string =>
  `It does not count as telling the parents formally (6.43, 6.48): ${inSentence(why)}.`

export type LetterFormPage = PageModel & {
  heading: string
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  contacts: Choice[]
  /** The pupil themself, where they are a young person; else an empty list. */
  pupil: Choice[]
  someoneElse: string
  /** What the letter tells of, or empty. */
  decided: string
  /** Why a letter would not count; else empty. */
  warning: string
  decide: Link
  editContacts: Link
  /** The same form with the text for the other reader; null where the pupil is no young person. */
  otherText: Link | null
  methods: { value: string; text: string }[]
}

/** The page on which the formal letter is written and recorded as sent. */
export function letterFormPage(shown: {
  pupil: { pupilId: string; name: string; forename: string }
  form: FormState
  contacts: readonly WhomToWriteTo[]
  told: Told
  isYoungPerson: boolean
  isToYoungPerson: boolean
}): LetterFormPage {
  const { pupil, told, isYoungPerson, isToYoungPerson } = shown
  const pupilPage = `/pupils/${pupil.pupilId}`
  const action = `${pupilPage}/notices/new`
  const decidedOn = told.start === null ? '' : dayInWords(told.start.decidedOn)
  return {
    title: 'Letter about SEN Support',
    heading: `Tell ${pupil.name}’s parents formally`,
    back: { text: 'Back', href: pupilPage },
    action,
    form: shown.form,
    labels,
    limits,
    contacts: shown.contacts.map(contactItem),
    pupil: isYoungPerson
      ? [{ value: youngPerson, text: pupil.name, hint: 'The young person themself: the law lets the school tell them' }]
      : [],
    someoneElse,
    decided:
      decidedOn === '' ? '' : `SEN Support was decided on ${decidedOn}. A letter sent before that day does not count.`,
    warning:
      decidedOn === ''
        ? 'There is no decision for SEN Support on record that this letter could tell of. You can record it as it was sent, but it will not count for the Code (6.43, 6.48).'
        : '',
    decide: { text: 'Record the decision first', href: `${pupilPage}/decisions/new?decision=senSupport` },
    editContacts: { text: 'Change the contacts', href: `${pupilPage}/edit` },
    otherText: isYoungPerson ? otherText(action, pupil.forename, isToYoungPerson) : null,
    methods: methodItems,
  }
}

const otherText = (action: string, forename: string, isToYoungPerson: boolean): Link =>
  isToYoungPerson
    ? { text: 'Use the text for the parents', href: action }
    : { text: `Use the text for ${forename}`, href: `${action}?to=${youngPerson}` }

export type NoticePage = PageModel & {
  heading: string
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  addressees: { value: string; text: string }[]
  methods: { value: string; text: string }[]
  /** The letter as it was sent; null for a notice without one. */
  letter: Link | null
  /** Why it does not count; else empty. */
  notCounted: string
}

/** The page on which a notice's day, method or addressee is corrected. */
export function noticePage(shown: {
  pupil: { pupilId: string; name: string }
  noticeId: string
  form: FormState
  letterId: string | null
  whyNotCounted: string | null
}): NoticePage {
  const { pupil, letterId, whyNotCounted } = shown
  const pupilPage = `/pupils/${pupil.pupilId}`
  return {
    title: 'Notice of SEN Support',
    heading: `How ${pupil.name}’s parents were told`,
    back: { text: 'Back', href: pupilPage },
    action: `${pupilPage}/notices/${shown.noticeId}/edit`,
    form: shown.form,
    labels,
    limits,
    addressees: addressees.map((value) => ({ value, text: addresseeWords[value] })),
    methods: methodItems,
    letter: letterId === null ? null : { text: 'See the letter', href: `${pupilPage}/letters/${letterId}` },
    notCounted: whyNotCounted === null ? '' : notCountedInWords(whyNotCounted),
  }
}

export type LetterPage = PageModel & {
  heading: string
  schoolName: string
  sentTo: string
  /** From the date to "Dear …"; empty where the letter has no such opening. */
  opening: string
  subject: string
  /** All that follows. */
  text: string
  signedBy: string
  sent: { words: string; edit: Link | null }[]
  others: Link[]
}

const paragraphBreak = '\n\n'

/** Parts the body after "Dear …", where the line that says what the letter is about stands. Nothing is left out. */
function parted(body: string): { opening: string; text: string } {
  const paragraphs = body.split(paragraphBreak)
  const salutation = paragraphs.findIndex((paragraph) => paragraph.startsWith('Dear '))
  return {
    opening: paragraphs.slice(0, salutation + 1).join(paragraphBreak),
    text: paragraphs.slice(salutation + 1).join(paragraphBreak),
  }
}

const nameOf = (sentTo: string): string => sentTo.split('\n')[0] ?? ''

/** A letter as it was printed. `mayCorrect` where who asks may correct its notice. */
export function letterPage(shown: {
  pupilId: string
  schoolName: string
  letter: LetterToShow
  others: readonly { id: string; sentTo: string; subject: string }[]
  mayCorrect: boolean
}): LetterPage {
  const { pupilId, letter, mayCorrect } = shown
  const pupilPage = `/pupils/${pupilId}`
  return {
    title: 'Letter',
    heading: `Letter to ${nameOf(letter.sentTo)}`,
    back: { text: 'Back', href: pupilPage },
    schoolName: shown.schoolName,
    sentTo: letter.sentTo,
    ...parted(letter.body),
    subject: letter.subject,
    signedBy: letter.signedBy,
    sent: letter.notices.map(({ id, sentOn, method }) => ({
      words: `Sent on ${dayInWords(sentOn)}: ${method}`,
      edit: mayCorrect ? { text: 'Correct this', href: `${pupilPage}/notices/${id}/edit` } : null,
    })),
    others: shown.others.map(({ id, sentTo, subject }) => ({
      text: `${subject}, to ${nameOf(sentTo)}`,
      href: `${pupilPage}/letters/${id}`,
    })),
  }
}
