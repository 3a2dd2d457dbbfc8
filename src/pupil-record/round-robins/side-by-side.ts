import { scopeOf } from '../../access/permissions.ts'
import type { Day } from '../../days/calendar.ts'
import { pupilStaff } from '../../findings/pupil-staff.ts'
import { notFound, page } from '../../http/answers.ts'
import { type PupilVisit, pupilGet } from '../../http/pupil-route.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { areasOfNeed, areaWords } from '../areas-of-need.ts'
import { howFar, progressWords } from '../reviews/model.ts'
import { howOften } from './form.ts'
import { dayOfWeek, progressInWords } from './model.ts'
import { howOftenWords, pupilAt, roundRobinAt } from './page.ts'
import {
  type AnswerGiven,
  answersOf,
  nameOfStaff,
  planToAskAbout,
  type RoundRobinToEdit,
  roundRobinToEdit,
  type Statement,
  statementsOf,
} from './queries.ts'

/** One statement with the answer of each column and the count of each answer. */
type StatementRow = {
  statement: string
  /** The answers in the order of the columns; `seen` is null where the statement was not answered. */
  cells: { seen: 'never' | 'sometimes' | 'often' | null; word: string }[]
  counts: { seen: 'never' | 'sometimes' | 'often'; count: number; who: string }[]
}

/** The most staff who get a column each. With more staff, the columns are the answers, with the names below. */
const mostColumns = 5

/** The statements of an area that somebody ticked, in the school's order, with the text that was asked. */
function rowsOf(
  area: Statement['area'],
  answers: readonly AnswerGiven[],
  statements: readonly Statement[],
): StatementRow[] {
  const places = new Map(statements.map(({ id }, place) => [id, place]))
  const ticks = answers.flatMap((one) => one.ticks.filter((tick) => tick.area === area))
  const asked = new Map(ticks.map((tick) => [`${tick.statementId} ${tick.statement}`, tick]))
  const inOrder = [...asked.values()].sort(
    (one, other) => (places.get(one.statementId) ?? 0) - (places.get(other.statementId) ?? 0),
  )
  return inOrder.map(({ statementId, statement }) => {
    const cells = answers.map((answer) => {
      const seen =
        answer.ticks.find((tick) => tick.statementId === statementId && tick.statement === statement)?.seen ?? null
      return { seen, word: seen === null ? 'Not said' : howOftenWords[seen] }
    })
    const counts = howOften.toReversed().map((seen) => {
      const who = answers.filter((_answer, column) => cells[column]?.seen === seen).map(({ name }) => name)
      return { seen, count: who.length, who: who.join(', ') }
    })
    return { statement, cells, counts }
  })
}

/** What staff say about one outcome, with the number of each answer in one line. */
function outcomeOf({ id, outcome }: { id: string; outcome: string }, answers: readonly AnswerGiven[]) {
  const said = answers.flatMap(({ name, progress }) =>
    progress
      .filter(({ outcomeId }) => outcomeId === id)
      .map((one) => ({ who: name, progress: one.progress, word: progressWords[one.progress], note: one.note ?? '' })),
  )
  const counted = howFar
    .map((value) => ({ word: progressWords[value], count: said.filter(({ progress }) => progress === value).length }))
    .filter(({ count }) => count > 0)
  return { outcome, said, inShort: counted.map(({ word, count }) => `${word}: ${count}`).join(' · ') }
}

/** Sorts by text, so that without names the order does not show who wrote what. */
const byWords = <Said extends { text: string }>(all: readonly Said[]): Said[] =>
  all.toSorted((one, other) => one.text.localeCompare(other.text, 'en-GB'))

type SideBySideData = {
  pupil: { pupilId: string; name: string; forename: string }
  roundRobin: RoundRobinToEdit
  answers: readonly AnswerGiven[]
  statements: readonly Statement[]
  outcomes: readonly { id: string; outcome: string }[]
  askedBy: string
  /** The ids of the staff who work with the pupil today. */
  working: ReadonlySet<string>
  today: Day
  mayAsk: boolean
  isWithNames: boolean
  canMail: boolean
}

function waitingOf({ pupil, roundRobin, working, mayAsk }: SideBySideData) {
  const at = roundRobinAt(pupil.pupilId, roundRobin.id)
  return roundRobin.asked
    .filter(({ answeredOn }) => answeredOn === null)
    .map(({ id, name, staffId, canSignIn }) => ({
      name,
      note: !canSignIn
        ? 'cannot sign in'
        : working.has(staffId)
          ? ''
          : `does not work with ${pupil.forename} any more, so cannot answer`,
      href: mayAsk && roundRobin.closedOn === null ? `${at}/asked/${id}/answer` : '',
    }))
}

