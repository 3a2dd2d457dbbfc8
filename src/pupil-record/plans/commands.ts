import { v7 as uuidv7 } from 'uuid'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { saveViews } from '../views-given.ts'
import type { AgreePlan, EditPlan, StartPlan, TypedOutcome } from './form.ts'
import type { PlanToEdit } from './model.ts'
import { provisionOf } from './provision.ts'

const planColumns = (plan: AgreePlan | EditPlan) => ({
  agreedOn: toDate(plan.agreedOn),
  teacher: plan.teacher,
  senco: plan.senco,
  parentConsultedOn: toDateOrNull(plan.parentConsultedOn),
  pupilConsultedOn: toDateOrNull(plan.pupilConsultedOn),
  needsInALine: plan.needsInALine,
  expectedImpact: plan.expectedImpact,
  reviewOn: toDateOrNull(plan.reviewOn),
})

/**
 * Saves a new plan with its assessment, outcomes and provision. Idempotent: the id comes with the form.
 * @returns false where this form has been saved already
 */
export async function agreePlan(tx: Tx, pupilKey: PupilKey, plan: AgreePlan): Promise<boolean> {
  const { count } = await tx.plan.createMany({
    data: [{ ...pupilKey, id: plan.id, ...planColumns(plan) }],
    skipDuplicates: true,
  })
  if (count === 0) return false
  await saveAssessment(tx, pupilKey, plan.id, null, plan)
  const outcomeIds = await saveOutcomes(tx, pupilKey, plan.id, [], plan.outcomes)
  await saveProvision(tx, pupilKey, plan.id, [], { plan, outcomeIds })
  return true
}

/**
 * Corrects or completes a plan. An outcome or provision that stays keeps its row, and so its progress and impact.
 * @returns false where somebody else has saved a newer version since the form was opened
 */
export async function editPlan(tx: Tx, pupilKey: PupilKey, before: PlanToEdit, plan: EditPlan): Promise<boolean> {
  const { version } = plan
  const { count } = await tx.plan.updateMany({
    where: { ...pupilKey, id: before.id, version },
    data: { ...planColumns(plan), version: version + 1 },
  })
  if (count === 0) return false
  await saveAssessment(tx, pupilKey, before.id, before.assessment?.id ?? null, plan)
  const outcomeIds = await saveOutcomes(tx, pupilKey, before.id, before.outcomes, plan.outcomes)
  await saveProvision(tx, pupilKey, before.id, before.provisions, { plan, outcomeIds })
  // Outcomes are deleted last: by now no provision row refers to them.
  const gone = before.outcomes.filter(({ id }) => !outcomeIds.includes(id)).map(({ id }) => id)
  if (gone.length > 0) await tx.outcome.deleteMany({ where: { ...pupilKey, planId: before.id, id: { in: gone } } })
  return true
}

/**
 * Records the day on which a plan started.
 * @returns false where somebody else has saved a newer version since the form was opened
 */
export async function startPlan(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  { version, startedOn }: StartPlan,
): Promise<boolean> {
  const { count } = await tx.plan.updateMany({
    where: { ...pupilKey, id: planId, version },
    data: { startedOn: toDate(startedOn), version: version + 1 },
  })
  return count === 1
}

/** Creates or updates the plan's one assessment. It is never deleted: the form requires its day once it exists. */
async function saveAssessment(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  standingId: string | null,
  plan: AgreePlan | EditPlan,
): Promise<void> {
  if (plan.assessedOn === null) return
  const columns = {
    assessedOn: toDate(plan.assessedOn),
    teacher: plan.assessmentTeacher,
    senco: plan.assessmentSenco,
    teacherAssessment: plan.teacherAssessment,
    progressAndAttainment: plan.progressAndAttainment,
    comparison: plan.comparison,
    externalAdviceRelevant: plan.externalAdviceRelevant,
    externalAdvice: plan.externalAdvice,
    reviewedOn: toDateOrNull(plan.reviewedOn),
  }
  const assessmentId = standingId ?? uuidv7()
  if (standingId === null) {
    await tx.assessment.createMany({ data: [{ ...pupilKey, id: assessmentId, planId, ...columns }] })
  } else {
    await tx.assessment.updateMany({ where: { ...pupilKey, planId, id: standingId }, data: columns })
  }
  await saveViews(tx, pupilKey, { assessmentId }, plan)
}

/**
 * Updates the plan's outcomes and creates new ones. A row counts as new if its id is not one of this plan's outcomes,
 * or if an earlier row has the same id.
 * @returns the outcomes' ids in the order of the rows
 */
async function saveOutcomes(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  before: PlanToEdit['outcomes'],
  typed: readonly TypedOutcome[],
): Promise<string[]> {
  const left = new Map(before.map((outcome) => [outcome.id, outcome]))
  const rows = typed.map(({ id, ...said }, position) => {
    const stands = left.get(id ?? '') ?? null
    if (stands) left.delete(stands.id)
    return { id: stands?.id ?? uuidv7(), stands, said: { ...said, position } }
  })
  const columns = ({ byOn, ...said }: (typeof rows)[number]['said']) => ({ ...said, byOn: toDateOrNull(byOn) })
  await tx.outcome.createMany({
    data: rows
      .filter(({ stands }) => stands === null)
      .map(({ id, said }) => ({ ...pupilKey, planId, id, ...columns(said) })),
  })
  for (const { id, said } of rows.filter(({ stands, said }) => stands !== null && !isSame(stands, said))) {
    await tx.outcome.updateMany({ where: { ...pupilKey, planId, id }, data: columns(said) })
  }
  return rows.map(({ id }) => id)
}

async function saveProvision(
  tx: Tx,
  pupilKey: PupilKey,
  planId: string,
  before: PlanToEdit['provisions'],
  agreed: { plan: AgreePlan | EditPlan; outcomeIds: readonly string[] },
): Promise<void> {
  const rows = provisionOf(agreed.plan, agreed.outcomeIds, before)
  const kept = new Set(rows.map(({ id }) => id))
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
  if (gone.length > 0) await tx.provision.deleteMany({ where: { ...pupilKey, planId, id: { in: gone } } })
  for (const { id, ...said } of rows) {
    const stands = before.find((one) => one.id === id)
    if (stands && !isSame(stands, said)) {
      await tx.provision.updateMany({ where: { ...pupilKey, planId, id: stands.id }, data: said })
    }
  }
  await tx.provision.createMany({
    data: rows.filter(({ id }) => id === null).map((said) => ({ ...pupilKey, planId, ...said, id: uuidv7() })),
  })
}

const isSame = (standing: Readonly<Record<string, unknown>>, said: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(said).every(([column, value]) => standing[column] === value)
