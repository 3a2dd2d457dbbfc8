import type { Day } from '../../days/calendar.ts'
import { timeInLondon } from '../../days/clock.ts'
import { type Answer, json, type PageAnswer } from '../../http/answers.ts'
import { draftActionOf, isByScript } from '../../http/drafts.ts'
import type { Route, Visit } from '../../http/route.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { progressSaid } from './model.ts'
import { type OwnEntry, ownEntry } from './queries.ts'

/*
 * The form of one outcome as the table's script sends it. It is saved like any form, but the answer is JSON with a
 * sentence to show instead of a page: 200 saved, 409 stale, 422 invalid.
 */

function faultOf({ page }: PageAnswer): Answer {
  const [first] = page.errors ?? []
  return json({ said: first?.text ?? '', field: first?.href.slice(1) ?? '' }, 422)
}

function savedWords({ now, today }: Visit, entry: OwnEntry | null, seenOn: Day): string {
  const day = seenOn === today ? '' : shortDay(seenOn, today)
  if (entry === null) return `Nothing is noted for ${day || 'today'}`
  return `Saved ${timeInLondon(now)}${day && `, as seen on ${day}`}`
}

const standsWords = (entry: OwnEntry | null): string =>
  entry === null ? 'you have taken it back' : `you have said: ${progressSaid(entry)}`

async function inWords(visit: Visit, answer: Answer): Promise<Answer> {
  if (answer.kind !== 'page' && answer.kind !== 'seeOther') return answer
  if (answer.kind === 'page' && answer.status === 422) return faultOf(answer)
  const { tx, user, params, values } = visit
  const seenOn = values.seenOn?.at(-1) ?? visit.today
  const key = { schoolId: user.schoolId, staffId: user.staffId, outcomeId: params.outcomeId ?? '' }
  const entry = await ownEntry(tx, { ...key, seenOn })
  const standing = { version: entry?.version ?? 0, progress: entry?.progress ?? '', note: entry?.note ?? '' }
  if (answer.kind === 'seeOther') return json({ ...standing, said: savedWords(visit, entry, seenOn) })
  return json({ ...standing, said: `Not saved: on another page ${standsWords(entry)}` }, 409)
}

/** Wraps the route that saves an outcome's form, so that the table's script gets JSON. */
export const cellRoute = (saving: Route): Route => ({
  ...saving,
  answer: async (visit) => {
    const answer = await saving.answer(visit)
    const isCell = isByScript(visit.values) && draftActionOf(visit.values) === null
    return isCell ? inWords(visit, answer) : answer
  },
})
