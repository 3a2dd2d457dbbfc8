import type { Pupil } from '../../generated/prisma/client.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { RowOf } from '../../platform/database/shape.ts'
import type { NeedType } from '../../ui/formats/words.ts'
import type { AmberEntry } from '../amber/model.ts'
import type { Concern } from '../concerns/model.ts'
import type { Decision } from '../decisions/model.ts'
import type { EhcConsideration } from '../ehc-considerations/model.ts'
import type { Meeting } from '../meetings/model.ts'
import type { NotDone } from '../not-done/model.ts'
import type { Notice } from '../notices/model.ts'
import type { Outcome, Plan, Provision } from '../plans/model.ts'
import type { Professional } from '../professionals/model.ts'
import type { Contact, StaffOfPupil } from '../pupils/model.ts'
import type { Review } from '../reviews/model.ts'
import type { RoundRobinProgress } from '../round-robins/model.ts'
import { type ContentsQuery, type pupilColumns, selectPupilPageContents } from './contents-sql.ts'

/** Everything that a pupil's page shows except findings. Days are YYYY-MM-DD. */
export interface PupilPageContents extends RowOf<Pupil, (typeof pupilColumns)[number]> {
  readonly needs: readonly NeedType[]
  readonly classes: readonly string[]
  readonly contacts: readonly Contact[]
  /** Who teaches or supports the pupil today. */
  readonly staff: readonly StaffOfPupil[]
  readonly concerns: readonly Concern[]
  readonly meetings: readonly Meeting[]
  readonly decisions: readonly Decision[]
  readonly notices: readonly Notice[]
  readonly plans: readonly Plan[]
  readonly reviews: readonly Review[]
  readonly professionals: readonly Professional[]
  readonly ehcConsiderations: readonly EhcConsideration[]
  readonly notDone: readonly NotDone[]
  /**
   * The open entry on the amber list; null where there is none. `isOnAmberList` says whether the entry still counts.
   */
  readonly amber: AmberEntry | null
  /** The latest two round-robins: questions about the pupil that several staff were asked. */
  readonly roundRobins: readonly RoundRobinProgress[]
  /** The outcomes of the current plan. `provisions` are of the same plan. */
  readonly outcomes: readonly Outcome[]
  readonly provisions: readonly Provision[]
}

/**
 * Parses the text that PostgreSQL makes from the tables' columns. test/pupil-record/pupil-page/pupil-page.test.ts
 * checks all columns.
 */
const parseContents = (text: string): PupilPageContents => JSON.parse(text)

/**
 * The contents of a pupil's page, in one statement: with a statement for each of fifteen tables, the page would wait
 * fifteen times.
 * @throws Error where the school has no such pupil
 */
export async function pupilPageContents(tx: Tx, asked: ContentsQuery): Promise<PupilPageContents> {
  const text = await selectPupilPageContents(tx, asked)
  if (text === null) throw new Error('The pupil whose record is open is not there.')
  return parseContents(text)
}
