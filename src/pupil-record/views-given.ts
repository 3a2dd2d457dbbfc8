import { v7 as uuidv7 } from 'uuid'
import { type View as Columns, Prisma } from '../generated/prisma/client.ts'
import type { Tx } from '../platform/database/in-school.ts'
import { jsonFields, type RowOf } from '../platform/database/shape.ts'
import { limits, optionalText, ticked } from '../ui/forms/fields.ts'

/*
 * The views of parents and of the pupil, wherever they are asked for: at a meeting, for an assessment, at a review (6.39,
 * 6.44, 6.45). A view says in whose words it is. Declining to give a view is an answer, too.
 */

type Speaker = 'parent' | 'pupil'
const speakers = ['parent', 'pupil'] as const

/** Where a view was given: the row of the meeting, assessment or review. */
type Occasion = { meetingId: string } | { assessmentId: string } | { reviewId: string }

export type ViewGiven = { speaker: Speaker; inWhoseWords: string | null; words: string | null; declined: boolean }

const columns = ['meetingId', 'assessmentId', 'reviewId', 'speaker', 'inWhoseWords', 'words', 'declined'] as const

/** A view with the row that it belongs to. */
export type ViewRow = RowOf<Columns, (typeof columns)[number]>

/** SQL: a view `x`, as a {@link ViewRow}. */
export const viewJson = Prisma.sql`json_build_object(${jsonFields(columns)})`

/** SQL: all text of a view `x` in which a search looks. */
export const viewWords = Prisma.sql`concat_ws(E'\n', x.words, x."inWhoseWords")`

/** The labels of the fields, for a form that asks for views: `labels = { …, ...viewLabels }`. */
export const viewLabels = {
  parentWords: 'What the parents say',
  parentInWhoseWords: 'The parents’ view: in whose words',
  parentDeclined: 'The parents declined to give a view',
  pupilWords: 'What the pupil says',
  pupilInWhoseWords: 'The pupil’s view: in whose words',
  pupilDeclined: 'The pupil declined to give a view',
} as const

/**
 * The schemas of the fields, for a form that asks for views: `z.object({ …, ...viewFields() })`, then `refuseViews`
 * in superRefine.
 */
export const viewFields = () => ({
  parentWords: optionalText(limits.text),
  parentInWhoseWords: optionalText(limits.line),
  parentDeclined: ticked(),
  pupilWords: optionalText(limits.text),
  pupilInWhoseWords: optionalText(limits.line),
  pupilDeclined: ticked(),
})

type ViewsTyped = {
  parentWords: string | null
  parentInWhoseWords: string | null
  parentDeclined: boolean
  pupilWords: string | null
  pupilInWhoseWords: string | null
  pupilDeclined: boolean
}

/** The views as they were typed, one for each speaker (parents, pupil). A view without any content is left out. */
export const viewsIn = (typed: ViewsTyped): ViewGiven[] => [
  {
    speaker: 'parent',
    inWhoseWords: typed.parentInWhoseWords,
    words: typed.parentWords,
    declined: typed.parentDeclined,
  },
  { speaker: 'pupil', inWhoseWords: typed.pupilInWhoseWords, words: typed.pupilWords, declined: typed.pupilDeclined },
]

/**
 * Refuses words without the name of who said them, and words of somebody who declined to give a view. `refuse` takes
 * the field's name and the message.
 */
export function refuseViews(typed: ViewsTyped, refuse: (field: string, message: string) => void): void {
  for (const { speaker, words, inWhoseWords, declined } of viewsIn(typed)) {
    if (words === null) continue
    if (declined) refuse(`${speaker}Declined`, 'Untick this or clear the words above: here are words of the view')
    else if (inWhoseWords === null) refuse(`${speaker}InWhoseWords`, 'Say in whose words the view is')
  }
}

/** The fields of the views, for `formValues({ …, ...viewValues(views) })`. */
export function viewValues(views: readonly ViewGiven[]): Record<string, string | null> {
  return Object.fromEntries(
    speakers.flatMap((speaker) => {
      const view = views.find((one) => one.speaker === speaker)
      return [
        [`${speaker}Words`, view?.words ?? null],
        [`${speaker}InWhoseWords`, view?.inWhoseWords ?? null],
        [`${speaker}Declined`, view?.declined ? 'yes' : null],
      ]
    }),
  )
}

