import type { AgreePlan, EditPlan } from './form.ts'
import type { PlanToEdit } from './model.ts'

/*
 * The provision of a plan as database rows. An intervention is a row; of the other kinds each line is a row. Positions
 * count through the whole plan: adjustments, interventions, support, what helps, what to avoid.
 */

type StoredProvision = PlanToEdit['provisions'][number]
type LineKind = 'adjustment' | 'support' | 'helps' | 'avoid'

/** A row to write; `id` is null where the row is new. */
type ProvisionRow = { id: string | null; position: number } & Pick<
  StoredProvision,
  'kind' | 'what' | 'outcomeId' | 'deliveredBy' | 'howOften' | 'groupSize' | 'sessionsPlanned'
>

const nobody = { outcomeId: null, deliveredBy: null, howOften: null, groupSize: null, sessionsPlanned: null }

/**
 * Turns a plan's form into provision rows. An intervention counts as new if its id is not one of this plan's rows.
 * @param outcomeIds the ids of the plan's outcomes, in order
 * @param standing the plan's provision rows in the database
 */
export function provisionOf(
  plan: AgreePlan | EditPlan,
  outcomeIds: readonly string[],
  standing: readonly StoredProvision[],
): ProvisionRow[] {
  const linesOf = (kind: LineKind, lines: readonly string[]) =>
    idsByLine(
      lines,
      standing.filter((one) => one.kind === kind),
    ).map((id, line) => ({ ...nobody, id, kind, what: lines[line] ?? '' }))
  const left = new Set(standing.filter(({ kind }) => kind === 'intervention').map(({ id }) => id))
  const interventions = plan.interventions.map(({ id, serves, ...said }) => ({
    ...said,
    id: id !== null && left.delete(id) ? id : null,
    kind: 'intervention' as const,
    outcomeId: serves === null ? null : (outcomeIds[serves] ?? null),
  }))
  return [
    ...linesOf('adjustment', plan.adjustments),
    ...interventions,
    ...linesOf('support', plan.support),
    ...linesOf('helps', plan.helps),
    ...linesOf('avoid', plan.avoid),
  ].map((row, position) => ({ ...row, position }))
}

/**
 * The id of the saved row for each line; null where the line is new. A line takes the row with the same words.
 * Without one, it counts as a correction of the first row that no line has taken.
 */
function idsByLine(lines: readonly string[], standing: readonly StoredProvision[]): (string | null)[] {
  const left = [...standing]
  const take = (place: number) => (place < 0 ? null : (left.splice(place, 1)[0]?.id ?? null))
  const sameWords = lines.map((line) => take(left.findIndex(({ what }) => what === line)))
  return sameWords.map((id) => id ?? take(left.length > 0 ? 0 : -1))
}
