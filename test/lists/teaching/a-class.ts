import { v7 as uuidv7 } from 'uuid'
import { toDate } from '../../../src/platform/database/days.ts'
import type { TestSchool } from '../../support/app.ts'

export type PlanTold = {
  needs?: string
  helps?: readonly string[]
  avoid?: string
  outcomes?: readonly string[]
  /** What is provided, and who delivers it. */
  provision?: readonly { what: string; deliveredBy: string }[]
}

/** Puts a pupil on SEN Support in September and adds a plan. Returns the plan's id. */
export async function aPlanFor(ours: TestSchool, pupilId: string, told: PlanTold): Promise<string> {
  const planId = uuidv7()
  const whose = { schoolId: ours.schoolId, pupilId }
  const kinds = [
    ...(told.helps ?? []).map((what) => ({ kind: 'helps' as const, what })),
    ...(told.avoid === undefined ? [] : [{ kind: 'avoid' as const, what: told.avoid }]),
    ...(told.provision ?? []).map((one) => ({ kind: 'intervention' as const, ...one })),
  ]
  await ours.inSchool(async (tx) => {
    await tx.decision.createMany({
      data: [{ ...whose, id: uuidv7(), decidedOn: toDate('2026-09-07'), decision: 'senSupport' }],
    })
    await tx.plan.createMany({
      data: [{ ...whose, id: planId, agreedOn: toDate('2026-09-14'), needsInALine: told.needs ?? null }],
    })
    await tx.provision.createMany({
      data: kinds.map((one, position) => ({ ...whose, id: uuidv7(), planId, position, ...one })),
    })
    await tx.outcome.createMany({
      data: (told.outcomes ?? []).map((outcome, position) => ({ ...whose, id: uuidv7(), planId, position, outcome })),
    })
  })
  return planId
}

export type Spell = { from: string; until?: string }
const days = ({ from, until }: Spell) => ({ from: toDate(from), until: until === undefined ? null : toDate(until) })
const sinceSeptember: Spell = { from: '2026-09-03' }

/** Inserts a class with its pupils and staff. Returns the class's id. */
export async function aClassOf(
  ours: TestSchool,
  told: {
    name: string
    weekdays?: readonly number[]
    pupilIds?: readonly string[]
    staff?: readonly { staffId: string; spell?: Spell; coverId?: string }[]
    members?: Spell
  },
): Promise<string> {
  const { schoolId } = ours
  const classId = uuidv7()
  await ours.inSchool(async (tx) => {
    await tx.class.createMany({
      data: [{ schoolId, id: classId, name: told.name, weekdays: [...(told.weekdays ?? [])] }],
    })
    await tx.classStaff.createMany({
      data: (told.staff ?? []).map(({ staffId, spell = sinceSeptember, coverId = null }) => ({
        schoolId,
        id: uuidv7(),
        classId,
        staffId,
        coverId,
        ...days(spell),
      })),
    })
    await tx.classMember.createMany({
      data: (told.pupilIds ?? []).map((pupilId) => ({
        schoolId,
        id: uuidv7(),
        classId,
        pupilId,
        ...days(told.members ?? sinceSeptember),
      })),
    })
  })
  return classId
}

/**
 * Inserts a cover: one member of staff stands in for another. The covered classes are given to `aClassOf`. Returns the
 * cover's id.
 */
export async function aCover(
  ours: TestSchool,
  told: { staffId: string; awayStaffId: string; from: string; until: string },
): Promise<string> {
  const coverId = uuidv7()
  await ours.inSchool((tx) =>
    tx.cover.createMany({
      data: [
        {
          schoolId: ours.schoolId,
          id: coverId,
          staffId: told.staffId,
          awayStaffId: told.awayStaffId,
          from: toDate(told.from),
          until: toDate(told.until),
        },
      ],
    }),
  )
  return coverId
}
