import { v7 as uuidv7 } from 'uuid'
import { scopeOf } from '../access/permissions.ts'
import { type PupilVisit, pupilForm, pupilGet } from '../access/pupil-routes.ts'
import { isYoungPersonOn } from '../code-of-practice/calendar.ts'
import { savedFlash } from '../record/pupil-steps.ts'
import { notFound, page, paper, type SeeOther, seeOther } from '../web/answers.ts'
import { type Refused, refused, stale } from '../web/form-page.ts'
import { dayFields, formValues } from '../web/form-values.ts'
import type { Route } from '../web/routes.ts'
import type { Flash } from '../web/views.ts'
import { correctNotice, informParents, type WrittenTo } from './commands.ts'
import {
  type Addressee,
  labels,
  letterForm,
  noticeForm,
  noticeValues,
  type SendLetter,
  someoneElse,
  words,
  youngPerson,
} from './form.ts'
import { letterFormPage, letterPage, notCountedInWords, noticePage } from './page.ts'
import {
  letterToShow,
  noticeToEdit,
  otherLetters,
  type WhomToWriteTo,
  whatToTell,
  whomToWriteTo,
  whyNotCounted,
} from './queries.ts'
import { letterText } from './template.ts'

const asked = ({ user, pupil, today }: PupilVisit) => ({ schoolId: user.schoolId, pupilId: pupil.pupilId, today })

const isYoungPerson = ({ pupil, today }: PupilVisit): boolean => isYoungPersonOn(pupil.dateOfBirth, today)

const isToYoungPerson = (visit: PupilVisit): boolean => isYoungPerson(visit) && visit.query.get('to') === youngPerson

const told = async (visit: PupilVisit) => ({
  ...(await whatToTell(visit.tx, asked(visit))),
  forename: visit.pupil.forename,
})

/** What was saved and what comes next and, where the notice does not count, why. */
async function noticeFlash(
  visit: PupilVisit,
  heading: string,
  notice: { sentOn: string; addressee: Addressee },
): Promise<Flash> {
  const flash = await savedFlash(visit, visit.pupil.pupilId, heading)
  const why = await whyNotCounted(visit.tx, asked(visit), notice)
  return why === null ? flash : { ...flash, text: `${notCountedInWords(why)} ${flash.text}` }
}

/** Those whom the form names, with what is printed on each letter; the fault where one may not be written to. */
function writtenTo(visit: PupilVisit, letter: SendLetter, contacts: readonly WhomToWriteTo[]): WrittenTo[] | Refused {
  const found: WrittenTo[] = []
  for (const key of letter.to) {
    const contact = contacts.find(({ id }) => id === key)
    if (key === youngPerson) {
      if (!isYoungPerson(visit)) {
        return refused('to', `${visit.pupil.forename} is not a young person in law yet. Choose a parent or carer`)
      }
      found.push({ key, addressee: 'youngPerson', name: visit.pupil.name, address: null })
    } else if (key === someoneElse) {
      found.push({ key, addressee: 'parent', name: letter.toName ?? '', address: letter.toAddress })
    } else if (contact) {
      found.push({ key, addressee: 'parent', name: contact.name, address: contact.address })
    } else {
      return refused('to', 'The contacts have changed meanwhile. Choose again')
    }
  }
  return found
}

/** What was sent stays as it was: the form anew, with what was changed, to be recorded as a letter of its own. */
const asAnother = ({ pupil, values }: PupilVisit): SeeOther => ({
  ...seeOther(`/pupils/${pupil.pupilId}/notices/new`, {
    heading: 'This letter was recorded as sent before, and stays as it was',
    text: 'What you changed since then is in the form below. If it was sent as another letter, record it.',
  }),
  held: { ...values, id: [uuidv7()] },
})

