import { v7 as uuidv7 } from 'uuid'
import type { Day } from '../../days/calendar.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { formPage, refused } from '../../http/form-page.ts'
import { post, type Route, type Visit } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import { type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { areasOfNeed } from '../areas-of-need.ts'
import { beginLists, type StatementChanges, setLists } from './commands.ts'
import { type EditLists, listForm, listLabels, mostInArea } from './form.ts'
import { listPage } from './page.ts'
import { type Statement, settingsVersion, statementsOf } from './queries.ts'

const path = '/school/round-robin'

type Area = (typeof areasOfNeed)[number]

/** The saved statements of an area. If a form was sent, in the order of the form. */
function ofArea(all: readonly Statement[], area: Area, sent: EditLists | null): Statement[] {
  const standing = all.filter((one) => one.area === area)
  if (sent === null) return standing
  const places = new Map(sent[area].map(({ id }, place) => [id, place]))
  return standing.toSorted(
    (one, other) => (places.get(one.id) ?? standing.length) - (places.get(other.id) ?? standing.length),
  )
}

async function standingValues({ tx, user }: Visit, sent: EditLists | null): Promise<FormValues> {
  const all = await statementsOf(tx, user.schoolId)
  const rows = areasOfNeed.flatMap((area) =>
    ofArea(all, area, sent).flatMap(({ id, statement, offSince }, row) =>
      Object.entries({ id, statement, off: offSince === null ? null : 'yes' }).map(
        ([name, value]) => [`${area}.${row}.${name}`, value] as const,
      ),
    ),
  )
  return formValues({
    id: sent?.id ?? uuidv7(),
    version: await settingsVersion(tx, user.schoolId),
    ...Object.fromEntries(rows),
  })
}

/**
 * The rows that were sent, after "up" or "down" was pressed: the statement that the button names has changed places
 * with its neighbour.
 */
function moved(rows: EditLists[Area], move: EditLists['move']): EditLists[Area] {
  const from = rows.findIndex(({ id }) => id === move?.statementId)
  const to = from + (move?.direction === 'up' ? -1 : 1)
  const [one, other] = [rows[from], rows[to]]
  if (one === undefined || other === undefined) return rows
  return rows.map((row) => (row === one ? other : row === other ? one : row))
}

/**
 * The statements that a form adds to an area. Their ids are derived from the form's id, so sending the form again
 * adds no more.
 */
const addedIn = (sent: EditLists, area: Area) =>
  sent[`more-${area}`].map((statement, line) => ({ id: derivedId(sent.id, `${area} ${line}`), statement }))

/** What a form changes in an area; null where the form has a statement that the area does not have. */
function changesIn(all: readonly Statement[], area: Area, sent: EditLists, today: Day): StatementChanges | null {
  const standing = new Map(all.filter((one) => one.area === area).map((one) => [one.id, one]))
  if (sent[area].some(({ id }) => !standing.has(id))) return null
  const placed = moved(sent[area], sent.move).map(({ id, statement, off }, position) => {
    const offSince = off ? (standing.get(id)?.offSince ?? today) : null
    return { id, statement, offSince, position }
  })
  const changed = placed.filter((one) => {
    const before = standing.get(one.id)
    return before?.statement !== one.statement || before.offSince !== one.offSince || before.position !== one.position
  })
  const first = Math.max(placed.length, ...[...standing.values()].map(({ position }) => position + 1))
  const added = addedIn(sent, area)
    .filter(({ id, statement }) => standing.get(id)?.statement !== statement)
    .map((one, place) => ({ ...one, offSince: null, position: first + place }))
  return { changed, added }
}

const lists = formPage(path, {
  may: 'school:write',
  schema: listForm,
  labels: listLabels,
  start: (visit) => standingValues(visit, null),
  show: async ({ tx, user }, form) =>
    page('pupil-record/round-robins/lists', listPage(form, (await statementsOf(tx, user.schoolId)).length === 0)),
  save: async (visit, sent) => {
    const { tx, user, today } = visit
    const { schoolId } = user
    const all = await statementsOf(tx, schoolId)
    const location = sent.move === null ? '/school#round-robin' : `${path}#statement-${sent.move.statementId}`
    const saved = seeOther(location, {
      heading: sent.move === null ? 'The lists have been saved' : 'Moved, and the lists have been saved',
      text: 'Whoever is asked from now on sees them like this. What was answered keeps the words in which it was asked.',
    })
    const changes = new Map<Area, StatementChanges>()
    for (const area of areasOfNeed) {
      const ofThis = changesIn(all, area, sent, today)
      if (ofThis === null) return notFound
      const count = all.filter((one) => one.area === area).length + ofThis.added.length
      if (ofThis.added.length > 0 && count > mostInArea)
        return refused(
          `more-${area}`,
          `An area has at most ${mostInArea} statements. Reword one that is not asked any more`,
        )
      changes.set(area, ofThis)
    }
    const isSavedBefore = [...changes.values()].every(({ changed, added }) => changed.length + added.length === 0)
    if (isSavedBefore) return saved
    if (!(await setLists(tx, schoolId, sent.version, changes)))
      return stale(await standingValues(visit, sent), location)
    return saved
  },
})

const begin = post(`${path}/begin`, { may: 'school:write' }, async ({ tx, user }) => {
  await beginLists(tx, user.schoolId)
  return seeOther(path, {
    heading: 'Your lists begin with the register’s',
    text: 'Reword them, add your own, and switch off what you do not ask.',
  })
})

export const listRoutes: readonly Route[] = [...lists, begin]
