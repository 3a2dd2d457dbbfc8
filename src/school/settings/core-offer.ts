import { z } from 'zod'
import type { Day } from '../../days/calendar.ts'
import { academicYearStart } from '../../days/periods.ts'
import type { Visit } from '../../http/route.ts'
import { toDateOrNull } from '../../platform/database/days.ts'
import { areas } from '../../pupil-record/areas-of-need.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import {
  limits,
  notAfter,
  optionalDay,
  optionalId,
  optionalText,
  optionalWhole,
  ticked,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, formValues, mostRows } from '../../ui/forms/form-values.ts'
import { changeSchool, setStrategies } from '../commands.ts'
import { type StrategyToEdit, schoolToEdit, strategiesOf } from '../queries.ts'
import { type FormRow, rowsFor, type ShownRow, shownRows, storedRowFields } from '../rows.ts'
import { strategyTicks } from '../strategy-ticks-sql.ts'
import { topicRoutes } from '../topic.ts'

const labels = {
  publishedOn: 'When was the core offer published?',
  ...Object.fromEntries(
    areas.flatMap(({ area, words }) => [
      [`${area}.strategy`, words],
      [`${area}.place`, `${words}: place`],
      [`${area}.off`, `${words}: not used any more`],
    ]),
  ),
}

/**
 * A strategy as the form sent it. `place` is the position in its area that was typed, counted from 1; `isOff` means
 * that it is no longer used.
 */
type Strategy = { strategy: string; place: number | null; isOff: boolean }

const strategy = z
  .object({ id: optionalId(), strategy: optionalText(limits.line), place: optionalWhole(1, mostRows), off: ticked() })
  .transform(
    ({ id, strategy, place, off }): FormRow<Strategy> => ({
      id,
      row: strategy === null ? null : { strategy, place, isOff: off },
    }),
  )

const strategies = () => z.array(strategy).default([])

const coreOfferForm = (today: Day) =>
  z.object({
    version: version(),
    publishedOn: optionalDay(notAfter(today)),
    communication: strategies(),
    cognition: strategies(),
    socialEmotional: strategies(),
    sensoryPhysical: strategies(),
  })
type CoreOffer = z.infer<ReturnType<typeof coreOfferForm>>

const placeOf = (standing: readonly StrategyToEdit[], id: string | null): number | null => {
  const place = standing.findIndex((one) => one.id === id)
  return place === -1 ? null : place
}

/**
 * The form's strategies in the order of the typed places; one without a place comes last. If two have the same place, a
 * strategy that was moved up comes before the one that had the place, and a strategy that was moved down comes after
 * it.
 */
function inOrder(standing: readonly StrategyToEdit[], sent: readonly FormRow<Strategy>[]): FormRow<Strategy>[] {
  const wanted = sent.map((box, index) => {
    const place = box.row?.place ?? null
    const stood = placeOf(standing, box.id)
    const moved = place === null ? 0 : Math.sign(place - 1 - (stood ?? mostRows))
    return { box, key: [place ?? mostRows + 1, moved, index] as const }
  })
  const byKey = (one: (typeof wanted)[number], other: (typeof wanted)[number]): number =>
    one.key[0] - other.key[0] || one.key[1] - other.key[1] || one.key[2] - other.key[2]
  return wanted.sort(byKey).map(({ box }) => box)
}

/** Whether sorting by the typed places gives the order that is saved. */
function isOrderSent(standing: readonly StrategyToEdit[], sent: readonly FormRow<Strategy>[]): boolean {
  const places = new Map(sent.flatMap(({ id, row }) => (row === null ? [] : [[id, row.place ?? mostRows + 1]])))
  const inTurn = standing.map(({ id }) => places.get(id) ?? 0)
  return inTurn.every((place, index) => place > 0 && place >= (inTurn[index - 1] ?? 0))
}

/**
 * The saved strategies as boxes of the form. If the saved order agrees with the typed places, the places are shown as
 * typed.
 */
function standingBoxes(standing: readonly StrategyToEdit[], sent: readonly FormRow<Strategy>[] | null) {
  const typed = new Map(
    sent !== null && isOrderSent(standing, sent) ? sent.map(({ id, row }) => [id, row?.place ?? null]) : [],
  )
  return rowsFor(standing, sent).map(({ id, row }) => ({
    id,
    row: row && {
      strategy: row.strategy,
      place: typed.has(row.id) ? (typed.get(row.id) ?? null) : (placeOf(standing, row.id) ?? 0) + 1,
      isOff: row.offSince !== null,
    },
  }))
}

async function standing({ tx, user }: Visit, sent: CoreOffer | null) {
  const school = await schoolToEdit(tx, user.schoolId)
  const all = await strategiesOf(tx, user.schoolId)
  const fields = areas.map(({ area }) => {
    const ofArea = all.filter((one) => one.area === area)
    return storedRowFields(area, standingBoxes(ofArea, sent?.[area] ?? null), ({ strategy, place, isOff }) => ({
      strategy,
      place: place === null ? null : String(place),
      off: isOff ? 'yes' : null,
    }))
  })
  return formValues({
    version: school.version,
    ...dayFields('publishedOn', school.coreOfferPublishedOn),
    ...Object.assign({}, ...fields),
  })
}

async function write({ tx, user, today }: Visit, { version, ...sent }: CoreOffer): Promise<'written' | 'stale'> {
  const { schoolId } = user
  const set = { coreOfferPublishedOn: toDateOrNull(sent.publishedOn) }
  if (!(await changeSchool(tx, schoolId, version, set))) return 'stale'
  const all = await strategiesOf(tx, schoolId)
  for (const { area } of areas) {
    const ofArea = all.filter((one) => one.area === area)
    const boxes = inOrder(ofArea, sent[area])
    const placed = boxes.filter(({ row }) => row !== null)
    const offSince = (id: string | null) => ofArea.find((one) => one.id === id)?.offSince ?? today
    await setStrategies(
      tx,
      schoolId,
      area,
      ofArea,
      boxes.map(({ id, row }) => ({
        id,
        row: row && {
          strategy: row.strategy,
          offSince: row.isOff ? offSince(id) : null,
          position: placed.findIndex((box) => box.id === id),
        },
      })),
    )
  }
  return 'written'
}

/** The strategies of each area as boxes of the form. Each shows how often the strategy was ticked this school year. */
async function shownAreas(form: FormState, { tx, user, today }: Visit) {
  const from = academicYearStart(today)
  const ticks = await strategyTicks(tx, { schoolId: user.schoolId, from, until: today })
  const counts = new Map(ticks.map(({ strategy, concerns }) => [strategy, concerns]))
  const ticked = ({ name }: ShownRow): string => {
    const count = counts.get([form.values[`${name}.strategy`] ?? ''].flat()[0] ?? '') ?? 0
    return count === 0 ? '' : `Ticked for ${count} ${count === 1 ? 'concern' : 'concerns'} this school year`
  }
  return areas.map(({ area, words }) => ({
    words,
    id: area,
    boxes: shownRows(form, area).map((box) => ({ ...box, ticked: ticked(box) })),
  }))
}

/**
 * The settings page of the core offer (6.40): the date of its publication, and the school's strategies by area of need.
 */
export const coreOfferRoutes = topicRoutes({
  name: 'core-offer',
  title: 'Core offer',
  labels,
  schema: coreOfferForm,
  standing,
  more: async (form, visit) => ({ longest: limits.line, areas: await shownAreas(form, visit) }),
  write,
  saved: 'The core offer has been saved',
})
