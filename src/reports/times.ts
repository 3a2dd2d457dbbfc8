import { type PupilAsOf, pupilAsOf } from '../code-of-practice/as-of.ts'
import type { RuleId } from '../code-of-practice/catalogue.ts'
import type { Targets } from '../code-of-practice/edition.ts'
import type { PupilRecord } from '../code-of-practice/record.ts'
import { addMonths, type Day, laterOf, type SchoolCalendar, schoolDaysBetween } from '../days/calendar.ts'
import type { FindingWithStep } from '../findings/pupil-findings.ts'

/**
 * One stage on the way from a pupil's first concern to staff who know the plan, with how long it took for each pupil,
 * in school days.
 */
export type Stage = {
  name: StageName
  /** The school's own target, in school days. */
  target: number
  /** One entry for each completed stage, shortest first. */
  taken: readonly TimeTaken[]
  /** Stages begun and not completed, longest waiting first. */
  waiting: readonly TimeTaken[]
}
export type TimeTaken = { pupilId: string; days: number }

const stageNames = ['earlyDiscussion', 'decision', 'informParents', 'plan', 'briefStaff'] as const
export type StageName = (typeof stageNames)[number]

type Pupil = { pupilId: string; record: PupilRecord; findings: readonly FindingWithStep[] }
type TimeSpan = { from: Day; to: Day | null }

/** Returns the day on which the stage that a finding is about begins; null if the record does not say. */
type StartDayOf = (subject: string | null, pupil: PupilAsOf) => Day | null

const startOf: StartDayOf = (_subject, { start }) => start?.decidedOn ?? null

/**
 * For each stage: the rule whose findings say on which day it ended, and a function that returns the day on which it
 * began.
 */
const stages: Readonly<Record<Exclude<StageName, 'briefStaff'>, { rule: RuleId; begins: StartDayOf }>> = {
  earlyDiscussion: {
    rule: '6.39-early-discussion',
    begins: (subject, { concerns }) => concerns.find(({ id }) => id === subject)?.raisedOn ?? null,
  },
  decision: {
    rule: '6.40-decision',
    begins: (subject, { meetings }) => meetings.find(({ id }) => id === subject)?.heldOn ?? null,
  },
  informParents: { rule: '6.43-parents-informed', begins: startOf },
  plan: { rule: '6.48-plan-agreed', begins: startOf },
}

const spansOf = (name: StageName, findings: readonly FindingWithStep[], pupil: PupilAsOf): TimeSpan[] => {
  if (name === 'briefStaff') return briefings(findings, pupil)
  const { rule, begins } = stages[name]
  return findings
    .filter((finding) => finding.rule === rule)
    .flatMap(({ subject, doneOn }) => {
      const from = begins(subject, pupil)
      return from === null ? [] : [{ from, to: doneOn }]
    })
}

/** One period for each of the pupil's staff: from the plan or, if later, from the day they joined. */
const briefings = (findings: readonly FindingWithStep[], { currentPlan, staff }: PupilAsOf): TimeSpan[] =>
  currentPlan === null
    ? []
    : findings
        .filter(({ rule }) => rule === '6.49-staff-aware')
        .map(({ subject, doneOn }) => {
          const joined = staff.find(({ id }) => id === subject)?.from ?? currentPlan.agreedOn
          return { from: laterOf(joined, currentPlan.agreedOn), to: doneOn }
        })

type CountedTime = TimeTaken & { isDone: boolean }
/** A pupil's times for each stage, completed and waiting. */
export type PupilTimes = Readonly<Record<StageName, readonly CountedTime[]>>

/**
 * Only the longest time, because staff are briefed when the last of them has read the plan. While somebody has not read
 * it, the longest waiting time.
 */
function lastOf(counted: readonly CountedTime[]): CountedTime[] {
  const waiting = counted.filter(({ isDone }) => !isDone)
  const [last] = (waiting.length > 0 ? waiting : counted).toSorted((one, other) => other.days - one.days)
  return last === undefined ? [] : [last]
}

/**
 * The times of a pupil's stages that began in the twelve months before a day. They come from the same findings as the
 * report: a stage ends on the day its step counts as done.
 */
export function timesOf(
  { pupilId, record, findings }: Pupil,
  { asOf, calendar }: { asOf: Day; calendar: SchoolCalendar },
): PupilTimes {
  const since = addMonths(asOf, -12)
  const pupil = pupilAsOf(record, asOf)
  const counted = (name: StageName): CountedTime[] =>
    spansOf(name, findings, pupil)
      .filter(({ from }) => from > since)
      .map(({ from, to }) => ({
        pupilId,
        isDone: to !== null,
        days: schoolDaysBetween(calendar, from, to ?? asOf),
      }))
  return {
    earlyDiscussion: counted('earlyDiscussion'),
    decision: counted('decision'),
    informParents: counted('informParents'),
    plan: counted('plan'),
    briefStaff: lastOf(counted('briefStaff')),
  }
}

/** All pupils' times put together by stage, each stage with the school's target. */
export function stageTimes(pupils: readonly PupilTimes[], targets: Targets): Stage[] {
  return stageNames.map((name) => {
    const shortestFirst = pupils.flatMap((times) => times[name]).sort((one, other) => one.days - other.days)
    const plain = ({ pupilId, days }: TimeTaken): TimeTaken => ({ pupilId, days })
    return {
      name,
      target: targets[name],
      taken: shortestFirst.filter(({ isDone }) => isDone).map(plain),
      waiting: shortestFirst
        .filter(({ isDone }) => !isDone)
        .map(plain)
        .reverse(),
    }
  })
}

/** The median of sorted numbers; null for none. */
export function median(ordered: readonly number[]): number | null {
  const half = Math.floor(ordered.length / 2)
  const upper = ordered[half]
  if (upper === undefined) return null
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[half - 1] ?? upper)) / 2
}
