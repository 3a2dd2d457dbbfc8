import type { Day } from '../../days/calendar.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { progressWords } from '../reviews/model.ts'
import { type LastSeenRow, selectLastSeen } from './progress-sql.ts'

/** How far an outcome has got, as a member of staff who teaches or supports the pupil saw it. */
export type SeenInClass = Pick<LastSeenRow, 'staffId' | 'who' | 'seenOn' | 'progress' | 'note'>

/**
 * What each member of staff last saw of each outcome, by outcome id, the latest first. Outcomes about which nobody
 * noted anything are left out. One statement.
 * @param without leaves out the entry of this person on this day
 */
export async function seenInClass(
  tx: Tx,
  { schoolId, outcomeIds }: { schoolId: string; outcomeIds: readonly string[] },
  without: { staffId: string; on: Day } | null = null,
): Promise<ReadonlyMap<string, readonly SeenInClass[]>> {
  if (outcomeIds.length === 0) return new Map()
  const seen = new Map<string, SeenInClass[]>()
  for (const { outcomeId, ...said } of await selectLastSeen(tx, schoolId, outcomeIds, without)) {
    const before = seen.get(outcomeId)
    if (before) before.push(said)
    else seen.set(outcomeId, [said])
  }
  return seen
}

/** An entry in words: "some progress – “uses the card when it gets loud”" */
export const progressSaid = ({ progress, note }: Pick<SeenInClass, 'progress' | 'note'>): string =>
  `${progressWords[progress].toLowerCase()}${note === null ? '' : ` – “${note}”`}`

/** An entry with its author and day: "Mr Hughes, 3 November: some progress – “uses the card when it gets loud”" */
export const seenInWords = (seen: SeenInClass, today: Day): string =>
  `${seen.who}, ${shortDay(seen.seenOn, today)}: ${progressSaid(seen)}`
