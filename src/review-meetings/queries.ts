import { whomToWriteTo } from '../letters/model.ts'
import type { Tx } from '../platform/database/in-school.ts'

/** Who gets the note of a review: each contact with parental responsibility, the first to be written to first. */
export const parentsOf = async (tx: Tx, schoolId: string, pupilId: string) =>
  (await whomToWriteTo(tx, schoolId, pupilId)).filter(({ parentalResponsibility }) => parentalResponsibility)
