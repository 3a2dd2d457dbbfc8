import { makeShelves, type Shelf } from './shelves.ts'
import type { Tally } from './tally.ts'

/** What was tallied of one school over the same days; null of whom nothing had fallen due on any of them. */
export type TallyShelf = Shelf<Tally | null>

/** What a pupil takes up of whom nothing is tallied: the id, and the place in the map. */
const placeWeight = 80

export const {
  aside: tallyShelfAside,
  at: keptTallyShelf,
  keep: keepTally,
  makeRoom: makeRoomForTallies,
} = makeShelves<Tally | null>({
  /** In numbers of two bytes each, a pupil's own place among them: some 100 MB, a hundred schools of 1,500 pupils. */
  limit: 25_000_000,
  emptyWeight: 0,
  weightOf: (tally) => placeWeight + (tally?.length ?? 0),
})
