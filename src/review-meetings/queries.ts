import { whomToWriteTo } from '../letters/model.ts'
import type { Tx } from '../platform/database/in-school.ts'

/** The contacts who get the note of a review: those with parental responsibility, by priority. */
export const parentsOf = async (tx: Tx, schoolId: string, pupilId: string) =>
  (await whomToWriteTo(tx, schoolId, pupilId)).filter(({ parentalResponsibility }) => parentalResponsibility)
