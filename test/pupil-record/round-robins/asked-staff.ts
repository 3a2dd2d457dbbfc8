import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import { toDate } from '../../../src/platform/database/days.ts'
import type { Browser, TestApp, TestSchool } from '../../support/app.ts'

/** A pupil with speech and language needs, a teacher, a teaching assistant, and a plan with two outcomes. */
export async function schoolOfAmir(school: TestApp['school']) {
  const ours = await school()
  const { schoolId, staffIds } = ours
  const { pupilId } = await ours.pupil({ taughtBy: staffIds.teacher })
  const whose = { schoolId, pupilId }
  const planId = uuidv7()
  const outcomeIds = [uuidv7(), uuidv7()] as const
  await ours.inSchool(async (tx) => {
    await tx.pupilStaff.createMany({
      data: [{ ...whose, id: uuidv7(), staffId: staffIds.teachingAssistant, from: toDate('2026-09-03') }],
    })
    await tx.pupilNeed.createMany({ data: [{ ...whose, id: uuidv7(), rank: 1, type: 'SLCN' }] })
    await tx.plan.createMany({
      data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-17'), reviewOn: toDate('2026-12-11') }],
    })
    await tx.outcome.createMany({
      data: outcomeIds.map((id, position) => ({ ...whose, id, planId, position, outcome: `Outcome ${position + 1}` })),
    })
  })
  const [senco, teacher] = [await ours.as('senco'), await ours.as('teacher')]
  const at = `/pupils/${pupilId}/round-robins`
  return { ours, whose, pupilId, planId, outcomeIds, senco, teacher, at }
}
type Amirs = Awaited<ReturnType<typeof schoolOfAmir>>

/** Sends the form as the page has filled it in, with `fields` changed. */
export async function asked({ senco, at, ours }: Amirs, query = '', fields = {}) {
  const answer = await senco.submit(`${at}/new${query}`, fields)
  expect(answer.status).toBe(303)
  const all = await roundRobins(ours)
  const roundRobinId = all.at(-1)?.id ?? ''
  return { roundRobinId, place: `${at}/${roundRobinId}` }
}

export const roundRobins = (ours: TestSchool) =>
  ours.inSchool((tx) =>
    tx.roundRobin.findMany({
      where: { schoolId: ours.schoolId },
      orderBy: { id: 'asc' },
      include: { asked: { orderBy: { id: 'asc' }, include: { ticks: true, progress: true } } },
    }),
  )

export const audits = (ours: TestSchool, subject: string) =>
  ours.inSchool((tx) => tx.auditEvent.findMany({ where: { schoolId: ours.schoolId, subject }, orderBy: { at: 'asc' } }))

/** The teacher's form with two statements ticked and progress on both outcomes. */
export async function tickedForm(teacher: Browser, place: string) {
  const fields = await teacher.formAt(`${place}/answer`)
  return {
    ...fields,
    'communication.0.seen': 'often',
    'communication.1.seen': 'never',
    'outcomes.0.progress': 'some',
    'outcomes.0.note': 'With a picture',
    'outcomes.1.progress': 'met',
    goesWell: 'He helps others',
    comment: 'Tired on Mondays',
  }
}
