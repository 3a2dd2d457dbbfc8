import { prepareSchool } from '../code-of-practice/as-of.ts'
import { addDays, addMonths, type Day, schoolCalendar } from '../days/calendar.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { keepTally, keptTallyShelf, makeRoomForTallies, type TallyShelf, tallyShelfAside } from './kept-tallies.ts'
import { loadForDays, loadSchool } from './load.ts'
import { type RollSpan, selectRollVersions } from './record-sql.ts'
import { type Tally, tallyOf } from './tally.ts'

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

/** The last `count` month's ends that are not after a day, oldest first; and the day itself where it is none. */
export function monthEnds(until: Day, count: number): Day[] {
  const next = firstOfMonth(addDays(until, 1))
  const ends = Array.from({ length: count }, (_, back) => addDays(addMonths(next, -back), -1)).reverse()
  return ends.at(-1) === until ? ends : [...ends, until]
}

/** What was tallied of the pupils on the roll on each of several days. Never changed by who uses it. */
export interface TalliedOnDays {
  readonly days: readonly Day[]
  /** Of those of whom anything had fallen due, in no order. */
  readonly pupils: ReadonlyMap<string, Tally>
}

/**
 * What was tallied last on each kept shelf: while PostgreSQL says the same of every pupil's version, it is the same, and so
 * is all that pages keep of it.
 */
const talliedLast = new WeakMap<TallyShelf, { versions: string; tallied: TalliedOnDays }>()

/**
 * Tallies the pupils as of each of several days, from the record as it then stood. Of whom was tallied before in this process
 * and has not changed since, nothing is loaded again: one statement where all is kept, three otherwise. What is kept is never
 * stale, for the reasons that judged.ts gives; whether a pupil was on the roll is part of what their version is of.
 * @param days in order
 */
export async function tallyOnDays(
  tx: Tx,
  { schoolId, days }: { schoolId: string; days: readonly Day[] },
): Promise<TalliedOnDays> {
  const [from = '', until = from] = [days[0], days.at(-1)]
  const span = { schoolId, from, until }
  const { seesOneMoment, database, schoolVersion, pupils: versions } = await selectRollVersions(tx, span)
  const key = `${database} ${schoolId} ${days.join()}`
  const shelf = seesOneMoment ? keptTallyShelf(key, schoolVersion) : tallyShelfAside(schoolVersion)
  const last = talliedLast.get(shelf)
  if (last?.versions === versions) return last.tallied

  const [pupils, missing] = [new Map<string, Tally>(), new Map<string, number>()]
  for (const [pupilId, version] of parseVersions(versions)) {
    const found = shelf.pupils.get(pupilId)
    if (found?.version !== version) missing.set(pupilId, version)
    else if (found.kept !== null) pupils.set(pupilId, found.kept)
  }
  // What is kept was taken before anything is waited for: a later moment's request may keep another version meanwhile.
  const loaded = missing.size === 0 ? [] : await tallyAnew(tx, { span, days }, [...missing.keys()])
  for (const { pupilId, tally } of loaded) {
    keepTally(shelf, pupilId, missing.get(pupilId) ?? 0, tally)
    if (tally !== null) pupils.set(pupilId, tally)
  }
  makeRoomForTallies()
  const tallied = { days, pupils }
  talliedLast.set(shelf, { versions, tallied })
  return tallied
}

const parseVersions = (text: string): [pupilId: string, version: number][] => JSON.parse(text)

/** Tallies pupils from the record; two statements. */
async function tallyAnew(
  tx: Tx,
  { span, days }: { span: RollSpan; days: readonly Day[] },
  pupilIds: readonly string[],
): Promise<{ pupilId: string; tally: Tally | null }[]> {
  const facts = await loadSchool(tx, span.schoolId)
  const calendar = schoolCalendar(facts)
  const schools = days.map((on) => prepareSchool(facts, on, calendar))
  const loaded = await loadForDays(tx, span, pupilIds)
  return loaded.map((pupil) => ({ pupilId: pupil.pupilId, tally: tallyOf(pupil, schools) }))
}
