import { z } from 'zod'
import { addDays, type Day } from '../../days/calendar.ts'
import {
  choices,
  day,
  limits as fieldLimits,
  id,
  isUuid,
  lines,
  optionalChoice,
  optionalText,
  text,
  ticked,
  version,
} from '../../ui/forms/fields.ts'
import { dayFields, type FormValues, formValues } from '../../ui/forms/form-values.ts'
import { areasOfNeed, areaWords } from '../areas-of-need.ts'
import { howFar } from '../reviews/model.ts'
import type { AnswerToEdit, RoundRobinToEdit } from './queries.ts'

/**
 * The longest texts, in characters, and `statementsAtOnce`, a number of lines. Answers are short, because they are
 * written on a phone.
 */
export const limits = { question: 500, answer: 1500, statement: fieldLimits.line, statementsAtOnce: 10 } as const
/** The most statements in one area: a form has no more rows than this. */
export const mostInArea = 40

export const howOften = ['never', 'sometimes', 'often'] as const

export const askLabels = {
  staff: 'Who is asked?',
  areas: 'What are they asked about?',
  question: 'A question of your own',
  answerBy: 'By when do you need the answers?',
  closed: 'Close it: nobody can answer any more',
} as const

export const reviewsLabels = {
  planned: 'Whose teachers are asked?',
  question: askLabels.question,
  answerBy: askLabels.answerBy,
} as const

export const answerLabels = {
  ...Object.fromEntries(
    areasOfNeed.flatMap((area) => [
      [`${area}.seen`, areaWords[area]],
      [`${area}.asked`, `${areaWords[area]}: the statement`],
    ]),
  ),
  'outcomes.progress': 'How far has it got?',
  'outcomes.note': 'What you see',
  goesWell: 'What goes well?',
  comment: 'Anything else we should know?',
} as const

export const listLabels = Object.fromEntries(
  areasOfNeed.flatMap((area) => [
    [`${area}.statement`, areaWords[area]],
    [`${area}.off`, `${areaWords[area]}: not asked any more`],
    [`more-${area}`, `${areaWords[area]}: to add`],
  ]),
)

/**
 * The schema of the ids of ticked rows: unique and sorted, so that the order on the page does not count as a
 * difference.
 */
const ids = () =>
  z
    .array(z.string())
    .catch([])
    .transform((all) => [...new Set(all.filter(isUuid))].sort())
/** How many days from today the last day for answers can be. */
const furthestDays = 366

const answerByField = (today: Day) =>
  day('Enter the day by which you need the answers', {
    to: { day: addDays(today, furthestDays), because: 'is more than a year away' },
  })
const notPast = (today: Day) =>
  day('Enter the day by which you need the answers', {
    from: { day: today, because: 'is in the past' },
    to: { day: addDays(today, furthestDays), because: 'is more than a year away' },
  })

const asked = {
  staff: ids().refine((all) => all.length > 0, 'Tick at least one member of staff'),
  areas: choices(areasOfNeed),
  question: optionalText(limits.question),
}

const nothingAsked = 'Tick an area, or write a question'

/** The schema of a new round-robin. */
export const askForm = (today: Day) => z.object({ id: id(), ...asked, answerBy: notPast(today) })
type AskForm = z.infer<ReturnType<typeof askForm>>

/** The error of a round-robin that asks nothing: no areas, no question and no outcomes; else empty. */
export const faultOfAsking = ({ areas, question }: Pick<AskForm, 'areas' | 'question'>, outcomes: number): string =>
  areas.length === 0 && question === null && outcomes === 0 ? nothingAsked : ''

/** The schema of a saved round-robin that is changed, closed or opened again. */
export const editForm = (today: Day) =>
  z.object({ version: version(), ...asked, answerBy: answerByField(today), closed: ticked() })
export type EditRoundRobin = z.infer<ReturnType<typeof editForm>>

