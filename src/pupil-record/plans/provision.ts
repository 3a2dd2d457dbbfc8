import type { AgreePlan, EditPlan } from './form.ts'
import type { PlanToEdit } from './model.ts'

/*
 * What is done in a plan, as rows: interventions one by one, the rest a line each. Their positions run through the plan:
 * adjustments, interventions, support, what helps, what to avoid.
 */

type Standing = PlanToEdit['provisions'][number]
type LineKind = 'adjustment' | 'support' | 'helps' | 'avoid'

/** A row to be written; `id` where it is one that stands. */
export type ProvisionRow = { id: string | null; position: number } & Pick<
  Standing,
  'kind' | 'what' | 'outcomeId' | 'deliveredBy' | 'howOften' | 'groupSize' | 'sessionsPlanned'
>

const nobody = { outcomeId: null, deliveredBy: null, howOften: null, groupSize: null, sessionsPlanned: null }

/**
 * The rows that a plan's form stands for. An intervention whose id is none of this plan's is a new one.
 * @param outcomeIds those of the plan's outcomes, in order
 */
export function provisionOf(
  plan: AgreePlan | EditPlan,
  outcomeIds: readonly string[],
  standing: readonly Standing[],
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

/** For each line the row that has its words or, failing that, the first row that no line has: its words were put right. */
function idsByLine(lines: readonly string[], standing: readonly Standing[]): (string | null)[] {
  const left = [...standing]
  const take = (place: number) => (place < 0 ? null : (left.splice(place, 1)[0]?.id ?? null))
  const sameWords = lines.map((line) => take(left.findIndex(({ what }) => what === line)))
  return sameWords.map((id) => id ?? take(left.length > 0 ? 0 : -1))
}
