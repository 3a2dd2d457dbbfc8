import type { Database } from '../../src/platform/database/client.ts'
import { inSchool, type Tx } from '../../src/platform/database/in-school.ts'
import type { DemoRows, DemoUser } from './rows.ts'

/** Time limit of the transaction that writes the demo school, in milliseconds: thousands of rows, each with an audit event. */
const WRITING_MAY_TAKE = 60_000

/**
 * Adds a user. If a user has this e-mail address already, keeps that user and their password.
 * @returns the user's id
 */
const addUser = async (tx: Tx, { id, email }: DemoUser, passwordHash: string): Promise<string> => {
  const [added] = await tx.$queryRaw<{ id: string }[]>`
    select app.add_user(${id}::uuid, ${email}, ${passwordHash}) as id`
  if (added === undefined) throw new Error(`The person with the address ${email} could not be added.`)
  return added.id
}

const addUsers = async (tx: Tx, users: DemoUser[], passwordHash: string) => {
  const added = new Map<string, string>()
  for (const user of users) added.set(user.id, await addUser(tx, user, passwordHash))
  return added
}

const writeSchool = async (tx: Tx, rows: DemoRows, userIds: Map<string, string>) => {
  await tx.school.createMany({ data: rows.school })
  await tx.term.createMany({ data: rows.term })
  await tx.closure.createMany({ data: rows.closure })
  await tx.teachingReview.createMany({ data: rows.teachingReview })
  await tx.specialistService.createMany({ data: rows.specialistService })
  await tx.coreOfferStrategy.createMany({ data: rows.coreOfferStrategy })
  await tx.nationalFigure.createMany({ data: rows.nationalFigure })
  await tx.staffTraining.createMany({ data: rows.staffTraining })
  await tx.staffMember.createMany({
    data: rows.staffMember.map((member) => ({ ...member, userId: userIds.get(member.userId ?? '') })),
  })
  await tx.class.createMany({ data: rows.class })
  await tx.cover.createMany({ data: rows.cover })
  await tx.classStaff.createMany({ data: rows.classStaff })
}

const writePupils = async (tx: Tx, rows: DemoRows) => {
  await tx.pupil.createMany({ data: rows.pupil })
  await tx.pupilNeed.createMany({ data: rows.pupilNeed })
  await tx.contact.createMany({ data: rows.contact })
  await tx.classMember.createMany({ data: rows.classMember })
  await tx.pupilStaff.createMany({ data: rows.pupilStaff })
}

const writeEntries = async (tx: Tx, rows: DemoRows) => {
  await tx.concern.createMany({ data: rows.concern })
  await tx.meeting.createMany({ data: rows.meeting })
  await tx.decision.createMany({ data: rows.decision })
  await tx.letter.createMany({ data: rows.letter })
  await tx.letterDelivery.createMany({ data: rows.letterDelivery })
  await tx.notice.createMany({ data: rows.notice })
  await tx.plan.createMany({ data: rows.plan })
  await tx.assessment.createMany({ data: rows.assessment })
  await tx.outcome.createMany({ data: rows.outcome })
  await tx.provision.createMany({ data: rows.provision })
  await tx.review.createMany({ data: rows.review })
  await tx.outcomeProgress.createMany({ data: rows.outcomeProgress })
  await tx.view.createMany({ data: rows.view })
  await tx.professional.createMany({ data: rows.professional })
  await tx.briefing.createMany({ data: rows.briefing })
  await tx.ehcConsideration.createMany({ data: rows.ehcConsideration })
  await tx.notDone.createMany({ data: rows.notDone })
  await tx.monitoring.createMany({ data: rows.monitoring })
  await tx.monitoringLook.createMany({ data: rows.monitoringLook })
  await tx.plannedReview.createMany({ data: rows.plannedReview })
  await tx.plannedReviewStaff.createMany({ data: rows.plannedReviewStaff })
  await tx.roundRobinStatement.createMany({ data: rows.roundRobinStatement })
  await tx.roundRobin.createMany({ data: rows.roundRobin })
  await tx.roundRobinAsked.createMany({ data: rows.roundRobinAsked })
  await tx.roundRobinTick.createMany({ data: rows.roundRobinTick })
  await tx.roundRobinProgress.createMany({ data: rows.roundRobinProgress })
  await tx.informationText.createMany({ data: rows.informationText })
  await tx.informationReport.createMany({ data: rows.informationReport })
  await tx.draft.createMany({ data: rows.draft })
  await tx.progressInClass.createMany({ data: rows.progressInClass })
}

/**
 * Writes the demo school into a database that does not have it yet, in one transaction. The app's own role is enough.
 * @param passwordHash for all sign-ins of the demo
 */
export const writeDemoSchool = async (db: Database, rows: DemoRows, passwordHash: string): Promise<void> => {
  const schoolId = rows.school[0]?.id
  if (schoolId === undefined) throw new Error('The demo has no school to enter.')
  const write = async (tx: Tx): Promise<void> => {
    const userIds = await addUsers(tx, rows.user, passwordHash)
    await writeSchool(tx, rows, userIds)
    await writePupils(tx, rows)
    await writeEntries(tx, rows)
  }
  await inSchool(db, { schoolId, actorId: null, requestId: 'demo' }, write, { timeout: WRITING_MAY_TAKE })
}
