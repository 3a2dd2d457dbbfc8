import type { Permission } from '../../access/permissions.ts'
import { notFound, page, seeOther } from '../../http/answers.ts'
import { refused } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route } from '../../http/route.ts'
import { stale } from '../../http/stale-edit.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { shortDay } from '../../ui/formats/words.ts'
import { areasOfNeed } from '../areas-of-need.ts'
import { progressWords } from '../reviews/model.ts'
import { answerQuestions } from './commands.ts'
import { type AnswerForm, answerForm, answerLabels, answerValues } from './form.ts'
import { answerPage, howOftenWords, idsIn, pupilAt, roundRobinAt } from './page.ts'
import { type AnswerToEdit, answerToEdit, nameOfStaff } from './queries.ts'

/*
 * Staff answer for themselves, as long as they teach or support the pupil. Having been asked gives no access after
 * that. The SENCO enters the answers that come back on paper.
 */

const answerPath = '/pupils/:pupilId/round-robins/:roundRobinId/answer'
const paperPath = '/pupils/:pupilId/round-robins/:roundRobinId/asked/:askedId/answer'

type AnswerVisit = PupilVisit & { params: Readonly<Record<'roundRobinId', string>> }
type AnswerOptions<Visit> = {
  who: (visit: Visit) => { staffId: string } | { askedId: string }
  isOnPaper: boolean
}

const areIds = (all: readonly { id: string }[], known: readonly { id: string }[]): boolean =>
  all.every(({ id }) => known.some((one) => one.id === id))

/** Whether all outcomes and statements in an answer belong to the questions that were asked. */
const answersOnlyWhatWasAsked = (answer: AnswerForm, asked: AnswerToEdit): boolean =>
  areIds(answer.outcomes, asked.outcomes) && areasOfNeed.every((area) => areIds(answer[area], asked.statements))

/**
 * Errors for ticked statements whose text has changed since the page was shown, because a tick is saved with the text
 * that was asked.
 */
const rewordedSince = (answer: AnswerForm, asked: AnswerToEdit) =>
  areasOfNeed.flatMap((area) =>
    answer[area].flatMap(({ id, asked: words, seen }, row) => {
      const now = asked.statements.find((one) => one.id === id)?.statement
      return seen === null || now === words
        ? []
        : [{ field: `${area}.${row}.seen`, message: 'The school has reworded this meanwhile. Read it again' }]
    }),
  )

const statementsIn = (form: FormState): string[] => areasOfNeed.flatMap((area) => idsIn(form, area))

function answerFormAt<Path extends typeof answerPath | typeof paperPath>(
  path: Path,
  may: Permission,
  { who, isOnPaper }: AnswerOptions<PupilVisit<Path>>,
): [Route, Route] {
  const askedOf = (visit: PupilVisit<Path> & AnswerVisit, typed: readonly string[] = []) => {
    const { tx, user, pupil, params } = visit
    const place = { schoolId: user.schoolId, pupilId: pupil.pupilId, roundRobinId: params.roundRobinId }
    return answerToEdit(tx, place, who(visit), typed)
  }
  const whereFrom = ({ scope, pupil, params }: AnswerVisit): string =>
    scope === 'own' ? '/my-classes' : roundRobinAt(pupil.pupilId, params.roundRobinId)

  return pupilForm(path, {
    may,
    schema: answerForm,
    labels: answerLabels,
    start: async (visit) => {
      const asked = await askedOf(visit)
      return asked && answerValues(asked)
    },
    show: async (visit, form) => {
      const { tx, user, pupil, params, today } = visit
      const asked = await askedOf(visit, statementsIn(form))
      if (!asked) return notFound
      const at = roundRobinAt(pupil.pupilId, params.roundRobinId)
      const back = { text: 'Back', href: whereFrom(visit) }
      if (asked.closedOn !== null && form.errors.length === 0) {
        return page('pupil-record/round-robins/closed', {
          title: 'What do you see?',
          back,
          lede: `This was closed on ${shortDay(asked.closedOn, today)}.`,
          concernHref: `${pupilAt(pupil.pupilId)}/concerns/new`,
        })
      }
      return page(
        'pupil-record/round-robins/answer',
        answerPage({
          pupil,
          asked,
          askedBy: await nameOfStaff(tx, user.schoolId, asked.askedBy),
          form,
          action: isOnPaper ? `${at}/asked/${asked.askedId}/answer` : `${at}/answer`,
          back,
          from: isOnPaper ? asked.name : '',
          today,
        }),
      )
    },
    save: async (visit, answer) => {
      const { tx, user, pupil, today } = visit
      const asked = await askedOf(
        visit,
        areasOfNeed.flatMap((area) => answer[area].map(({ id }) => id)),
      )
      if (!asked || !answersOnlyWhatWasAsked(answer, asked)) return notFound
      if (asked.closedOn !== null)
        return refused('goesWell', 'This has been closed meanwhile. Tell the SENCO, who can open it again')
      const reworded = rewordedSince(answer, asked)
      if (reworded.length > 0) return { kind: 'refused', faults: reworded }
      const location = whereFrom(visit)
      const key = { schoolId: user.schoolId, pupilId: pupil.pupilId }
      if (!(await answerQuestions(tx, key, asked, { ...answer, today })))
        return stale(answerValues(asked), location, { ...howOftenWords, ...progressWords })
      return seeOther(location, {
        heading: isOnPaper
          ? `Noted: the answer of ${asked.name}`
          : `Thank you: the SENCO has your answer about ${pupil.forename}`,
        text: 'It can be changed until the SENCO closes it.',
        link: isOnPaper
          ? null
          : { text: 'Change it', href: `${roundRobinAt(pupil.pupilId, visit.params.roundRobinId)}/answer` },
      })
    },
  })
}

export const answerRoutes: readonly Route[] = [
  ...answerFormAt(answerPath, 'roundRobin:answer', {
    who: ({ user }) => ({ staffId: user.staffId }),
    isOnPaper: false,
  }),
  ...answerFormAt(paperPath, 'roundRobin:ask', {
    who: ({ params }) => ({ askedId: params.askedId }),
    isOnPaper: true,
  }),
]
