import { v7 as uuidv7 } from 'uuid'
import { savedFlash } from '../../findings/pupil-steps.ts'
import { notFound, page, type SeeOther, seeOther } from '../../http/answers.ts'
import { formPage } from '../../http/form-page.ts'
import { type PupilVisit, pupilForm } from '../../http/pupil-route.ts'
import type { Route, Visit } from '../../http/route.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { formValues } from '../../ui/forms/form-values.ts'
import { sentAfterWithdrawal, withUndo } from '../entry.ts'
import { explainNotDone } from './commands.ts'
import { labels, notDoneForm } from './form.ts'
import { notDonePage } from './page.ts'
import { type Explained, pupilFinding, type StepRef, schoolFinding } from './queries.ts'

const asked = ({ tx, user, today }: Visit) => ({ tx, schoolId: user.schoolId, today })

const named = ({ query }: Visit): StepRef => ({ rule: query.get('rule'), subject: query.get('subject') || null })

const findingOf = (visit: PupilVisit) => pupilFinding(asked(visit), visit.pupil.pupilId, named(visit))

const findingOfSchool = (visit: Visit) => schoolFinding(asked(visit), named(visit).rule)

const byWhom = ({ user, today }: Visit) => ({ recordedBy: user.name, recordedOn: today })

/** The form's address with the rule and the subject. */
function addressOf(path: string, { rule, subject }: StepRef): string {
  const query = new URLSearchParams({ rule, ...(subject === null ? {} : { subject }) })
  return `${path}?${query}`
}

const isDone = ({ row }: Explained): boolean => row.status === 'met' || row.status === 'late'

const noReasonNeeded = (location: string, { row }: Explained): SeeOther =>
  seeOther(location, { heading: 'No reason is needed', text: `${row.title}: ${row.word}.` })

function show(
  visit: Visit,
  explained: Explained | null,
  form: FormState,
  { heading, path, back }: { heading: string; path: string; back: string },
) {
  if (!explained || isDone(explained)) return notFound
  const action = addressOf(path, named(visit))
  return page(
    'pupil-record/not-done/form',
    notDonePage({ explained, heading, today: visit.today, back: { text: 'Back', href: back }, action, form }),
  )
}

const start = async (explained: Explained | null) => explained && formValues({ id: uuidv7() })

const ofPupil = pupilForm('/pupils/:pupilId/not-done/new', {
  may: 'notDone:explain',
  about: ['rule', 'subject'],
  schema: notDoneForm,
  labels,
  start: async (visit) => start(await findingOf(visit)),
  show: async (visit, form) => {
    const back = `/pupils/${visit.pupil.pupilId}`
    const heading = `Not done for ${visit.pupil.name}, because …`
    return show(visit, await findingOf(visit), form, { heading, path: `${back}/not-done/new`, back })
  },
  save: async (visit, reason) => {
    const { tx, user, pupil } = visit
    const explained = await findingOf(visit)
    if (!explained) return notFound
    const location = `/pupils/${pupil.pupilId}`
    if (isDone(explained)) return noReasonNeeded(location, explained)
    const step = { schoolId: user.schoolId, pupilId: pupil.pupilId, ...named(visit) }
    const reasonId = await explainNotDone(tx, step, reason, byWhom(visit))
    const form = addressOf(`${location}/not-done/new`, named(visit))
    const again = await sentAfterWithdrawal(visit, 'notDone', reasonId, form)
    if (again.kind === 'seeOther') return again
    const flash = await savedFlash(visit, pupil.pupilId, 'The reason has been recorded')
    return withUndo(seeOther(location, flash), pupil.pupilId, 'notDone', reasonId)
  },
})

const ofSchool = formPage('/school/not-done/new', {
  may: 'notDone:explain',
  about: ['rule'],
  schema: notDoneForm,
  labels,
  start: async (visit) => start(await findingOfSchool(visit)),
  show: async (visit, form) =>
    show(visit, await findingOfSchool(visit), form, {
      heading: 'Not done by the school, because …',
      path: '/school/not-done/new',
      back: '/school',
    }),
  save: async (visit, reason) => {
    const { tx, user } = visit
    const explained = await findingOfSchool(visit)
    if (!explained) return notFound
    if (isDone(explained)) return noReasonNeeded('/school', explained)
    const step = { schoolId: user.schoolId, pupilId: null, rule: explained.row.rule, subject: null }
    const reasonId = await explainNotDone(tx, step, reason, byWhom(visit))
    const form = addressOf('/school/not-done/new', { ...step })
    const again = await sentAfterWithdrawal({ ...visit, pupil: null }, 'notDone', reasonId, form)
    if (again.kind === 'seeOther') return again
    const flash = {
      heading: 'The reason has been recorded',
      text: 'The step stays open; the report shows the reason beside it.',
    }
    return withUndo(seeOther('/school', flash), null, 'notDone', reasonId)
  },
})

export const notDoneRoutes: readonly Route[] = [...ofPupil, ...ofSchool]
