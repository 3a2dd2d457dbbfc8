import { addDays, type Day } from '../../days/calendar.ts'

/** Days from one to another, both in. */
export type Span = { from: Day; until: Day }

/** A time that a member of staff is with a class, or with a pupil by name. `until` is its last day, null while it goes on. */
export type Spell = { placeId: string; from: Day; until: Day | null }

/** A spell that cover makes: in a class or with a pupil. */
export type CoverSpell = Span & { placeId: string }

const later = (one: Day, other: Day): Day => (one > other ? one : other)
const earlier = (one: Day, other: Day): Day => (one < other ? one : other)

/** The days that a spell and a span have in common; null where there are none. */
export function sharedDays({ from, until }: Pick<Spell, 'from' | 'until'>, span: Span): Span | null {
  const shared = { from: later(from, span.from), until: until === null ? span.until : earlier(until, span.until) }
  return shared.from <= shared.until ? shared : null
}

/** The days of spans, each once and in order: those that overlap or adjoin as one. */
function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = []
  for (const span of spans.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const before = apart.at(-1)
    if (before === undefined || span.from > addDays(before.until, 1)) apart.push({ ...span })
    else before.until = later(before.until, span.until)
  }
  return apart
}

/** What is left of a span without the days of another. */
function without(span: Span, other: Span): Span[] {
  if (other.until < span.from || other.from > span.until) return [span]
  return [
    { from: span.from, until: addDays(other.from, -1) },
    { from: addDays(other.until, 1), until: span.until },
  ].filter(({ from, until }) => from <= until)
}

/**
 * The spells that cover makes on the days of a span: wherever who is away is on any of them, cut to those, without the days
 * on which who stands in is there anyway.
 */
export function spellsOfCover(span: Span, away: readonly Spell[], standsIn: readonly Spell[]): CoverSpell[] {
  const places = [...new Set(away.map(({ placeId }) => placeId))]
  return places.flatMap((placeId) => {
    const daysOf = (spells: readonly Spell[]) =>
      joined(spells.filter((spell) => spell.placeId === placeId).flatMap((spell) => sharedDays(spell, span) ?? []))
    const there = daysOf(standsIn)
    return daysOf(away)
      .flatMap((days) => there.reduce((left, taken) => left.flatMap((one) => without(one, taken)), [days]))
      .map((days) => ({ placeId, ...days }))
  })
}
