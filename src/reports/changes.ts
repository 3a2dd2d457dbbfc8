import type { RuleId } from '../code-of-practice/catalogue.ts'
import { memoiseByObject } from '../findings/memoise-by-object.ts'
import type { FindingWithStep } from '../findings/pupil-findings.ts'
import type { RegisterPupilWithFindings } from '../findings/register-pupils.ts'
import { isOpen } from './rule-figures.ts'

/** A step whose status differs between the two days, or that is open on both. */
export type ChangedStep = { pupil: RegisterPupilWithFindings; finding: FindingWithStep }

/** A pupil whose register status has changed, with the status on both days; null means not on the register that day. */
export type MovedPupil = { pupil: RegisterPupilWithFindings; from: string | null; to: string | null }

/** What changed between two days. The object is memoised and shared, so never change it. */
export type RegisterChanges = Readonly<{
  /** Steps open on the later day but not on the earlier one. Open means missing or not in line with the Code. */
  opened: ChangedStep[]
  /** Steps open on the earlier day and done on the later one. `finding` is the later finding. */
  putRight: ChangedStep[]
  /** Steps open on the earlier day and no longer required on the later one. `finding` is the earlier finding. */
  fellAway: ChangedStep[]
  /** Steps open on both days. */
  stillOpen: ChangedStep[]
  moved: MovedPupil[]
}>

const keyOf = ({ rule, subject }: FindingWithStep): string => `${rule} ${subject ?? ''}`

const byKey = (pupil: RegisterPupilWithFindings | undefined): Map<string, FindingWithStep> =>
  new Map((pupil?.pupilFindings.findings ?? []).map((finding) => [keyOf(finding), finding]))

/** The differences between two days, each judged from the record as it stood on that day. */
export const changesBetween = (
  before: readonly RegisterPupilWithFindings[],
  now: readonly RegisterPupilWithFindings[],
): RegisterChanges => changesTo(now)(before)

/** The changes from one list of pupils to another, memoised by both arrays, which are never changed. */
const changesTo = memoiseByObject((now: readonly RegisterPupilWithFindings[]) =>
  memoiseByObject((before: readonly RegisterPupilWithFindings[]) => comparedByDay(before, now)),
)

function comparedByDay(
  before: readonly RegisterPupilWithFindings[],
  now: readonly RegisterPupilWithFindings[],
): RegisterChanges {
  const earlier = new Map(before.map((pupil) => [pupil.pupilId, pupil]))
  const changes: RegisterChanges = { opened: [], putRight: [], fellAway: [], stillOpen: [], moved: [] }
  for (const pupil of now) compare(earlier.get(pupil.pupilId), pupil, changes)
  const here = new Set(now.map(({ pupilId }) => pupilId))
  for (const pupil of before) {
    if (here.has(pupil.pupilId)) continue
    const from = statusOf(pupil)
    if (from !== null) changes.moved.push({ pupil, from, to: null })
  }
  return changes
}

const statusOf = ({ pupilFindings }: RegisterPupilWithFindings): string | null =>
  pupilFindings.registerEntry.status === 'none' ? null : pupilFindings.registerEntry.status

function compare(
  before: RegisterPupilWithFindings | undefined,
  pupil: RegisterPupilWithFindings,
  changes: RegisterChanges,
): void {
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

/** Sorts changed steps: those that the law requires first, then by paragraph of the Code, then by name of pupil. */
export const lawFirst = (changes: readonly ChangedStep[], isLaw: (rule: RuleId) => boolean): ChangedStep[] =>
  changes.toSorted(
    (one, other) =>
      Number(isLaw(other.finding.rule)) - Number(isLaw(one.finding.rule)) ||
      (one.finding.rule < other.finding.rule ? -1 : one.finding.rule > other.finding.rule ? 1 : 0),
  )
