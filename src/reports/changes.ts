import type { RuleId } from '../code-of-practice/catalogue.ts'
import type { JudgedFinding } from '../findings/judge.ts'
import { onceFor } from '../findings/once-for.ts'
import type { OnRegister } from '../findings/register-pupils.ts'
import { isOpen } from './compliance.ts'

/** A step of a pupil that stands otherwise than on the earlier day. */
export type Change = { pupil: OnRegister; finding: JudgedFinding }

/** A pupil whose place on the register is another one than on the earlier day; null where they were not, or are not, on it. */
export type Moved = { pupil: OnRegister; from: string | null; to: string | null }

/** Never changed by who uses them. */
export type Changes = Readonly<{
  /** Not open on the earlier day, open now: missing, or not in line with the Code. */
  opened: Change[]
  /** Open on the earlier day, done now; the finding is today's. */
  putRight: Change[]
  /** Open on the earlier day, and no longer asked for; the finding is the earlier one. */
  fellAway: Change[]
  /** Open on both days. */
  stillOpen: Change[]
  moved: Moved[]
}>

const keyOf = ({ rule, subject }: JudgedFinding): string => `${rule} ${subject ?? ''}`

const byKey = (pupil: OnRegister | undefined): Map<string, JudgedFinding> =>
  new Map((pupil?.judged.findings ?? []).map((finding) => [keyOf(finding), finding]))

/** What is otherwise on one day than on an earlier one, each judged from the record as it stood. */
export const changesBetween = (before: readonly OnRegister[], now: readonly OnRegister[]): Changes =>
  changesTo(now)(before)

/** Compared once for the same two registers: neither changes. */
const changesTo = onceFor((now: readonly OnRegister[]) =>
  onceFor((before: readonly OnRegister[]) => compared(before, now)),
)

function compared(before: readonly OnRegister[], now: readonly OnRegister[]): Changes {
  const earlier = new Map(before.map((pupil) => [pupil.pupilId, pupil]))
  const changes: Changes = { opened: [], putRight: [], fellAway: [], stillOpen: [], moved: [] }
  for (const pupil of now) compare(earlier.get(pupil.pupilId), pupil, changes)
  const here = new Set(now.map(({ pupilId }) => pupilId))
  for (const pupil of before) {
    if (here.has(pupil.pupilId)) continue
    const from = statusOf(pupil)
    if (from !== null) changes.moved.push({ pupil, from, to: null })
  }
  return changes
}

const statusOf = ({ judged }: OnRegister): string | null =>
  judged.standing.status === 'none' ? null : judged.standing.status

function compare(before: OnRegister | undefined, pupil: OnRegister, changes: Changes): void {
  const [from, to] = [before ? statusOf(before) : null, statusOf(pupil)]
  if (from !== to) changes.moved.push({ pupil, from, to })
  const [then, now] = [byKey(before), byKey(pupil)]
  for (const [key, finding] of now) {
    const stood = then.get(key)
    const wasOpen = stood !== undefined && isOpen(stood)
    if (isOpen(finding)) (wasOpen ? changes.stillOpen : changes.opened).push({ pupil, finding })
    else if (wasOpen) changes.putRight.push({ pupil, finding })
  }
  for (const [key, finding] of then) {
    if (isOpen(finding) && !now.has(key)) changes.fellAway.push({ pupil, finding })
  }
}

/** The law's steps first, then by paragraph, then by name. */
export const inOrder = (changes: readonly Change[], isLaw: (rule: RuleId) => boolean): Change[] =>
  changes.toSorted(
    (one, other) =>
      Number(isLaw(other.finding.rule)) - Number(isLaw(one.finding.rule)) ||
      (one.finding.rule < other.finding.rule ? -1 : one.finding.rule > other.finding.rule ? 1 : 0),
  )
