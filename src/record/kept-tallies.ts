import type { Tally } from './tally.ts'

/*
 * What was tallied over the days of a year, kept in this process's memory between requests. A shelf holds one school over one
 * row of days; shelves that nobody used for longest go first. Why what is kept is never stale: see judged.ts.
 */

/** What is kept of one school over the same days, under one version of the school's own facts. */
export interface TallyShelf {
  readonly schoolVersion: number
  /** By pupil, under the version of their record; null where nothing had fallen due on any of the days. */
  readonly pupils: Map<string, { readonly version: number; readonly tally: Tally | null }>
  weight: number
}

/** In numbers of two bytes each, a pupil's own place among them: some 100 MB, a hundred schools of 1,500 pupils. */
const limit = 25_000_000
/** What a pupil takes up of whom nothing is tallied: the id, and the place in the map. */
const placeWeight = 80

/** In the order of their last use. */
const shelves = new Map<string, TallyShelf>()

/** A shelf that is not kept. */
export const tallyShelfAside = (schoolVersion: number): TallyShelf => ({ schoolVersion, pupils: new Map(), weight: 0 })

/** The shelf kept under a key; an empty one in its place where the school's own facts have another version by now. */
export function keptTallyShelf(key: string, schoolVersion: number): TallyShelf {
  const found = shelves.get(key)
  const shelf = found?.schoolVersion === schoolVersion ? found : tallyShelfAside(schoolVersion)
  shelves.delete(key)
  shelves.set(key, shelf)
  return shelf
}

const weightOf = (tally: Tally | null): number => placeWeight + (tally?.length ?? 0)

/** Keeps a pupil's tally under a version of their record, instead of an earlier one. */
export function keepTally(shelf: TallyShelf, pupilId: string, version: number, tally: Tally | null): void {
  const before = shelf.pupils.get(pupilId)
  shelf.weight += weightOf(tally) - (before === undefined ? 0 : weightOf(before.tally))
  shelf.pupils.set(pupilId, { version, tally })
}

/** Lets shelves go until the rest is within the limit; the one used last stays, whatever it weighs. */
export function makeRoomForTallies(): void {
  let weight = 0
  for (const shelf of shelves.values()) weight += shelf.weight
  for (const [key, shelf] of shelves) {
    if (weight <= limit || shelves.size === 1) return
    shelves.delete(key)
    weight -= shelf.weight
  }
}
