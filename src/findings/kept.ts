import type { JudgedPupil } from './judge.ts'
import { makeShelves, type Shelf } from './shelves.ts'

/** What was judged of one school as of one day. */
export type JudgedShelf = Shelf<JudgedPupil>

const judgedShelves = makeShelves<JudgedPupil>({
  /** In findings, roughly 200 bytes each with what pages make of them; some twenty-five schools of 1,500 pupils. */
  limit: 500_000,
  /** The school's calendar. */
  emptyWeight: 100,
  weightOf: ({ findings }) => 1 + findings.length,
})

export const { aside: shelfAside, at: keptShelf, makeRoom } = judgedShelves

/** The pupil as judged under that version of their record; null where that is not kept. */
export function keptPupil(shelf: JudgedShelf, pupilId: string, version: number): JudgedPupil | null {
  const found = shelf.pupils.get(pupilId)
  return found?.version === version ? found.kept : null
}

/** Keeps a pupil as judged under a version of their record, instead of an earlier one. */
export const keepPupil = (shelf: JudgedShelf, version: number, judged: JudgedPupil): void =>
  judgedShelves.keep(shelf, judged.pupilId, version, judged)
