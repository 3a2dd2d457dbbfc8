import type { Day } from '../../days/calendar.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { viewValues } from '../views-given.ts'
import type { PlanToEdit } from './model.ts'
import type { PlanBefore } from './queries.ts'

type FieldValues = Readonly<Record<string, string | number | null>>

/** The form fields of a list of rows, named like `outcomes.0.measure`. */
const rowFields = (list: string, rows: readonly FieldValues[]): FieldValues =>
  Object.fromEntries(
    rows.flatMap((row, index) => Object.entries(row).map(([name, value]) => [`${list}.${index}.${name}`, value])),
  )

type ProvisionLine = Pick<PlanToEdit['provisions'][number], 'kind' | 'what'>

const linesOf = (provisions: readonly ProvisionLine[], kind: ProvisionLine['kind']): string =>
  provisions
    .filter((one) => one.kind === kind)
    .map(({ what }) => what)
    .join('\n')

function assessmentFields(assessment: PlanToEdit['assessment']): FieldValues {
  return {
    ...dayFields('assessedOn', assessment?.assessedOn ?? null),
    assessmentTeacher: assessment?.teacher ?? null,
    assessmentSenco: assessment?.senco ?? null,
    teacherAssessment: assessment?.teacherAssessment ?? null,
    progressAndAttainment: assessment?.progressAndAttainment ?? null,
    comparison: assessment?.comparison ?? null,
    ...viewValues(assessment?.views ?? []),
    externalAdviceRelevant: assessment?.externalAdviceRelevant ? 'yes' : 'no',
    externalAdvice: assessment?.externalAdvice ?? null,
    ...dayFields('reviewedOn', assessment?.reviewedOn ?? null),
  }
}

function interventionFields({ provisions, outcomes }: PlanToEdit): FieldValues {
  const serves = (outcomeId: string | null) => {
    const place = outcomes.findIndex(({ id }) => id === outcomeId)
    return place < 0 ? null : place + 1
  }
  return rowFields(
    'interventions',
    provisions
      .filter(({ kind }) => kind === 'intervention')
      .map(({ id, what, outcomeId, deliveredBy, howOften, groupSize, sessionsPlanned }) => ({
        id,
        what,
        serves: serves(outcomeId),
        deliveredBy,
        howOften,
        groupSize,
        sessionsPlanned,
      })),
  )
}

/** The form values of a saved plan. */
export const planValues = (plan: PlanToEdit): FormValues =>
  formValues({
    version: plan.version,
    ...assessmentFields(plan.assessment),
    ...rowFields(
      'outcomes',
      plan.outcomes.map(({ id, outcome, measure, baseline, byOn }) => ({
        id,
        outcome,
        measure,
        baseline,
        ...dayFields('byOn', byOn),
      })),
    ),
    adjustments: linesOf(plan.provisions, 'adjustment'),
    ...interventionFields(plan),
    support: linesOf(plan.provisions, 'support'),
    needsInALine: plan.needsInALine,
    helps: linesOf(plan.provisions, 'helps'),
    avoid: linesOf(plan.provisions, 'avoid'),
    expectedImpact: plan.expectedImpact,
    ...dayFields('parentConsultedOn', plan.parentConsultedOn),
    ...dayFields('pupilConsultedOn', plan.pupilConsultedOn),
    ...dayFields('agreedOn', plan.agreedOn),
    teacher: plan.teacher,
    senco: plan.senco,
    ...dayFields('reviewOn', plan.reviewOn),
  })

const isReached = (progress: readonly { progress: string }[]): boolean =>
  progress.some((one) => one.progress === 'met' || one.progress === 'exceeded')

/**
 * The first values of a new plan's form: outcomes that are not reached yet, what helps, and who agreed the last plan.
 * Baselines and target days are left empty, because they have to be entered anew.
 */
export function firstValues(
  { plan, wished, decision }: PlanBefore,
  { id, today, senco }: { id: string; today: Day; senco: string | null },
): FormValues {
  const teacher = plan?.teacher ?? decision?.teacher ?? null
  const sencoNamed = senco ?? plan?.senco ?? decision?.senco ?? null
  const goingOn = plan?.outcomes.filter(({ progress }) => !isReached(progress)) ?? []
  const outcomes = [
    ...goingOn.map(({ outcome, measure }) => ({ outcome, measure })),
    ...wished.map((outcome) => ({ outcome, measure: null })),
  ]
  return formValues({
    id,
    ...assessmentFields(null),
    assessmentTeacher: teacher,
    assessmentSenco: sencoNamed,
    ...rowFields('outcomes', outcomes),
    needsInALine: plan?.needsInALine ?? null,
    helps: linesOf(plan?.provisions ?? [], 'helps'),
    avoid: linesOf(plan?.provisions ?? [], 'avoid'),
    ...dayFields('agreedOn', today),
    teacher,
    senco: sencoNamed,
  })
}