const write = pupilForm('/pupils/:pupilId/notices/new', {
  may: 'notice:send',
  schema: letterForm,
  labels,
  start: async (visit) => {
    const { tx, user, pupil, today } = visit
    const contacts = await whomToWriteTo(tx, user.schoolId, pupil.pupilId)
    const toPupil = isToYoungPerson(visit)
    return formValues({
      id: uuidv7(),
      to: toPupil ? youngPerson : (contacts[0]?.id ?? someoneElse),
      subject: toPupil ? 'Your SEN Support' : `SEN Support for ${pupil.name}`,
      text: letterText(await told(visit), toPupil ? 'youngPerson' : 'parent'),
      signedBy: `${user.name}, SENCO`,
      ...dayFields('sentOn', today),
    })
  },
  show: async (visit, form) => {
    const contacts = await whomToWriteTo(visit.tx, visit.user.schoolId, visit.pupil.pupilId)
    return page(
      'letters/write',
      letterFormPage({
        pupil: visit.pupil,
        form,
        contacts,
        told: await told(visit),
        isYoungPerson: isYoungPerson(visit),
        isToYoungPerson: isToYoungPerson(visit),
      }),
    )
  },
  save: async (visit, letter) => {
    const { tx, user, pupil } = visit
    const to = writtenTo(visit, letter, await whomToWriteTo(tx, user.schoolId, pupil.pupilId))
    if (!Array.isArray(to)) return to
    const letterIds = await informParents(tx, { schoolId: user.schoolId, pupilId: pupil.pupilId }, letter, to)
    if (!letterIds) return asAnother(visit)
    const addressee = to.some((one) => one.addressee === 'parent') ? 'parent' : 'youngPerson'
    const heading =
      to.length === 1 ? 'The letter has been recorded as sent' : `${to.length} letters have been recorded as sent`
    const flash = await noticeFlash(visit, heading, { sentOn: letter.sentOn, addressee })
    return seeOther(`/pupils/${pupil.pupilId}/letters/${letterIds[0]}`, flash)
  },
})

const read = pupilGet('/pupils/:pupilId/letters/:letterId', 'record:read', async (visit) => {
  const { tx, user, pupil, params } = visit
  const letter = await letterToShow(tx, user.schoolId, pupil.pupilId, params.letterId)
  if (!letter) return notFound
  const others = await otherLetters(tx, user.schoolId, pupil.pupilId, params.letterId)
  const mayCorrect = scopeOf(user.role, 'notice:send') !== null
  const shown = letterPage({ pupilId: pupil.pupilId, schoolName: user.schoolName, letter, others, mayCorrect })
  return paper('letters/letter', shown, 'letter')
})

const correct = pupilForm('/pupils/:pupilId/notices/:noticeId/edit', {
  may: 'notice:send',
  schema: noticeForm,
  labels,
  start: async ({ tx, user, pupil, params }) => {
    const notice = await noticeToEdit(tx, user.schoolId, pupil.pupilId, params.noticeId)
    return notice && noticeValues(notice)
  },
  show: async (visit, form) => {
    const { tx, user, pupil, params } = visit
    const notice = await noticeToEdit(tx, user.schoolId, pupil.pupilId, params.noticeId)
    if (!notice) return notFound
    const why = await whyNotCounted(tx, asked(visit), notice)
    return page(
      'letters/notice',
      noticePage({ pupil, noticeId: params.noticeId, form, letterId: notice.letterId, whyNotCounted: why }),
    )
  },
  save: async (visit, notice) => {
    const { tx, user, pupil, params } = visit
    const before = await noticeToEdit(tx, user.schoolId, pupil.pupilId, params.noticeId)
    if (!before) return notFound
    if (notice.addressee === 'youngPerson' && before.addressee === 'parent' && !isYoungPerson(visit)) {
      return refused('addressee', `${pupil.forename} is not a young person in law yet`)
    }
    const location = `/pupils/${pupil.pupilId}`
    const whose = { schoolId: user.schoolId, pupilId: pupil.pupilId }
    if (!(await correctNotice(tx, whose, params.noticeId, notice))) {
      return stale(noticeValues(before), location, words)
    }
    return seeOther(location, await noticeFlash(visit, 'The notice has been corrected', notice))
  },
})

export const letterRoutes: readonly Route[] = [...write, read, ...correct]
