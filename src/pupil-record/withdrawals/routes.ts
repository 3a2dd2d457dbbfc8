import { v7 as uuidv7 } from 'uuid'
import { firstPage, scopeOf } from '../../access/permissions.ts'
import { savedFlash } from '../../findings/pupil-steps.ts'
import { type Answer, notFound, page, seeOther } from '../../http/answers.ts'
import { type FormPage, formPage, refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm, pupilGet, pupilPost } from '../../http/pupil-route.ts'
import { get, post, type Route, type Visit, type VisitTo } from '../../http/route.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import type { Flash } from '../../ui/views/views.ts'
import { type EntryKey, entryPath, isEntryKind, pageOfEntry } from '../entry.ts'
import { atOnce, putBack, undo, withdraw } from './commands.ts'
import { labels, type Withdraw, withdrawForm } from './form.ts'
import { entryInWords, putBackPage, withdrawPage } from './page.ts'
import { goesWith, inTheWay } from './queries.ts'
import { stepsOpenedByWithdrawing } from './what-if-withdrawn.ts'
import { type EntryRow, selectEntry } from './withdrawal-sql.ts'

const may = 'entry:withdraw'

/** A request about an entry: one about a pupil, or the school's reason for not doing one of its own steps. */
type EntryVisit = Visit & { key: EntryKey | null; name: string }

const ofPupil = (visit: PupilVisit<'/pupils/:pupilId/withdraw/:kind/:entryId'>): EntryVisit => {
  const { user, pupil, params } = visit
  const { kind, entryId } = params
  const key = isEntryKind(kind) ? { schoolId: user.schoolId, pupilId: pupil.pupilId, kind, entryId } : null
  return { ...visit, key, name: pupil.name }
}

const ofSchool = (visit: VisitTo<'/school/withdraw/notDone/:entryId'>): EntryVisit => {
  const { user, params } = visit
  const key = { schoolId: user.schoolId, pupilId: null, kind: 'notDone' as const, entryId: params.entryId }
  return { ...visit, key, name: user.schoolName }
}

type FoundEntry = { key: EntryKey; entry: EntryRow; name: string }

/** The entry that the address names; null if there is none with this id. */
async function entryAt({ tx, key, name }: EntryVisit): Promise<FoundEntry | null> {
  const entry = key && (await selectEntry(tx, key))
  return key && entry && { key, entry, name }
}

const headingOf = ({ key, entry }: FoundEntry): string => `Withdrawn: ${entryInWords(key.kind, entry)}`

/** The message after saving, with a pupil's next step. */
const flashOf = async (visit: EntryVisit, { key }: FoundEntry, heading: string): Promise<Flash> =>
  key.pupilId === null ? { heading, text: '' } : savedFlash(visit, key.pupilId, heading)

/** The message after a withdrawal, with a button that puts the entry back. */
async function withdrawnFlash(visit: EntryVisit, found: FoundEntry): Promise<Flash> {
  const putItBack = { text: 'Put it back', action: entryPath('put-back', found.key), fields: {} }
  return { ...(await flashOf(visit, found, headingOf(found))), undo: putItBack }
}

const changedMeanwhile =
  'This was changed since you opened the page. It stands above as it is now: withdraw it all the same?'

/** The steps that become open if the entry is withdrawn. Withdrawing a reason for a step opens none. */
async function stepsOpened({ tx, today }: EntryVisit, { key, entry }: FoundEntry) {
  const { schoolId, pupilId } = key
  if (pupilId === null || entry.because !== null) return []
  return stepsOpenedByWithdrawing(tx, { schoolId, pupilId, today }, { ...key, planId: entry.planId })
}

const withdrawing = <Entered extends Visit>(entryOf: (visit: Entered) => EntryVisit): FormPage<Entered, Withdraw> => ({
  may,
  schema: withdrawForm,
  labels,
  start: async (visit) => {
    const found = await entryAt(entryOf(visit))
    return found && formValues({ version: found.entry.version })
  },
  show: async (entered, form) => {
    const visit = entryOf(entered)
    const found = await entryAt(visit)
    if (!found) return notFound
    const shown = { ...found, withIt: await goesWith(visit.tx, found.key), opens: await stepsOpened(visit, found) }
    // The page shows the entry's current version, so the form has to send that one.
    const asShown = { ...form, values: { ...form.values, version: [String(found.entry.version)] } }
    return page('pupil-record/withdrawals/withdraw', withdrawPage(shown, asShown))
  },
  save: async (entered, command) => {
    const visit = entryOf(entered)
    const found = await entryAt(visit)
    if (!found) return notFound
    const { tx, user, now } = visit
    const location = pageOfEntry(found.key)
    const isDone = await withdraw(tx, found.key, command, { staffId: user.staffId, now })
    if (isDone) return seeOther(location, await withdrawnFlash(visit, found))
    // The same form sent again is answered as saved. Where somebody else withdrew it, the page says who and why.
    const { because } = found.entry
    if (because === command.because) return seeOther(location)
    return refused('because', because === null ? changedMeanwhile : 'Somebody has withdrawn this already')
  },
})

