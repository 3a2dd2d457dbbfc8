import type { LetterKind } from '../../generated/prisma/enums.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { limits } from '../../ui/forms/fields.ts'
import type { PageModel } from '../../ui/views/views.ts'
import { needsOf } from '../commands.ts'
import type { LetterAbout } from '../letter-subject.ts'
import { letterKindWords } from '../merging.ts'
import type { WhomToWriteTo } from '../model.ts'
import { type MethodChoice, methodChoices } from '../ways-to-send.ts'
import { labels, someoneElse, youngPerson } from './form.ts'

type ContactChoice = { value: string; text: string; hint: string }
const needsInWords = (contact: WhomToWriteTo): string => {
  const needs = needsOf(contact)
  return needs === null ? '' : `Needs it ${needs}`
}

const contactItem = (contact: WhomToWriteTo): ContactChoice => ({
  value: contact.id,
  text: contact.name,
  hint: [
    contact.relationship,
    needsInWords(contact),
    contact.address ?? 'No address on record',
    contact.email ?? '',
    contact.parentalResponsibility ? '' : 'No parental responsibility: write only where those who have it agree',
  ]
    .filter((part) => part !== '')
    .join(' · '),
})

type LetterFormPage = PageModel & {
  heading: string
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
  /** Contacts with parental responsibility. */
  parents: ContactChoice[]
  /** Contacts without parental responsibility. */
  others: ContactChoice[]
  /** The pupil as an addressee, if they are a young person; else empty. */
  pupil: ContactChoice[]
  someoneElse: string
  /** What the letter is about, in a sentence; may be empty. */
  known: string
  /** What the law says about this letter; may be empty. */
  law: string
  /** A warning that the record lacks what the letter is about; else empty. */
  warning: string
  /** The link to the form that records what the letter is about; null where it is recorded. */
  record: Link | null
  editContacts: Link
  /**
   * The link to this form with the text for the other addressee (parents or young person); null where the pupil is
   * not a young person.
   */
  otherText: Link | null
  ways: readonly MethodChoice[]
}

const law =
  'The law: the parents must be told (Children and Families Act 2014, section 68). A letter to one parent is enough in law; whoever else has parental responsibility is ticked too, because they have the same right to know.'

const missing = (kind: LetterKind, pupilPage: string): { warning: string; record: Link } => {
  const link = (text: string, page: string): Link => ({ text, href: `${pupilPage}/${page}` })
  const fill = 'Fill in the gaps in [brackets], or record it first.'
  const all: Readonly<Record<LetterKind, { warning: string; record: Link }>> = {
    formalNotice: {
      warning:
        'There is no decision for SEN Support on record that this letter could tell of. You can record it as it was sent, but it will not count for the Code (6.43, 6.48).',
      record: link('Record the decision first', 'decisions/new?decision=senSupport'),
    },
    invitation: { warning: `No review is planned. ${fill}`, record: { text: 'Plan reviews', href: '/reviews' } },
    discussionNote: {
      warning: `No early discussion is on record. ${fill}`,
      record: link('Record the discussion', 'meetings/new?kind=earlyDiscussion'),
    },
    planCopy: { warning: `No plan is on record. ${fill}`, record: link('Agree a plan', 'plans/new') },
    reviewNote: {
      warning: `No review is on record. ${fill}`,
      record: { text: 'See the pupil’s page', href: pupilPage },
    },
    professionalAgreement: {
      warning: `No professional is on record whose contact is still to be agreed. ${fill}`,
      record: link('Involve a professional', 'professionals/new'),
    },
    endOfSupport: {
      warning: `No decision that SEN Support ends is on record. ${fill}`,
      record: link('Record the decision', 'decisions/new?decision=endSenSupport'),
    },
  }
  return all[kind]
}

const headingOf = (kind: LetterKind, name: string): string =>
  kind === 'formalNotice' ? `Tell ${name}’s parents formally` : `${letterKindWords[kind]}: ${name}`

/** The model of the page on which a letter is written and sent, or recorded as sent. */
export function letterFormPage(shown: {
  pupil: { pupilId: string; name: string; forename: string }
  kind: LetterKind
  action: string
  otherAction: string
  form: FormState
  contacts: readonly WhomToWriteTo[]
  about: LetterAbout
  isYoungPerson: boolean
  isToYoungPerson: boolean
  canMail: boolean
}): LetterFormPage {
  const { pupil, kind, about, contacts, isYoungPerson, isToYoungPerson } = shown
  const pupilPage = `/pupils/${pupil.pupilId}`
  const lacks = about.aboutId === null ? missing(kind, pupilPage) : null
  const withResponsibility = (has: boolean) =>
    contacts.filter(({ parentalResponsibility }) => parentalResponsibility === has).map(contactItem)
  return {
    title: kind === 'formalNotice' ? 'Letter about SEN Support' : letterKindWords[kind],
    heading: headingOf(kind, pupil.name),
    back: { text: 'Back', href: pupilPage },
    action: shown.action,
    form: shown.form,
    labels,
    limits,
    parents: withResponsibility(true),
    others: withResponsibility(false),
    pupil: isYoungPerson
      ? [{ value: youngPerson, text: pupil.name, hint: 'The young person themself: the law lets the school tell them' }]
      : [],
    someoneElse,
    known: about.known,
    law: kind === 'formalNotice' ? law : '',
    warning: lacks?.warning ?? '',
    record: lacks?.record ?? null,
    editContacts: { text: 'Change the contacts', href: `${pupilPage}/edit` },
    otherText: isYoungPerson
      ? {
          text: isToYoungPerson ? 'Use the text for the parents' : `Use the text for ${pupil.forename}`,
          href: shown.otherAction,
        }
      : null,
    ways: methodChoices(shown.canMail),
  }
}
