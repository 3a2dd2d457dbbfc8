import type { JudgedPupil } from './judge.ts'
import { makeShelves, type Shelf } from './shelves.ts'

/** The cached findings of one school as of one day. */
export type JudgedShelf = Shelf<JudgedPupil>

const judgedShelves = makeShelves<JudgedPupil>({
  /**
   * In findings of about 200 bytes each, including what pages cache of them: about twenty-five schools of 1,500 pupils.
   */
  limit: 500_000,
  /** Stands for the school's calendar. */
  emptyWeight: 100,
  weightOf: ({ findings }) => 1 + findings.length,
})

export const { aside: shelfAside, at: keptShelf, makeRoom } = judgedShelves

/** The pupil's findings under this version of their record; null when they are not cached. */
export function keptPupil(shelf: JudgedShelf, pupilId: string, version: number): JudgedPupil | null {
  const found = shelf.pupils.get(pupilId)
  return found?.version === version ? found.kept : null
}

/** Caches a pupil's findings under a version of their record and replaces those of an earlier version. */
export const keepPupil = (shelf: JudgedShelf, version: number, judged: JudgedPupil): void =>
  judgedShelves.keep(shelf, judged.pupilId, version, judged)
