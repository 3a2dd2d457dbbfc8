import type { Day } from '../../days/calendar.ts'
import type { NotDoneReason } from '../../findings/status-words.ts'
import type { DecisionKind, EhcOutcome, EhcReason, MeetingKind } from '../../generated/prisma/enums.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import type { NeedType } from '../../ui/formats/words.ts'
import type { AmberEntry } from '../amber/model.ts'
import type { Concern } from '../concerns/model.ts'
import type { Withdrawn } from '../entry.ts'
import type { RoundRobinSoFar } from '../round-robins/model.ts'
import { type PupilFileAsked, selectPupilFile } from './pupil-file-sql.ts'

/** All that a pupil's page shows besides what was judged. Days are YYYY-MM-DD. */
export interface PupilFile {
  readonly needs: readonly NeedType[]
  readonly classes: readonly string[]
  readonly leftOn: Day | null
  readonly firstLanguage: string | null
  readonly contacts: readonly {
    readonly name: string
    readonly relationship: string
    readonly parentalResponsibility: boolean
    readonly email: string | null
    readonly phone: string | null
    readonly language: string | null
    readonly format: string | null
  }[]
  /** Who teaches or supports the pupil today; `through` is a class, or empty for by name. */
  readonly staff: readonly {
    readonly id: string
    readonly name: string
    readonly role: string
    readonly through: string
  }[]
  readonly concerns: readonly Concern[]
  readonly meetings: readonly {
    readonly id: string
    /** Null for one that stands. */
    readonly withdrawn: Withdrawn | null
    readonly kind: MeetingKind
    readonly heldOn: Day
    readonly whoTookPart: string | null
    readonly nextSteps: string | null
  }[]
  readonly decisions: readonly {
    readonly id: string
    /** Null for one that stands. */
    readonly withdrawn: Withdrawn | null
    readonly decidedOn: Day
    readonly decision: DecisionKind
    readonly teacher: string | null
    readonly senco: string | null
    readonly evidence: string | null
  }[]
  readonly notices: readonly {
    readonly id: string
    /** Null for one that stands. */
    readonly withdrawn: Withdrawn | null
    readonly sentOn: Day
    readonly addressee: 'parent' | 'youngPerson'
    readonly method: string
    readonly letterId: string | null
    readonly signedBy: string | null
  }[]
  readonly plans: readonly {
    readonly id: string
    /** Null for one that stands. */
    readonly withdrawn: Withdrawn | null
    readonly agreedOn: Day
    readonly teacher: string | null
    readonly senco: string | null
    readonly expectedImpact: string | null
    readonly startedOn: Day | null
    readonly reviewOn: Day | null
    readonly version: number
    readonly needsInALine: string | null
    /** One at most stands. */
    readonly reviews: readonly {
      readonly id: string
      readonly withdrawn: Withdrawn | null
      readonly heldOn: Day
      readonly impact: string | null
      readonly decision: 'continue' | 'change' | 'stepUp' | 'end' | null
    }[]
  }[]
  readonly professionals: readonly {
    readonly id: string
    /** Null for one that stands. */
    readonly withdrawn: Withdrawn | null
    readonly service: string
    readonly name: string | null
    readonly agreementAnswer: 'agreed' | 'refused' | null
    readonly agreementOn: Day | null
    readonly agreementBy: string | null
    readonly contactedOn: Day | null
    readonly adviceReceivedOn: Day | null
    readonly advice: string | null
  }[]
  readonly ehcConsiderations: readonly {
    readonly id: string
    /** Null for one that stands. */
    readonly withdrawn: Withdrawn | null
    readonly consideredOn: Day
    readonly outcome: EhcOutcome
    readonly reasons: readonly EhcReason[]
    readonly otherReason: string | null
    readonly note: string | null
  }[]
  readonly notDone: readonly (NotDoneReason & { readonly id: string; readonly withdrawn: Withdrawn | null })[]
  /** The open entry on the amber list; null where there is none. Whether it stands says `isOnAmberList`. */
  readonly amber: AmberEntry | null
  /** What staff were asked, the latest two. */
  readonly roundRobins: readonly RoundRobinSoFar[]
  /** Of the current plan. */
  readonly outcomes: readonly { readonly outcome: string; readonly byOn: Day | null }[]
  readonly provisions: readonly {
    readonly kind: 'adjustment' | 'intervention' | 'support' | 'helps' | 'avoid'
    readonly what: string
    readonly deliveredBy: string | null
    readonly howOften: string | null
  }[]
}

/** PostgreSQL made this text from the tables' own fields; test/pupils/pupil-page.test.ts shows each of them. */
const fileOf = (text: string): PupilFile => JSON.parse(text)

/**
 * A pupil's file as their page shows it, in one statement: a page that asks fifteen tables one after the other waits
 * fifteen times.
 * @throws Error where the school has no such pupil
 */
export async function pupilFile(tx: Tx, asked: PupilFileAsked): Promise<PupilFile> {
  const text = await selectPupilFile(tx, asked)
  if (text === null) throw new Error('The pupil whose record is open is not there.')
  return fileOf(text)
}