/** The model of the page that shows all answers side by side for the meeting. */
function sideBySidePage(shows: SideBySideData) {
  const { pupil, roundRobin, answers, statements, outcomes, askedBy, today, mayAsk, isWithNames, canMail } = shows
  const at = roundRobinAt(pupil.pupilId, roundRobin.id)
  const counts = { asked: roundRobin.asked.length, answered: answers.length }
  const written = (text: string | null, who: string) => (text === null ? [] : [{ text, who: isWithNames ? who : '' }])
  const goesWell = answers.flatMap((one) => written(one.goesWell, one.name))
  const comments = answers.flatMap((one) => written(one.comment, one.name))
  const areas = areasOfNeed.map((area) => ({ words: areaWords[area], rows: rowsOf(area, answers, statements) }))
  return {
    title: 'What staff see',
    back: { text: pupil.name, href: pupilAt(pupil.pupilId) },
    heading: `What staff see of ${pupil.name}`,
    lede: `${progressInWords({ ...roundRobin, ...counts }, today)}.`,
    asked: `Asked on ${dayInWords(roundRobin.askedOn)}${askedBy === '' ? '' : ` by ${askedBy}`}`,
    question: roundRobin.question ?? '',
    isWithNames,
    switchNames: isWithNames
      ? { text: 'Leave out who said what, for a screen that others see', href: `${at}?names=off` }
      : { text: 'Show who said what', href: at },
    /** The column headings where each member of staff has a column; empty where the columns are the answers. */
    staff: isWithNames && answers.length <= mostColumns ? answers.map(({ name }) => name) : [],
    howOften: howOften.toReversed().map((seen) => ({ word: howOftenWords[seen] })),
    waiting: isWithNames ? waitingOf(shows) : [],
    chased:
      roundRobin.closedOn === null
        ? `It stays on their first page${canMail ? ', and in their e-mail of each school day,' : ''} until they answer.`
        : '',
    areas: areas.filter(({ rows }) => rows.length > 0),
    outcomes: outcomes
      .map((one) => outcomeOf(one, answers))
      .map(({ said, ...one }) => ({
        ...one,
        said: isWithNames
          ? said
          : byWords(said.filter(({ note }) => note !== '').map((one) => ({ ...one, who: '', text: one.note }))),
      })),
    goesWell: isWithNames ? goesWell : byWords(goesWell),
    comments: isWithNames ? comments : byWords(comments),
    isEmpty: answers.length === 0,
    editHref: mayAsk ? `${at}/edit` : '',
    sheetHref: mayAsk && roundRobin.closedOn === null ? `${at}/sheet` : '',
  }
}

const path = '/pupils/:pupilId/round-robins/:roundRobinId'
type RoundRobinVisit = PupilVisit<typeof path>

async function found({ tx, user, pupil, params }: RoundRobinVisit) {
  const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
  const roundRobin = await roundRobinToEdit(tx, key, params.roundRobinId)
  if (!roundRobin) return null
  const plan = roundRobin.planId === null ? null : await planToAskAbout(tx, key, roundRobin.planId)
  const statements = await statementsOf(tx, user.schoolId)
  return { whose: key, roundRobin, statements, outcomes: plan?.outcomes ?? [] }
}

export const sideBySide = pupilGet(path, 'record:read', async (visit) => {
  const { tx, user, pupil, params, query, today, canMail } = visit
  const asked = await found(visit)
  if (!asked) return notFound
  const { whose: key, ...shows } = asked
  const working = await pupilStaff(tx, { schoolId: user.schoolId, pupilIds: [pupil.pupilId], day: today })
  return page(
    'pupil-record/round-robins/side-by-side',
    sideBySidePage({
      ...shows,
      pupil,
      answers: await answersOf(tx, key, params.roundRobinId),
      askedBy: await nameOfStaff(tx, user.schoolId, asked.roundRobin.askedBy),
      working: new Set(working.get(pupil.pupilId)?.map(({ staffId }) => staffId)),
      today,
      mayAsk: scopeOf(user.role, 'roundRobin:ask') !== null,
      isWithNames: query.get('names') !== 'off',
      canMail,
    }),
  )
})

/** The questions as a sheet to print, for staff who cannot sign in. */
export const questionsOnPaper = pupilGet(`${path}/sheet`, 'roundRobin:ask', async (visit) => {
  const { pupil, today } = visit
  const asked = await found(visit)
  if (!asked) return notFound
  const { roundRobin, statements, outcomes } = asked
  return page('pupil-record/round-robins/sheet', {
    title: 'What do you see?',
    back: { text: 'The answers', href: roundRobinAt(pupil.pupilId, roundRobin.id) },
    heading: `What do you see of ${pupil.name}?`,
    lede: `Please give this back to the SENCO by ${dayOfWeek(roundRobin.answerBy, today)}. Leave out what you cannot say.`,
    question: roundRobin.question ?? '',
    areas: areasOfNeed
      .filter((area) => roundRobin.areas.includes(area))
      .map((area) => ({
        words: areaWords[area],
        statements: statements
          .filter((one) => one.area === area && one.offSince === null)
          .map(({ statement }) => statement),
      }))
      .filter((area) => area.statements.length > 0),
    howOften: howOften.map((one) => howOftenWords[one]),
    outcomes: outcomes.map(({ outcome }) => outcome),
    howFar: howFar.map((one) => progressWords[one]),
  })
})
