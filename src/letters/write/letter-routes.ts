import { scopeOf } from '../../access/permissions.ts'
import { type Day, isYoungPersonOn } from '../../days/calendar.ts'
import { savedFlash } from '../../findings/pupil-steps.ts'
import type { Addressee } from '../../generated/prisma/enums.ts'
import { notFound, page, paper, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm, pupilGet } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import type { Flash } from '../../ui/views/views.ts'
import { letterPage, printPage } from '../letter-page.ts'
import { letterIdsOf, lettersToShow, letterToShow, noticeToEdit, otherLetters, whyNotCounted } from '../model.ts'
import { letterIdsIn } from '../print.ts'
import { correctNotice } from './commands.ts'
import { labels, noticeForm, noticeValues, words } from './form.ts'
import { listPage } from './list-page.ts'
import { notCountedInWords, noticePage } from './notice-page.ts'

const asked = ({ user, pupil, today }: PupilVisit) => ({ schoolId: user.schoolId, pupilId: pupil.pupilId, today })

const mayCorrect = ({ user }: PupilVisit): boolean => scopeOf(user.role, 'notice:send') !== null

const list = pupilGet('/pupils/:pupilId/letters', 'record:read', async (visit) => {
  const { tx, user, pupil } = visit
  const letterIds = await letterIdsOf(tx, user.schoolId, pupil.pupilId)
  const letters = await lettersToShow(tx, user.schoolId, { pupilId: pupil.pupilId, letterIds })
  return page('letters/write/list', listPage({ pupil, letters, mayWrite: mayCorrect(visit) }))
})

const printed = pupilGet('/pupils/:pupilId/letters/print', 'record:read', async ({ tx, user, pupil, query }) => {
  const letters = await lettersToShow(tx, user.schoolId, { pupilId: pupil.pupilId, letterIds: letterIdsIn(query) })
  if (letters.length === 0) return notFound
  const back = { text: 'Letters', href: `/pupils/${pupil.pupilId}/letters` }
  return paper('letters/write/letter', printPage(letters, back), 'letters')
})

const read = pupilGet('/pupils/:pupilId/letters/:letterId', 'record:read', async (visit) => {
  const { tx, user, pupil, params } = visit
  const letter = await letterToShow(tx, user.schoolId, pupil.pupilId, params.letterId)
  if (!letter) return notFound
  const others = await otherLetters(tx, user.schoolId, pupil.pupilId, params.letterId)
  const shown = { pupilId: pupil.pupilId, schoolName: user.schoolName, letter, others, mayCorrect: mayCorrect(visit) }
  return paper('letters/write/letter', letterPage(shown), 'letter')
})

/** The message after saving, with the reason where the notice does not count. */
async function noticeFlash(visit: PupilVisit, notice: { sentOn: Day; addressee: Addressee }): Promise<Flash> {
  const flash = await savedFlash(visit, visit.pupil.pupilId, 'The notice has been corrected')
  const why = await whyNotCounted(visit.tx, asked(visit), notice)
  return why === null ? flash : { ...flash, text: `${notCountedInWords(why)} ${flash.text}` }
}

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
      'letters/write/notice',
      noticePage({ pupil, noticeId: params.noticeId, form, letterId: notice.letterId, whyNotCounted: why }),
    )
  },
  save: async (visit, notice) => {
    const { tx, user, pupil, params, today } = visit
    const before = await noticeToEdit(tx, user.schoolId, pupil.pupilId, params.noticeId)
    if (!before) return notFound
    const isYoungPerson = isYoungPersonOn(pupil.dateOfBirth, today)
    if (notice.addressee === 'youngPerson' && before.addressee === 'parent' && !isYoungPerson) {
      return refused('addressee', `${pupil.forename} is not a young person in law yet`)
    }
    const location = `/pupils/${pupil.pupilId}`
    const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
    if (!(await correctNotice(tx, key, params.noticeId, notice))) {
      return stale(noticeValues(before), location, words)
    }
    return seeOther(location, await noticeFlash(visit, notice))
  },
})

/** Routes that read and print letters and correct notices. `/letters/new` has to be mounted before `read`. */
export const letterRoutes: readonly Route[] = [list, printed, read, ...correct]
