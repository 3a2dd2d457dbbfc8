import { addDays, type Day } from '../../days/calendar.ts'

/** A period; both days are included. */
export type DaySpan = { from: Day; until: Day }

/**
 * A period that a member of staff works with a class or with a pupil. `until` is the last day; null if no last day is
 * set.
 */
export type Assignment = { placeId: string; from: Day; until: Day | null }

/**
 * A row of cover: a period in which a person stands in with a class or a pupil. `placeId` is the id of the class or the
 * pupil.
 */
export type CoverAssignment = DaySpan & { placeId: string }

const later = (one: Day, other: Day): Day => (one > other ? one : other)
const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

/** The days that are in both periods; null if no day is. */
export function sharedDays({ from, until }: Pick<Assignment, 'from' | 'until'>, span: DaySpan): DaySpan | null {
  const shared = { from: later(from, span.from), until: until === null ? span.until : earlier(until, span.until) }
  return shared.from <= shared.until ? shared : null
}

/** Merges periods that overlap or follow each other without a gap, and sorts them. */
function mergeSpans(spans: readonly DaySpan[]): DaySpan[] {
  const apart: DaySpan[] = []
  for (const span of spans.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const before = apart.at(-1)
    if (before === undefined || span.from > addDays(before.until, 1)) apart.push({ ...span })
    else before.until = later(before.until, span.until)
  }
  return apart
}

/** What is left of a period without the days of another one: no period, one or two. */
function spanWithout(span: DaySpan, other: DaySpan): DaySpan[] {
  if (other.until < span.from || other.from > span.until) return [span]
  return [
    { from: span.from, until: addDays(other.from, -1) },
    { from: addDays(other.until, 1), until: span.until },
  ].filter(({ from, until }) => from <= until)
}

/**
 * The rows that cover consists of in a period: each place where the absent person works on any of these days, limited
 * to the shared days, minus the days on which the person who stands in works there anyway.
 */
export function coverAssignments(
  span: DaySpan,
  away: readonly Assignment[],
  standsIn: readonly Assignment[],
): CoverAssignment[] {
  const places = [...new Set(away.map(({ placeId }) => placeId))]
  return places.flatMap((placeId) => {
    const daysOf = (assignments: readonly Assignment[]) =>
      mergeSpans(
        assignments
          .filter((assignment) => assignment.placeId === placeId)
          .flatMap((assignment) => sharedDays(assignment, span) ?? []),
      )
    const there = daysOf(standsIn)
    return daysOf(away)
      .flatMap((days) => there.reduce((left, taken) => left.flatMap((one) => spanWithout(one, taken)), [days]))
      .map((days) => ({ placeId, ...days }))
  })
}