async function toPutBack(visit: EntryVisit): Promise<Answer> {
  const found = await entryAt(visit)
  if (!found) return notFound
  if (found.entry.because === null) return seeOther(pageOfEntry(found.key))
  const withIt = await goesWith(visit.tx, found.key)
  return page(
    'pupil-record/withdrawals/put-back',
    putBackPage({ ...found, withIt }, await inTheWay(visit.tx, found.key)),
  )
}

async function puttingBack(visit: EntryVisit): Promise<Answer> {
  const found = await entryAt(visit)
  if (!found) return notFound
  const blocked = await inTheWay(visit.tx, found.key)
  if (blocked !== null && found.entry.because !== null) {
    const withIt = await goesWith(visit.tx, found.key)
    return page('pupil-record/withdrawals/put-back', putBackPage({ ...found, withIt }, blocked), 422)
  }
  await putBack(visit.tx, found.key)
  const heading = `Put back: ${entryInWords(found.key.kind, found.entry)}`
  return seeOther(pageOfEntry(found.key), await flashOf(visit, found, heading))
}

/** The answer to an undo: the form with everything that was typed, so that no text is lost. */
async function undone(visit: EntryVisit, found: FoundEntry, mayWithdraw: boolean): Promise<Answer> {
  const { lastUndoable } = visit
  const flash = mayWithdraw ? await withdrawnFlash(visit, found) : { heading: headingOf(found), text: '' }
  if (!lastUndoable) return seeOther(pageOfEntry(found.key), flash)
  const text = 'What you typed is in the form below: put it right and save it again, or leave it.'
  return {
    ...seeOther(lastUndoable.location, { ...flash, text, link: null }),
    formToRestore: { ...lastUndoable.values, id: [uuidv7()] },
  }
}

/** Undoes an entry. Somebody without the permission to withdraw can undo only what their own form has just saved. */
async function undoing(visit: EntryVisit): Promise<Answer> {
  const found = await entryAt(visit)
  const { tx, user, now, lastUndoable } = visit
  const mayWithdraw = scopeOf(user.role, may) !== null
  if (!found || !(mayWithdraw || lastUndoable)) return notFound
  if (await undo(tx, found.key, { staffId: user.staffId, now })) return undone(visit, found, mayWithdraw)
  if (found.entry.because === atOnce) return undone(visit, found, mayWithdraw)
  if (!mayWithdraw) {
    return seeOther(firstPage[user.role], {
      heading: 'This cannot be undone any more',
      text: 'The SENCO is at work on it already, or it is some time ago. Ask the SENCO to withdraw it.',
    })
  }
  return seeOther(entryPath('withdraw', found.key), {
    heading: 'This cannot be undone any more',
    text: 'Somebody has worked on it since, or it is some time ago. You can withdraw it with a reason.',
  })
}

export const withdrawalRoutes: readonly Route[] = [
  ...pupilForm('/pupils/:pupilId/withdraw/:kind/:entryId', withdrawing(ofPupil)),
  pupilGet('/pupils/:pupilId/put-back/:kind/:entryId', may, (visit) => toPutBack(ofPupil(visit))),
  pupilPost('/pupils/:pupilId/put-back/:kind/:entryId', may, (visit) => puttingBack(ofPupil(visit))),
  pupilPost('/pupils/:pupilId/undo/:kind/:entryId', 'entry:undo', (visit) => undoing(ofPupil(visit))),
  ...formPage('/school/withdraw/notDone/:entryId', withdrawing(ofSchool)),
  get('/school/put-back/notDone/:entryId', { may }, (visit) => toPutBack(ofSchool(visit))),
  post('/school/put-back/notDone/:entryId', { may }, (visit) => puttingBack(ofSchool(visit))),
  post('/school/undo/notDone/:entryId', { may }, (visit) => undoing(ofSchool(visit))),
]
