import type { Day } from '../../days/calendar.ts'
import type { AreaOfNeed } from '../../generated/prisma/enums.ts'
import { toDate, toDateOrNull } from '../../platform/database/days.ts'
import { derivedId } from '../../platform/database/derived-id.ts'
import type { PupilKey, Tx } from '../../platform/database/in-school.ts'
import { acquireLock } from '../../platform/database/locks.ts'
import { areasOfNeed } from '../areas-of-need.ts'
import type { AnswerForm, EditRoundRobin } from './form.ts'
import type { AnswerToEdit, RoundRobinToEdit } from './queries.ts'
import { firstStatements } from './statements.ts'

/** A round-robin (questions about one pupil to several staff) to save. Its id comes from the form. */
type RoundRobinToAsk = {
  id: string
  pupilId: string
  planId: string | null
  areas: readonly AreaOfNeed[]
  question: string | null
  answerBy: Day
  staffIds: readonly string[]
}

const staffRows = (schoolId: string, { id, pupilId, staffIds }: Pick<RoundRobinToAsk, 'id' | 'pupilId' | 'staffIds'>) =>
  staffIds.map((staffId) => ({
    schoolId,
    id: derivedId(id, `asked ${staffId}`),
    pupilId,
    roundRobinId: id,
    staffId,
  }))

/**
 * Takes the school's lock for asking about reviews until the end of the transaction, so that two people at the same
 * time cannot ask the same staff twice.
 */
export async function lockRoundRobins(tx: Tx, schoolId: string): Promise<void> {
  await acquireLock(tx, `round-robins ${schoolId}`)
}

/**
 * Saves round-robins with the staff who are asked. Idempotent: the ids come from the form.
 * @returns the number of new round-robins
 */
export async function askStaff(
  tx: Tx,
  { schoolId, staffId, today }: { schoolId: string; staffId: string; today: Day },
  questions: readonly RoundRobinToAsk[],
): Promise<number> {
  const { count } = await tx.roundRobin.createMany({
    data: questions.map(({ staffIds: _, areas, answerBy, ...question }) => ({
      ...question,
      schoolId,
      areas: [...areas],
      answerBy: toDate(answerBy),
      askedOn: toDate(today),
      askedBy: staffId,
    })),
    skipDuplicates: true,
  })
  if (count === questions.length) {
    await tx.roundRobinAsked.createMany({
      data: questions.flatMap((question) => staffRows(schoolId, question)),
      skipDuplicates: true,
    })
  }
  return count
}

/**
 * Changes a round-robin, closes it or opens it again. Staff who have answered stay on it.
 * @returns false where somebody else has saved a newer version than `version`
 */
export async function editRoundRobin(
  tx: Tx,
  pupilKey: PupilKey,
  before: RoundRobinToEdit,
  { version, staff, closed, answerBy, ...said }: EditRoundRobin & { today: Day },
): Promise<boolean> {
  const { today, areas, question } = said
  const { count } = await tx.roundRobin.updateMany({
    where: { ...pupilKey, id: before.id, version },
    data: {
      areas,
      question,
      answerBy: toDate(answerBy),
      closedOn: closed ? toDate(before.closedOn ?? today) : null,
      version: version + 1,
    },
  })
  if (count === 0) return false
  await tx.roundRobinAsked.deleteMany({
    where: { ...pupilKey, roundRobinId: before.id, answeredOn: null, staffId: { notIn: staff } },
  })
  await tx.roundRobinAsked.createMany({
    data: staffRows(pupilKey.schoolId, { id: before.id, pupilId: pupilKey.pupilId, staffIds: staff }),
    skipDuplicates: true,
  })
  return true
}

/**
 * Saves one person's answer. Each tick is saved with the text of its statement.
 * @returns false where a newer version of the answer than `version` is saved
 */
export async function answerQuestions(
  tx: Tx,
  pupilKey: PupilKey,
  asked: AnswerToEdit,
  { version, goesWell, comment, outcomes, ...answer }: AnswerForm & { today: Day },
): Promise<boolean> {
  const ofAnswer = { ...pupilKey, askedId: asked.askedId }
  const { count } = await tx.roundRobinAsked.updateMany({
    where: { ...pupilKey, id: asked.askedId, version },
    data: { goesWell, comment, answeredOn: toDate(answer.today), version: version + 1 },
  })
  if (count === 0) return false
  await tx.roundRobinTick.deleteMany({ where: ofAnswer })
  await tx.roundRobinProgress.deleteMany({ where: ofAnswer })
  const ticked = new Map(areasOfNeed.flatMap((area) => answer[area].map(({ id, seen }) => [id, seen] as const)))
  await tx.roundRobinTick.createMany({
    data: asked.statements.flatMap(({ id, area, statement }) => {
      const seen = ticked.get(id) ?? null
      if (seen === null) return []
      return [{ ...ofAnswer, id: derivedId(asked.askedId, `tick ${id}`), statementId: id, area, statement, seen }]
    }),
  })
  const told = new Map(outcomes.map(({ id, ...said }) => [id, said]))
  await tx.roundRobinProgress.createMany({
    data: asked.outcomes.flatMap(({ id }) => {
      const { progress = null, note = null } = told.get(id) ?? {}
      if (progress === null) return []
      return [{ ...ofAnswer, id: derivedId(asked.askedId, `outcome ${id}`), outcomeId: id, progress, note }]
    }),
  })
  return true
}

/** Copies the register's own statements to a school that has none. Idempotent. */
export async function beginLists(tx: Tx, schoolId: string): Promise<void> {
  if ((await tx.roundRobinStatement.count({ where: { schoolId } })) > 0) return
  await tx.roundRobinStatement.createMany({
    data: areasOfNeed.flatMap((area) =>
      firstStatements[area].map((statement, position) => ({
        schoolId,
        id: derivedId(schoolId, `statement ${area} ${position}`),
        area,
        statement,
        position,
      })),
    ),
    skipDuplicates: true,
  })
}

/** A statement with its position from 0. */
type PlacedStatement = { id: string; statement: string; offSince: Day | null; position: number }
export type StatementChanges = { changed: readonly PlacedStatement[]; added: readonly PlacedStatement[] }

/**
 * Changes and adds statements of the school's lists. Other statements stay as they are.
 * @returns false where somebody else has saved newer school settings than `version`
 */
export async function setLists(
  tx: Tx,
  schoolId: string,
  version: number,
  lists: ReadonlyMap<AreaOfNeed, StatementChanges>,
): Promise<boolean> {
  const { count } = await tx.school.updateMany({ where: { id: schoolId, version }, data: { version: version + 1 } })
  if (count === 0) return false
  for (const [area, { changed, added }] of lists) {
    for (const { id, statement, offSince, position } of changed) {
      await tx.roundRobinStatement.updateMany({
        where: { schoolId, id, area },
        data: { statement, offSince: toDateOrNull(offSince), position },
      })
    }
    await tx.roundRobinStatement.createMany({
      data: added.map(({ offSince, ...one }) => ({ ...one, schoolId, area, offSince: toDateOrNull(offSince) })),
      skipDuplicates: true,
    })
  }
  return true
}