export const editValues = (roundRobin: RoundRobinToEdit): FormValues =>
  formValues({
    version: roundRobin.version,
    staff: roundRobin.asked.map(({ staffId }) => staffId).sort(),
    areas: roundRobin.areas,
    question: roundRobin.question,
    ...dayFields('answerBy', roundRobin.answerBy),
    closed: roundRobin.closedOn === null ? null : 'yes',
  })

/** The schema of the form that asks the staff of several pupils before their planned reviews. */
export const reviewsForm = (today: Day) =>
  z.object({
    id: id(),
    planned: ids().refine((all) => all.length > 0, 'Tick at least one review'),
    question: optionalText(limits.question),
    answerBy: notPast(today),
  })

/**
 * The schema of one ticked statement. `asked` is its text on the page, because a statement may be reworded while
 * somebody answers.
 */
const tick = z.object({ id: id(), asked: optionalText(), seen: optionalChoice(howOften) })
const ticks = () => z.array(tick).default([])
const outcome = z.object({ id: id(), progress: optionalChoice(howFar), note: optionalText(limits.answer) })

/** The schema of an answer. Every part is optional, but one has to be filled in. */
export const answerForm = () =>
  z
    .object({
      version: version(),
      communication: ticks(),
      cognition: ticks(),
      socialEmotional: ticks(),
      sensoryPhysical: ticks(),
      outcomes: z.array(outcome).default([]),
      goesWell: optionalText(limits.answer),
      comment: optionalText(limits.answer),
    })
    .superRefine((answer, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
      for (const [row, { progress, note }] of answer.outcomes.entries()) {
        if (progress === null && note !== null) refuse(`outcomes.${row}.progress`, 'Choose how far it has got')
      }
      const isTicked = areasOfNeed.some((area) => answer[area].some(({ seen }) => seen !== null))
      const isWritten = answer.goesWell !== null || answer.comment !== null
      const isTold = answer.outcomes.some(({ progress, note }) => progress !== null || note !== null)
      if (!isTicked && !isWritten && !isTold)
        refuse('goesWell', 'Tick a statement or write a line: nothing is answered yet')
    })
export type AnswerForm = z.infer<ReturnType<typeof answerForm>>

type FieldValues = Readonly<Record<string, string | null>>
const rowFields = (list: string, rows: readonly FieldValues[]): FieldValues =>
  Object.fromEntries(
    rows.flatMap((row, index) => Object.entries(row).map(([name, value]) => [`${list}.${index}.${name}`, value])),
  )

/** The form values of an answer, with a row for each statement and outcome that is asked about. */
export const answerValues = (answer: AnswerToEdit): FormValues =>
  formValues({
    version: answer.version,
    ...Object.assign(
      {},
      ...areasOfNeed.map((area) =>
        rowFields(
          area,
          answer.statements
            .filter((one) => one.area === area)
            .map(({ id: statementId, statement, seen }) => ({ id: statementId, asked: statement, seen })),
        ),
      ),
    ),
    ...rowFields(
      'outcomes',
      answer.outcomes.map(({ id: outcomeId, progress, note }) => ({ id: outcomeId, progress, note })),
    ),
    goesWell: answer.goesWell,
    comment: answer.comment,
  })

const statement = z.object({
  id: id(),
  statement: text('Enter the statement, or tick that it is not asked', limits.statement),
  off: ticked(),
})
const statements = () => z.array(statement).default([])
const more = () => lines(limits.statement, limits.statementsAtOnce)

/**
 * The schema of the school's lists. `move` is the value of the pressed button: "up" or "down", a space, the statement's
 * id.
 */
export const listForm = () =>
  z.object({
    id: id(),
    version: version(),
    communication: statements(),
    cognition: statements(),
    socialEmotional: statements(),
    sensoryPhysical: statements(),
    'more-communication': more(),
    'more-cognition': more(),
    'more-socialEmotional': more(),
    'more-sensoryPhysical': more(),
    move: optionalText().transform((typed) => {
      const [direction, statementId] = (typed ?? '').split(' ')
      if (statementId === undefined || (direction !== 'up' && direction !== 'down')) return null
      return { direction, statementId } as const
    }),
  })
export type EditLists = z.infer<ReturnType<typeof listForm>>
