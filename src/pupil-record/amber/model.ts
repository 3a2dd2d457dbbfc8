import type { Day } from '../../days/calendar.ts'
import type { Standing } from '../../findings/on-the-way.ts'
import type { OnRegister } from '../../findings/register-pupils.ts'
import type { Tx } from '../../platform/database/in-school.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { raisedByWords } from '../kind-words.ts'
import { looksAt, type OpenConcern, openConcerns, openEntries } from './amber-sql.ts'

/*
 * The amber list: pupils of concern who are on neither SEN Support nor an EHC plan. Who is on it is derived, never kept:
 * from the concerns and discussions that wait for a decision (6.39, 6.40), and from the entries that somebody looks after. A
 * decision ends an entry by being there, and withdrawing the decision opens the entry again, so that the two cannot
 * contradict each other.
 */

/** An entry of the amber list that nobody has closed and no decision has ended. */
export interface AmberEntry {
  readonly id: string
  readonly pupilId: string
  readonly openedOn: Day
  readonly ownerId: string
  readonly ownerName: string
  readonly nextLookOn: Day
  readonly why: string | null
  readonly version: number
  /** Whether a decision was recorded since, of a day before the entry: it ends the entry unless a concern is newer. */
  readonly hasEarlierDecision: boolean
  readonly lookedOn: Day | null
  readonly lastSeen: string | null
}

/** A pupil on the amber list. */
export interface AmberPupil {
  readonly pupil: OnRegister
  /** Null where nobody has taken the pupil on. */
  readonly entry: AmberEntry | null
  /** Oldest first. None where all are closed, or only a discussion waits for a decision. */
  readonly concerns: readonly OpenConcern[]
  /** The day that the pupil's age on the list is counted from. */
  readonly since: Day
  readonly waitsFor: 'concern' | 'discussion' | 'entry'
}

type Asked = { schoolId: string; today: Day; pupilId?: string }

/** The open entries of the school, or of a pupil, by pupil; of several the latest. Whether one stands says {@link isOnAmberList}. */
export async function amberEntries(tx: Tx, { schoolId, today, pupilId }: Asked): Promise<Map<string, AmberEntry>> {
  const rows = await tx.$queryRaw<AmberEntry[]>(openEntries({ schoolId, today, pupilId: pupilId ?? null }))
  return new Map(rows.map((entry) => [entry.pupilId, entry]))
}

/** Whether a pupil of this standing, with this open entry or none, is on the amber list. */
export function isOnAmberList({ status }: Pick<Standing, 'status'>, entry: AmberEntry | undefined): boolean {
  if (status === 'lookedAt') return true
  if (status === 'senSupport' || status === 'ehcPlan') return false
  // Every concern was closed, but the entry was not: somebody still looks after the pupil.
  return entry !== undefined && !entry.hasEarlierDecision
}

const waitsFor = (since: Day | null, concerns: readonly OpenConcern[]): AmberPupil['waitsFor'] => {
  if (since === null) return 'entry'
  return concerns[0]?.raisedOn === since ? 'concern' : 'discussion'
}

/** The pupils of the amber list, in the register's order. */
export function amberPupils(
  pupils: readonly OnRegister[],
  entries: ReadonlyMap<string, AmberEntry>,
  concerns: readonly OpenConcern[],
): AmberPupil[] {
  return pupils.flatMap((pupil) => {
    const { standing } = pupil.judged
    const entry = entries.get(pupil.pupilId)
    if (!isOnAmberList(standing, entry)) return []
    const own = concerns.filter(({ pupilId }) => pupilId === pupil.pupilId)
    const since = standing.status === 'lookedAt' ? standing.since : null
    const from = since ?? entry?.openedOn ?? pupil.shown.today
    return [{ pupil, entry: entry ?? null, concerns: own, since: from, waitsFor: waitsFor(since, own) }]
  })
}

/** "Mrs Ewa Wójcik", "a parent" */
export const raiserOf = ({ raisedBy, raisedByName, staffName }: OpenConcern): string =>
  raisedByName ?? (raisedBy === 'staff' ? staffName : null) ?? raisedByWords[raisedBy]

/** "1 school day", "12 school days" */
export const schoolDaysInWords = (count: number): string => `${count} school ${count === 1 ? 'day' : 'days'}`

/**
 * What was seen of a pupil since the first open concern, for a decision to begin with: the concerns and the looks, each with
 * its day, oldest first. Of too much the newest.
 */
export async function seenSoFar(tx: Tx, asked: { schoolId: string; today: Day; pupilId: string }): Promise<string> {
  const concerns = await openConcerns(tx, asked)
  const entry = (await amberEntries(tx, asked)).get(asked.pupilId)
  const looks = entry ? await looksAt(tx, asked.schoolId, entry.id) : []
  const told = [
    ...concerns.map(({ raisedOn, seen }) => ({ on: raisedOn, seen })),
    ...looks.map(({ lookedOn, seen }) => ({ on: lookedOn, seen })),
  ].sort((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1))
  return told
    .map(({ on, seen }) => `${dayInWords(on)}: ${seen}`)
    .reduceRight(
      (later, line) => (later.length + line.length < limits.text ? [line, later].filter(Boolean).join('\n') : later),
      '',
    )
}
