import { z } from 'zod'
import { addDays } from '../../days/calendar.ts'
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
import type { AnswerToGive, RoundRobinToEdit } from './queries.ts'

/** In characters: a question is one, and an answer is written on a phone. */
export const limits = { question: 500, answer: 1500, statement: fieldLimits.line, statementsAtOnce: 10 } as const
/** A form has only so many rows of a kind; and nobody ticks more. */
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

/** Ids of rows that were ticked, in one order, however the page lists them. */
const ids = () =>
  z
    .array(z.string())
    .catch([])
    .transform((all) => [...new Set(all.filter(isUuid))].sort())
/** An answer that is needed later than this is forgotten. In days. */
const furthest = 366

const answerBy = (today: string) =>
  day('Enter the day by which you need the answers', {
    to: { day: addDays(today, furthest), because: 'is more than a year away' },
  })
const notPast = (today: string) =>
  day('Enter the day by which you need the answers', {
    from: { day: today, because: 'is in the past' },
    to: { day: addDays(today, furthest), because: 'is more than a year away' },
  })

const asked = {
  staff: ids().refine((all) => all.length > 0, 'Tick at least one member of staff'),
  areas: choices(areasOfNeed),
  question: optionalText(limits.question),
}

const asksNothing = 'Tick an area, or write a question'

/** What staff are asked about a pupil. */
export const askForm = (today: string) => z.object({ id: id(), ...asked, answerBy: notPast(today) })
export type Ask = z.infer<ReturnType<typeof askForm>>

/** Something has to be asked: an area, a question, or outcomes. */
export const faultOfAsking = ({ areas, question }: Pick<Ask, 'areas' | 'question'>, outcomes: number): string =>
  areas.length === 0 && question === null && outcomes === 0 ? asksNothing : ''

/** What was asked, changed: of whom, about what, by when; closed, or opened again. */
export const editForm = (today: string) =>
  z.object({ version: version(), ...asked, answerBy: answerBy(today), closed: ticked() })
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

/** The teachers of several pupils asked at once, before their planned reviews. */
export const reviewsForm = (today: string) =>
  z.object({
    id: id(),
    planned: ids().refine((all) => all.length > 0, 'Tick at least one review'),
    question: optionalText(limits.question),
    answerBy: notPast(today),
  })
export type AskForReviews = z.infer<ReturnType<typeof reviewsForm>>

/** `asked` are the words in which the page asked it: a statement may be reworded while somebody answers. */
const tick = z.object({ id: id(), asked: optionalText(), seen: optionalChoice(howOften) })
const ticks = () => z.array(tick).default([])
const outcome = z.object({ id: id(), progress: optionalChoice(howFar), note: optionalText(limits.answer) })

/** What a member of staff sees of a pupil: any part can be left out, but not all. */
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
export type Answering = z.infer<ReturnType<typeof answerForm>>

type Fields = Readonly<Record<string, string | null>>
const rowFields = (list: string, rows: readonly Fields[]): Fields =>
  Object.fromEntries(
    rows.flatMap((row, index) => Object.entries(row).map(([name, value]) => [`${list}.${index}.${name}`, value])),
  )

/** An answer as its form shows it: a row for each statement and outcome that is asked about. */
export const answerValues = (answer: AnswerToGive): FormValues =>
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

/** The school's lists: `move` is the button by which the form was sent, "up" or "down" and the statement's id. */
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
