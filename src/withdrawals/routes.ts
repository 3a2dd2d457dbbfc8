import { v7 as uuidv7 } from 'uuid'
import { firstPage, scopeOf } from '../access/permissions.ts'
import { type PupilVisit, pupilForm, pupilGet, pupilPost } from '../access/pupil-routes.ts'
import { type EntryKey, type EntryRow, isEntryKind, selectEntry } from '../database/withdrawal-sql.ts'
import { savedFlash } from '../record/pupil-steps.ts'
import { stepsOpenedWithout } from '../record/without-entry.ts'
import { type Answer, notFound, page, seeOther } from '../web/answers.ts'
import { refused } from '../web/form-page.ts'
import { formValues } from '../web/form-values.ts'
import type { Route } from '../web/routes.ts'
import { atOnce, putBack, undo, withdraw } from './commands.ts'
import { labels, withdrawForm } from './form.ts'
import { entryInWords, putBackPage, withdrawPage } from './page.ts'
import { goesWith, inTheWay } from './queries.ts'

const may = 'entry:withdraw'
const withdrawPath = '/pupils/:pupilId/withdraw/:kind/:entryId'
const putBackPath = '/pupils/:pupilId/put-back/:kind/:entryId'
const undoPath = '/pupils/:pupilId/undo/:kind/:entryId'

type EntryVisit = PupilVisit<typeof withdrawPath>

/** The entry that the address names, with its key; null where the pupil has no such one. */
async function entryAt({ tx, user, pupil, params }: EntryVisit): Promise<Found | null> {
  const { kind, entryId } = params
  if (!isEntryKind(kind)) return null
  const key = { schoolId: user.schoolId, pupilId: pupil.pupilId, kind, entryId }
  const entry = await selectEntry(tx, key)
  return entry && { key, entry }
}

const pupilPage = ({ pupil }: EntryVisit): string => `/pupils/${pupil.pupilId}`

type Found = { key: EntryKey; entry: EntryRow }

const headingOf = ({ key, entry }: Found): string => `Withdrawn: ${entryInWords(key.kind, entry)}`

/** Said once on the pupil's page; one press puts the entry back. */
async function withdrawnFlash(visit: EntryVisit, found: Found) {
  const { key } = found
  const heading = headingOf(found)
  const putItBack = {
    text: 'Put it back',
    action: `${pupilPage(visit)}/put-back/${key.kind}/${key.entryId}`,
    fields: {},
  }
  return { ...(await savedFlash(visit, key.pupilId, heading)), undo: putItBack }
}

const changedMeanwhile =
  'This was changed since you opened the page. It stands above as it is now: withdraw it all the same?'

const withdrawing = pupilForm(withdrawPath, {
  may,
  schema: withdrawForm,
  labels,
  start: async (visit) => {
    const found = await entryAt(visit)
    return found && formValues({ version: found.entry.version })
  },
  show: async (visit, form) => {
    const found = await entryAt(visit)
    if (!found) return notFound
    const { key, entry } = found
    const withIt = await goesWith(visit.tx, key)
    const whose = { ...key, today: visit.today }
    const opens =
      entry.because === null ? await stepsOpenedWithout(visit.tx, whose, { ...key, planId: entry.planId }) : []
    // The page shows the entry as it is now, so this is the version that is withdrawn.
    const asShown = { ...form, values: { ...form.values, version: [String(entry.version)] } }
    return page('withdrawals/withdraw', withdrawPage({ ...key, name: visit.pupil.name, entry, withIt, opens }, asShown))
  },
  save: async (visit, command) => {
    const found = await entryAt(visit)
    if (!found) return notFound
    const { tx, user, now } = visit
    const isDone = await withdraw(tx, found.key, command, { staffId: user.staffId, now })
    if (isDone) return seeOther(pupilPage(visit), await withdrawnFlash(visit, found))
    // The same form sent twice withdrew it once; by somebody else, the page says by whom and why.
    const { because } = found.entry
    if (because === command.because) return seeOther(pupilPage(visit))
    return refused('because', because === null ? changedMeanwhile : 'Somebody has withdrawn this already')
  },
})

const toPutBack = pupilGet(putBackPath, may, async (visit) => {
  const found = await entryAt(visit)
  if (!found) return notFound
  if (found.entry.because === null) return seeOther(pupilPage(visit))
  const withIt = await goesWith(visit.tx, found.key)
  const blocked = await inTheWay(visit.tx, found.key)
  return page(
    'withdrawals/put-back',
    putBackPage({ ...found.key, name: visit.pupil.name, entry: found.entry, withIt }, blocked),
  )
})

const puttingBack = pupilPost(putBackPath, may, async (visit): Promise<Answer> => {
  const found = await entryAt(visit)
  if (!found) return notFound
  const blocked = await inTheWay(visit.tx, found.key)
  if (blocked !== null && found.entry.because !== null) {
    const withIt = await goesWith(visit.tx, found.key)
    return page(
      'withdrawals/put-back',
      putBackPage({ ...found.key, name: visit.pupil.name, entry: found.entry, withIt }, blocked),
      422,
    )
  }
  await putBack(visit.tx, found.key)
  const heading = `Put back: ${entryInWords(found.key.kind, found.entry)}`
  return seeOther(pupilPage(visit), await savedFlash(visit, found.key.pupilId, heading))
})

/** What was just undone, with what was typed in its form again: no words are lost by it. */
async function undone(visit: EntryVisit, found: Found, mayWithdraw: boolean) {
  const { justSaved } = visit
  const flash = mayWithdraw ? await withdrawnFlash(visit, found) : { heading: headingOf(found), text: '' }
  if (!justSaved) return seeOther(pupilPage(visit), flash)
  const text = 'What you typed is in the form below: put it right and save it again, or leave it.'
  return {
    ...seeOther(justSaved.location, { ...flash, text, link: null }),
    held: { ...justSaved.values, id: [uuidv7()] },
  }
}

/** Whoever may not withdraw what others entered undoes only what their own form has just saved. */
const undoing = pupilPost(undoPath, 'entry:undo', async (visit): Promise<Answer> => {
  const found = await entryAt(visit)
  const { tx, user, now, justSaved } = visit
  const mayWithdraw = scopeOf(user.role, may) !== null
  if (!found || !(mayWithdraw || justSaved)) return notFound
  if (await undo(tx, found.key, { staffId: user.staffId, now })) return undone(visit, found, mayWithdraw)
  if (found.entry.because === atOnce) return undone(visit, found, mayWithdraw)
  if (!mayWithdraw) {
    return seeOther(firstPage[user.role], {
      heading: 'This cannot be undone any more',
      text: 'The SENCO is at work on it already, or it is some time ago. Ask the SENCO to withdraw it.',
    })
  }
  return seeOther(`${pupilPage(visit)}/withdraw/${found.key.kind}/${found.key.entryId}`, {
    heading: 'This cannot be undone any more',
    text: 'Somebody has worked on it since, or it is some time ago. You can withdraw it with a reason.',
  })
})

export const withdrawalRoutes: readonly Route[] = [...withdrawing, toPutBack, puttingBack, undoing]