/** The views given at a meeting, for an assessment or at a review, the parents' first. */
async function viewsGiven(tx: Tx, schoolId: string, occasion: Occasion): Promise<ViewGiven[]> {
  return tx.view.findMany({
    where: { schoolId, ...occasion },
    orderBy: { speaker: 'asc' },
    select: { speaker: true, inWhoseWords: true, words: true, declined: true },
  })
}

/**
 * Saves the views of an occasion as they were typed: adds them, changes them, or deletes them where nothing is left.
 * The row that they belong to has to exist, and its version guards the views against stale edits. So call this in the
 * transaction that writes the row, after the row is written.
 */
export async function saveViews(
  tx: Tx,
  key: { schoolId: string; pupilId: string },
  occasion: Occasion,
  typed: ViewsTyped,
): Promise<void> {
  const before = await viewsGiven(tx, key.schoolId, occasion)
  for (const view of viewsIn(typed)) {
    const stands = before.find(({ speaker }) => speaker === view.speaker)
    const at = { schoolId: key.schoolId, ...occasion, speaker: view.speaker }
    if (isEmpty(view)) {
      if (stands) await tx.view.deleteMany({ where: at })
    } else if (!stands) {
      await tx.view.createMany({ data: [{ ...key, ...occasion, id: uuidv7(), ...view }], skipDuplicates: true })
    } else if (!isSame(stands, view)) {
      await tx.view.updateMany({ where: at, data: view })
    }
  }
}

const isEmpty = ({ words, inWhoseWords, declined }: ViewGiven): boolean =>
  words === null && inWhoseWords === null && !declined

const isSame = (one: ViewGiven, other: ViewGiven): boolean =>
  one.words === other.words && one.inWhoseWords === other.inWhoseWords && one.declined === other.declined

/** A view for people to read: whose view it is, what was said, and in whose words (empty where that is not known). */
type ViewSaid = { title: string; words: string; inWhoseWords: string }

/**
 * The views that were given, in words, for the timeline, a note to parents and pages to read.
 * @param pupil the pupil's name, where the page may name the pupil
 */
export const viewsInWords = (views: readonly ViewGiven[], pupil = 'The pupil'): ViewSaid[] =>
  views
    .filter(({ words, declined }) => declined || words !== null)
    .map(({ speaker, words, inWhoseWords, declined }) => {
      const [possessive, who] = speaker === 'parent' ? ['The parents’', 'The parents'] : [`${pupil}’s`, pupil]
      return {
        title: `${possessive} view`,
        words: declined ? `${who} declined to give a view.` : (words ?? ''),
        inWhoseWords: inWhoseWords ?? '',
      }
    })

/**
 * The question for one view, as the partial `pupil-record/view-fields` shows it. A page may replace `legend`, `label`
 * and `hint`.
 */
export type ViewQuestion = {
  legend: string
  label: string
  hint: string
  inWhoseWordsHint: string
  declined: string
  names: { words: string; inWhoseWords: string; declined: string }
  maxlength: number
}

const usualQuestions: Readonly<Record<Speaker, Omit<ViewQuestion, 'names' | 'maxlength'>>> = {
  parent: {
    legend: 'The parents’ view',
    label: 'What do the parents say?',
    hint: 'As nearly as you can in their own words',
    inWhoseWordsHint: 'For example: Mrs Khan, in her own words',
    declined: viewLabels.parentDeclined,
  },
  pupil: {
    legend: 'The pupil’s view',
    label: 'What does the pupil say?',
    hint: 'In their own words, drawn or shown: say how',
    inWhoseWordsHint: 'For example: Amir, written down by Miss Ali',
    declined: viewLabels.pupilDeclined,
  },
}

/**
 * The question for a view, for a page's model. In the view:
 * `<%- include('/pupil-record/view-fields', { page: { form: page.form, question: page.parentView } }) %>`
 */
export const viewQuestion = (
  speaker: Speaker,
  words: Partial<Pick<ViewQuestion, 'legend' | 'label' | 'hint' | 'inWhoseWordsHint' | 'declined'>> = {},
): ViewQuestion => ({
  ...usualQuestions[speaker],
  ...words,
  names: { words: `${speaker}Words`, inWhoseWords: `${speaker}InWhoseWords`, declined: `${speaker}Declined` },
  maxlength: limits.text,
})
