import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { auditOpening } from '../../access/open-pupil.ts'
import type { Day } from '../../days/calendar.ts'
import { notFound, page, paper, seeOther } from '../../http/answers.ts'
import { formPage, refused } from '../../http/form-page.ts'
import { get, type Route, type Visit } from '../../http/route.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { choice, day, id, isUuid, limits, notAfter, text } from '../../ui/forms/fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { methods, needsOf } from '../commands.ts'
import { dayToCome, timeInWords } from '../field-words.ts'
import { printPage } from '../letter-page.ts'
import { lettersQuery, lettersToShow } from '../model.ts'
import { letterIdsIn } from '../print.ts'
import { byRegister, methodChoices } from '../ways-to-send.ts'
import { notInvited, sendInvitations, type ToInvite } from './invitations.ts'

const labels = {
  reviews: 'Which reviews?',
  signedBy: 'Who signs the letters?',
  sentOn: 'When are they sent?',
  method: 'How are they sent?',
} as const

const invitationMethods = ['post', 'handedOver', 'email', byRegister] as const

const invitationsForm = (today: Day) =>
  z
    .object({
      id: id(),
      reviews: z.array(z.string()).catch([]),
      signedBy: text('Enter who signs the letters', limits.name),
      sentOn: day('Enter the day on which they are sent', notAfter(today)),
      method: choice(invitationMethods, 'Choose how they are sent'),
    })
    .superRefine(({ reviews, method, sentOn }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      if (!reviews.some(isUuid)) refuse('reviews', 'Choose at least one review')
      if (method === byRegister && sentOn !== today)
        refuse('sentOn', 'What the register e-mails goes today. Enter today')
    })
    .transform(({ method, ...sending }) => ({ ...sending, method: method === byRegister ? null : methods[method] }))

const parentInWords = (parent: ToInvite['parents'][number]): string => {
  const needs = needsOf(parent)
  const notes = [needs, parent.email === null ? 'no e-mail address' : null].filter((note) => note !== null)
  return `${parent.name}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`
}

const choiceOf = ({ id, name, registrationGroup, on, at, parents }: ToInvite) => ({
  value: id,
  text: `${name}${registrationGroup === null ? '' : `, ${registrationGroup}`}`,
  hint: [`${dayToCome(on)} at ${timeInWords(at)}`, parents.map(parentInWords).join(', ')].join(' · '),
})

const hasParents = ({ parents }: ToInvite): boolean => parents.length > 0

const show = async ({ tx, user, today, canMail }: Visit, form: FormState) => {
  const reviews = await notInvited(tx, user.schoolId, today)
  return page('letters/invitations/invitations', {
    title: 'Invitations',
    heading: 'Invite the parents to reviews',
    back: { text: 'Reviews', href: '/reviews' },
    action: '/letters/invitations',
    form,
    labels,
    limits,
    reviews: reviews.filter(hasParents).map(choiceOf),
    withoutParents: reviews
      .filter((review) => !hasParents(review))
      .map(({ name, pupilId }) => ({ text: name, href: `/pupils/${pupilId}/edit` })),
    ways: methodChoices(canMail).filter(({ value }) => value !== 'meeting'),
    words: { text: 'The words of the invitation', href: '/school/letters/invitation' },
  })
}

const write = formPage('/letters/invitations', {
  may: 'notice:send',
  schema: invitationsForm,
  labels,
  start: async ({ tx, user, today }) => {
    const reviews = await notInvited(tx, user.schoolId, today)
    return formValues({
      id: uuidv7(),
      reviews: reviews.filter(hasParents).map(({ id }) => id),
      signedBy: `${user.name}, SENCO`,
      ...dayFields('sentOn', today),
    })
  },
  show,
  save: async (visit, { reviews: chosenIds, method, sentOn, signedBy }) => {
    const { tx, user, today, canMail } = visit
    if (method === null && !canMail) return refused('method', 'Choose how they are sent')
    const open = await notInvited(tx, user.schoolId, today)
    const chosen = open.filter((review) => hasParents(review) && chosenIds.includes(review.id))
    if (chosen.length === 0) {
      return seeOther('/letters/invitations', {
        heading: 'Nobody was written to',
        text: 'Those reviews were cancelled meanwhile, or their parents have been invited already.',
      })
    }
    const inviting = { schoolId: user.schoolId, sentBy: user.staffId, signedBy, sentOn, method }
    const letterIds = await sendInvitations(tx, chosen, inviting)
    const count = letterIds.length === 1 ? '1 invitation has' : `${letterIds.length} invitations have`
    return seeOther(`/letters/print?${lettersQuery(letterIds)}`, {
      heading: `${count} been written`,
      text:
        method === null
          ? 'Those with an e-mail address are being e-mailed. Print the others and post them.'
          : 'Each is stored as sent. Print them here.',
    })
  },
})

const printed = get('/letters/print', { may: 'notice:send' }, async ({ tx, user, query }) => {
  const letters = await lettersToShow(tx, user.schoolId, { pupilId: null, letterIds: letterIdsIn(query) })
  if (letters.length === 0) return notFound
  await auditOpening(tx, user, [...new Set(letters.map(({ pupilId }) => pupilId))])
  return paper('letters/write/letter', printPage(letters, { text: 'Reviews', href: '/reviews' }), 'letters')
})

export const invitationRoutes: readonly Route[] = [...write, printed]
