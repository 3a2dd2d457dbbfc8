import type { JudgedPupil, JudgedSchool } from './judge.ts'

/*
 * What was judged, kept in this process's memory between requests. A shelf holds one school as of one day; shelves that
 * nobody used for longest go first. See judged.ts for why what is kept is never stale.
 */

interface KeptPupil {
  readonly version: number
  readonly judged: JudgedPupil
}

/** What is kept of one school as of one day, under one version of the school's own facts. */
export interface Shelf {
  readonly schoolVersion: number
  school: JudgedSchool | null
  readonly pupils: Map<string, KeptPupil>
  weight: number
}

/** In findings, roughly 200 bytes each with what pages make of them; some twenty-five schools of 1,500 pupils. */
const limit = 500_000
/** What a shelf weighs before any pupil is on it: its school's calendar. */
const emptyWeight = 100

const weightOf = ({ findings }: JudgedPupil): number => 1 + findings.length

/** In the order of their last use. */
const shelves = new Map<string, Shelf>()

/** A shelf that is not kept. */
export const shelfAside = (schoolVersion: number): Shelf => ({
  schoolVersion,
  school: null,
  pupils: new Map(),
  weight: emptyWeight,
})

/** The shelf kept under a key; an empty one in its place where the school's own facts have another version by now. */
export function keptShelf(key: string, schoolVersion: number): Shelf {
  const found = shelves.get(key)
  const shelf = found?.schoolVersion === schoolVersion ? found : shelfAside(schoolVersion)
  shelves.delete(key)
  shelves.set(key, shelf)
  return shelf
}

/** The pupil as judged under that version of their record; null where that is not kept. */
export function keptPupil(shelf: Shelf, pupilId: string, version: number): JudgedPupil | null {
  const kept = shelf.pupils.get(pupilId)
  return kept?.version === version ? kept.judged : null
}

/** Keeps a pupil as judged under a version of their record, instead of an earlier one. */
export function keepPupil(shelf: Shelf, version: number, judged: JudgedPupil): void {
  const before = shelf.pupils.get(judged.pupilId)
  shelf.weight += weightOf(judged) - (before === undefined ? 0 : weightOf(before.judged))
  shelf.pupils.set(judged.pupilId, { version, judged })
}

/** Lets shelves go until the rest is within the limit; the one used last stays, whatever it weighs. */
export function makeRoom(): void {
  let weight = 0
  for (const shelf of shelves.values()) weight += shelf.weight
  for (const [key, shelf] of shelves) {
    if (weight <= limit || shelves.size === 1) return
    shelves.delete(key)
    weight -= shelf.weight
  }
}
