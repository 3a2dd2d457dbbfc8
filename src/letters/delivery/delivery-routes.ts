import { v7 as uuidv7 } from 'uuid'
import { savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm, pupilPost } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { isStopped } from '../../pupil-record/planned-reviews/model.ts'
import { isUuid, limits } from '../../ui/forms/fields.ts'
import { dayFields, formValues } from '../../ui/forms/form-values.ts'
import { deliveryInWords } from '../delivery-words.ts'
import { letterKindWords } from '../merging.ts'
import { type LetterToShow, letterToShow } from '../model.ts'
import { nameOf } from '../printed-letter.ts'
import { methodChoices } from '../ways-to-send.ts'
import { cameBack, sendAgain } from './deliveries.ts'
import { labels, resendForm } from './resend-form.ts'

const resendPath = '/pupils/:pupilId/letters/:letterId/again'

const letterOf = ({ tx, user, pupil, params }: PupilVisit<typeof resendPath>): Promise<LetterToShow | null> =>
  letterToShow(tx, user.schoolId, pupil.pupilId, params.letterId)

/**
 * The letter to send again; null for a stopped invitation, whose text is wrong since its review was moved or cancelled.
 */
async function letterToSend(visit: PupilVisit<typeof resendPath>): Promise<LetterToShow | null> {
  const letter = await letterOf(visit)
  return letter?.deliveries.some(isStopped) ? null : letter
}

/** The contact's current e-mail address, which may have been corrected since the letter. */
async function emailNow({ tx, user, pupil }: PupilVisit, contactId: string | null): Promise<string | null> {
  if (contactId === null) return null
  const contact = await tx.contact.findFirst({
    where: { schoolId: user.schoolId, pupilId: pupil.pupilId, id: contactId },
    select: { email: true },
  })
  return contact?.email ?? null
}

const resend = pupilForm(resendPath, {
  may: 'notice:send',
  schema: resendForm,
  labels,
  start: async (visit) => {
    const letter = await letterToSend(visit)
    if (letter === null) return null
    const email = await emailNow(visit, letter.contactId)
    return formValues({ id: uuidv7(), email, ...dayFields('sentOn', visit.today) })
  },
  show: async (visit, form) => {
    const letter = await letterToSend(visit)
    if (letter === null) return notFound
    const { pupil, canMail } = visit
    const letterPath = `/pupils/${pupil.pupilId}/letters/${letter.id}`
    return page('letters/delivery/again', {
      title: 'Send a letter again',
      heading: `Send the letter to ${nameOf(letter.sentTo)} again`,
      back: { text: 'The letter', href: letterPath },
      action: `${letterPath}/again`,
      form,
      labels,
      limits,
      kind: letterKindWords[letter.kind],
      sent: letter.deliveries.map(deliveryInWords),
      ways: methodChoices(canMail),
      canMail,
      editContacts: { text: 'Change the contacts', href: `/pupils/${pupil.pupilId}/edit` },
    })
  },
  save: async (visit, { id, how }) => {
    const letter = await letterToSend(visit)
    if (letter === null) return notFound
    const { tx, user, pupil, canMail } = visit
    if ('email' in how && !canMail) return refused('method', 'Choose how it goes')
    const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
    await sendAgain(tx, key, { letterId: letter.id, deliveryId: id, sentBy: user.staffId, how })
    const heading = 'email' in how ? 'The letter is being e-mailed again' : 'The letter has been recorded as sent again'
    const flash = await savedFlash(visit, pupil.pupilId, heading)
    return seeOther(`/pupils/${pupil.pupilId}/letters/${letter.id}`, flash)
  },
})

const cameBackPath = '/pupils/:pupilId/letters/:letterId/deliveries/:deliveryId/came-back'

const returned = pupilPost(cameBackPath, 'notice:send', async (visit) => {
  const { tx, user, pupil, params, values, now } = visit
  const letter = isUuid(params.letterId) ? await letterOf(visit) : null
  const delivery = letter?.deliveries.find(({ id }) => id === params.deliveryId)
  if (!letter || !delivery) return notFound
  const version = Number(values.version?.[0] ?? 0)
  const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
  const back = { letterId: letter.id, deliveryId: delivery.id, version, staffId: user.staffId, now }
  const isNoted = Number.isSafeInteger(version) && (await cameBack(tx, key, back))
  const location = `/pupils/${pupil.pupilId}/letters/${letter.id}`
  if (!isNoted) {
    const heading =
      delivery.status === 'cameBack' ? 'That it came back is on record' : 'The letter has been changed meanwhile'
    return seeOther(location, { heading, text: 'This is how it stands now.' })
  }
  return seeOther(location, await savedFlash(visit, pupil.pupilId, 'It is on record that the letter came back'))
})

export const deliveryRoutes: readonly Route[] = [...resend, returned]
