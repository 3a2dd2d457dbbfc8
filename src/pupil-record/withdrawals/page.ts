import type { ChecklistRow } from '../../findings/checklist.ts'
import type { Link } from '../../ui/components/common-options.ts'
import type { FormState } from '../../ui/components/form-fields.ts'
import { dayInWords } from '../../ui/formats/words.ts'
import { limits } from '../../ui/forms/fields.ts'
import { decisionKindWords } from '../decisions/model.ts'
import { type EntryKey, type EntryKind, entryPath, pageOfEntry } from '../entry.ts'
import { meetingKindWords } from '../meetings/model.ts'
import { labels } from './form.ts'
import type { GoesWithIt } from './queries.ts'
import type { EntryRow } from './withdrawal-sql.ts'

const kindWords: Readonly<Record<EntryKind, string>> = {
  concern: 'Concern',
  meeting: 'Meeting',
  decision: 'Decision',
  notice: 'Formal word to the parents',
  plan: 'Plan',
  review: 'Review',
  professional: 'Professional',
  ehcConsideration: 'EHC consideration',
  notDone: 'Reason why a step is not done',
}

const isOneOf = <Words extends Readonly<Record<string, string>>>(
  words: Words,
  key: string,
): key is keyof Words & string => Object.hasOwn(words, key)

/** The entry as a title: "Early discussion of 3 October 2026" */
export function entryInWords(kind: EntryKind, { on, says }: EntryRow): string {
  const day = dayInWords(on)
  if (kind === 'meeting' && isOneOf(meetingKindWords, says)) return `${meetingKindWords[says]} of ${day}`
  if (kind === 'decision' && isOneOf(decisionKindWords, says)) return `Decision of ${day}: ${decisionKindWords[says]}`
  if (kind === 'professional') return `${kindWords[kind]}: ${says}`
  return `${kindWords[kind]} of ${day}`
}

const longest = 300

/** The beginning of the entry's text, cut to a length; empty where the title says everything. */
const excerpt = (kind: EntryKind, { says }: EntryRow): string => {
  if (kind === 'meeting' || kind === 'decision' || kind === 'professional') return ''
  return says.length <= longest ? says : `${says.slice(0, longest).replace(/\s+\S*$/, '')} …`
}

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${count} ${many}`]

/**
 * What is withdrawn together with an entry, in words: "its assessment, 3 outcomes and 2 briefings"; empty where
 * nothing else is.
 */
function withItInWords({ assessments, outcomes, reviews, briefings, views }: GoesWithIt): string {
  const parts = [
    ...counted(assessments, 'its assessment', 'assessments'),
    ...counted(outcomes, 'an outcome', 'outcomes'),
    ...counted(reviews, 'its review', 'reviews'),
    ...counted(briefings, 'what one member of staff read of it', 'briefings of staff'),
    ...counted(views, 'a view that was given', 'views that were given'),
  ]
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

type WithdrawPage = {
  title: string
  back: Link
  /** The pupil's name, or the school's. */
  name: string
  heading: string
  entry: string
  who: string
  says: string
  /** A sentence on where the entry can still be read. */
  stays: string
  /** A sentence on what is withdrawn together with the entry; may be empty. */
  withIt: string
  /** The steps of the Code that become open once the entry is withdrawn. */
  opens: { title: string; word: string }[]
  /** Who has withdrawn the entry already and why; else empty. */
  already: string
  action: string
  form: FormState
  labels: typeof labels
  limits: typeof limits
}

type WithdrawalData = { key: EntryKey; name: string; entry: EntryRow; withIt: GoesWithIt }

const whyInWords = ({ by, withdrawnOn, because }: EntryRow): string =>
  because === null ? '' : `Withdrawn${by === null ? '' : ` by ${by}`} on ${dayInWords(withdrawnOn ?? '')}: ${because}`

/** The model of the page that withdraws an entry. */
export function withdrawPage(
  { key, name, entry, withIt, opens }: WithdrawalData & { opens: readonly ChecklistRow[] },
  form: FormState,
): WithdrawPage {
  const goes = withItInWords(withIt)
  return {
    title: 'Withdraw an entry',
    back: { text: 'Back', href: pageOfEntry(key) },
    name,
    heading: 'Withdraw what was a mistake',
    entry: entryInWords(key.kind, entry),
    who: entry.who,
    says: excerpt(key.kind, entry),
    stays: `It stays in the ${key.pupilId === null ? 'list of reasons' : 'timeline'}, struck through, with your name and reason. It is no longer judged, and no longer in any report.`,
    withIt: goes === '' ? '' : `With it go ${goes}.`,
    opens: opens.map(({ title, word }) => ({ title, word })),
    already: whyInWords(entry),
    action: entryPath('withdraw', key),
    form,
    labels,
    limits,
  }
}

type PutBackPage = {
  title: string
  back: Link
  /** The pupil's name, or the school's. */
  name: string
  heading: string
  entry: string
  who: string
  says: string
  why: string
  withIt: string
  /** Why the entry cannot be put back; else empty. */
  refused: string
  action: string
}

const inTheWayWords = {
  plan: 'Its plan is withdrawn. Put the plan back: the review comes with it if it stood then.',
  review: 'The plan has another review now. Withdraw that one first.',
} as const

/** The model of the page that puts a withdrawn entry back. */
export function putBackPage(
  { key, name, entry, withIt }: WithdrawalData,
  inTheWay: keyof typeof inTheWayWords | null,
): PutBackPage {
  const goes = withItInWords(withIt)
  return {
    title: 'Put an entry back',
    back: { text: 'Back', href: pageOfEntry(key) },
    name,
    heading: 'Put back what was withdrawn',
    entry: entryInWords(key.kind, entry),
    who: entry.who,
    says: excerpt(key.kind, entry),
    why: whyInWords(entry),
    withIt: goes === '' ? '' : `With it come ${goes}.`,
    refused: inTheWay === null ? '' : inTheWayWords[inTheWay],
    action: entryPath('put-back', key),
  }
}
