import type { Day } from '../../src/days/calendar.ts'
import type { AreaOfNeed, HowOften, Progress } from '../../src/generated/prisma/enums.ts'
import { toDate, toDateOrNull } from '../../src/platform/database/days.ts'
import { areasOfNeed } from '../../src/pupil-record/areas-of-need.ts'
import { firstStatements } from '../../src/pupil-record/round-robins/statements.ts'
import type { SchoolBuild } from './add-pupil.ts'
import type { DemoRows } from './rows.ts'

/**
 * The answer of one member of staff: the statements ticked, by area of need and index in the area's list, and what was
 * written.
 */
interface AnswerFixture {
  on: Day
  seen: Partial<Record<AreaOfNeed, Readonly<Record<number, HowOften>>>>
  progress?: readonly { progress: Progress; note?: string }[]
  goesWell?: string
  comment?: string
}

interface RoundRobinFixture {
  pupilId: string
  planId: string | null
  areas: AreaOfNeed[]
  question?: string
  askedOn: Day
  answerBy: Day
  /** The class teacher's answer first, then those of support staff. Null and missing answers mean: not answered. */
  answers: readonly (AnswerFixture | null)[]
}

/** The staff who work with the pupil today, teachers first. */
function staffOf({ rows }: SchoolBuild, pupilId: string): string[] {
  const classes = rows.classMember.filter((one) => one.pupilId === pupilId && !one.until).map(({ classId }) => classId)
  const ofClass = rows.classStaff.filter(({ classId, until }) => classes.includes(classId) && !until)
  const ofPupil = rows.pupilStaff.filter((one) => one.pupilId === pupilId && !one.until)
  const ids = new Set([...ofClass, ...ofPupil].map(({ staffId }) => staffId))
  const teachers = rows.staffMember.filter(({ id, role }) => role === 'teacher' && ids.has(id)).map(({ id }) => id)
  return [...teachers, ...[...ids].filter((id) => !teachers.includes(id))]
}

/** Adds the school's statements: a copy of the register's lists. */
function addStatements({ rows, schoolId, mint }: SchoolBuild): void {
  for (const area of areasOfNeed) {
    for (const [position, statement] of firstStatements[area].entries()) {
      rows.roundRobinStatement.push({ schoolId, id: mint(), area, statement, position })
    }
  }
}

function addAnswer(build: SchoolBuild, askedId: string, fixture: RoundRobinFixture, answer: AnswerFixture): void {
  const { rows, schoolId, mint } = build
  const { pupilId, planId } = fixture
  for (const area of fixture.areas) {
    const statements = rows.roundRobinStatement.filter((one) => one.area === area)
    for (const [place, seen] of Object.entries(answer.seen[area] ?? {})) {
      const { id: statementId = '', statement = '' } = statements[Number(place)] ?? {}
      rows.roundRobinTick.push({ schoolId, id: mint(), pupilId, askedId, statementId, area, statement, seen })
    }
  }
  const outcomes = rows.outcome.filter((one) => planId !== null && one.planId === planId)
  for (const [place, said] of (answer.progress ?? []).entries()) {
    const outcomeId = outcomes[place]?.id
    if (outcomeId !== undefined)
      rows.roundRobinProgress.push({ schoolId, id: mint(), pupilId, askedId, outcomeId, ...said })
  }
}

function addRoundRobin(build: SchoolBuild, fixture: RoundRobinFixture): void {
  const { rows, schoolId, staffIds, mint } = build
  const { pupilId, planId, areas, question, askedOn, answerBy, answers } = fixture
  const id = mint()
  rows.roundRobin.push({
    schoolId,
    id,
    pupilId,
    planId,
    areas,
    question,
    askedOn: toDate(askedOn),
    askedBy: staffIds.marsh,
    answerBy: toDate(answerBy),
  })
  for (const [place, staffId] of staffOf(build, pupilId).entries()) {
    const askedId = mint()
    const answer = answers[place] ?? null
    rows.roundRobinAsked.push({
      schoolId,
      id: askedId,
      pupilId,
      roundRobinId: id,
      staffId,
      answeredOn: toDateOrNull(answer?.on ?? null),
      goesWell: answer?.goesWell,
      comment: answer?.comment,
      version: answer === null ? 1 : 2,
    })
    if (answer !== null) addAnswer(build, askedId, fixture, answer)
  }
}

const pupilCalled = (rows: DemoRows, forename: string, surname: string): string =>
  rows.pupil.find((one) => one.legalForename === forename && one.legalSurname === surname)?.id ?? ''

/** Adds the answers of all staff about a pupil who has several members of staff and a planned review. */
function reviewWithAnswers(build: SchoolBuild) {
  const reviews = build.rows.plannedReview
  return reviews.find(({ pupilId }) => staffOf(build, pupilId).length > 1) ?? reviews[0]
}

/** Adds two round robins: one half answered, and one before the planned review that everybody has answered. */
export const addRoundRobins = (build: SchoolBuild): void => {
  const { rows, days } = build
  addStatements(build)
  addRoundRobin(build, {
    pupilId: pupilCalled(rows, 'Amir', 'Khan'),
    planId: null,
    areas: ['communication'],
    question: 'How does Amir get on when the class works in groups?',
    askedOn: days.ago(2),
    answerBy: days.ahead(3),
    answers: [
      null,
      {
        on: days.ago(1),
        seen: { communication: { 0: 'often', 1: 'often', 2: 'sometimes', 4: 'sometimes', 6: 'never', 8: 'sometimes' } },
        goesWell: 'Amir explains things to his talk partner when he has the picture cards in front of him.',
        comment: 'In groups of four he goes quiet. In a pair he is fine.',
      },
    ],
  })
  const review = reviewWithAnswers(build)
  if (review === undefined) return
  addRoundRobin(build, {
    pupilId: review.pupilId,
    planId: review.planId,
    areas: ['cognition', 'socialEmotional'],
    askedOn: days.ago(6),
    answerBy: days.ago(1),
    answers: [
      {
        on: days.ago(4),
        seen: {
          cognition: { 0: 'sometimes', 2: 'often', 4: 'often', 9: 'sometimes' },
          socialEmotional: { 1: 'sometimes', 2: 'never', 8: 'often' },
        },
        progress: [
          { progress: 'some', note: 'Nearly there in the mornings, not after lunch.' },
          { progress: 'notYet' },
        ],
        goesWell: 'Settles at once when the first two steps are on the whiteboard.',
        comment: 'Could we move the small group to before lunch?',
      },
      {
        on: days.ago(3),
        seen: {
          cognition: { 0: 'often', 2: 'sometimes', 4: 'often', 9: 'often' },
          socialEmotional: { 1: 'sometimes', 2: 'never', 8: 'sometimes' },
        },
        progress: [{ progress: 'met', note: 'Four times out of five this week with me.' }, { progress: 'some' }],
        goesWell: 'Asks me for the word mat without being told now.',
      },
    ],
  })
}
