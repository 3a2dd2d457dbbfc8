import { prepareSchool } from '../code-of-practice/as-of.ts'
import { addDays, addMonths, type Day, schoolCalendar } from '../code-of-practice/calendar.ts'
import { judgePupil } from '../code-of-practice/evaluate.ts'
import type { Finding } from '../code-of-practice/rule.ts'
import type { Tx } from '../database/in-school.ts'
import { loadForDays, loadSchool } from './load.ts'

/** What was found of the pupils on the roll on a day, by pupil. */
export interface FoundOn {
  readonly on: Day
  readonly findings: ReadonlyMap<string, readonly Finding[]>
}

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`

/** The last `count` month's ends that are not after a day, oldest first; and the day itself where it is none. */
export function monthEnds(until: Day, count: number): Day[] {
  const next = firstOfMonth(addDays(until, 1))
  const ends = Array.from({ length: count }, (_, back) => addDays(addMonths(next, -back), -1)).reverse()
  return ends.at(-1) === until ? ends : [...ends, until]
}

/**
 * Judges the pupils as of each of several days: two statements, however many days and pupils, and each day is judged from
 * the record itself as it then stood, not from anything kept. The days are judged one after another as they are asked
 * for, so that no more than one of them is held in memory.
 * @param days in order, at least one
 */
export async function judgeOnDays(
  tx: Tx,
  { schoolId, days }: { schoolId: string; days: readonly Day[] },
): Promise<Iterable<FoundOn>> {
  const [from = '', until = from] = [days[0], days.at(-1)]
  const facts = await loadSchool(tx, schoolId)
  const pupils = await loadForDays(tx, { schoolId, from, until })
  const calendar = schoolCalendar(facts)
  return {
    *[Symbol.iterator]() {
      for (const on of days) {
        const school = prepareSchool(facts, on, calendar)
        const found = pupils
          .filter(({ isOnRoll }) => isOnRoll(on))
          .map(({ pupilId, recordOn }) => [pupilId, judgePupil(recordOn(on), school)] as const)
        yield { on, findings: new Map(found) }
      }
    },
  }
}
