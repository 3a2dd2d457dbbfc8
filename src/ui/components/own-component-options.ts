/** The options of the register's own components; see components.ts for an example of each. */
import type { Common, Link, PostAction } from './component-options.ts'
import type { Html } from './html.ts'

/**
 * How a step of the Code stands. `met` is Done, `late` Done late, `upcoming` Due, `missing` Missing, `breached` Not in
 * line with the Code, `notDone` Not done, because …, `notApplicable` a dash: the step does not apply to this pupil.
 */
export type StepStatus = 'met' | 'late' | 'upcoming' | 'missing' | 'breached' | 'notDone' | 'notApplicable'
/** `word` is what people read, with its day: 'Done 3 October', 'Due 14 March', 'Missing since 12 November'. */
export type StatusOptions = Common & { status: StepStatus; word: string; title?: string; href?: string }
/** A column of the strip: `paragraph` as its heading ('6.39'), `title` the step's name in words. */
export type StripColumn = { paragraph: string; title: string }
/** One mark of the strip: its `word` is read out; paragraph, step and word show on hover. An empty `href` links nowhere. */
export type StripCell = { status: StepStatus; word: string; href: string }
/** One pupil's row: a cell for each column, in the same order. */
export type StripOptions = { columns: readonly StripColumn[]; cells: readonly StripCell[] }

/** One step of a pupil's checklist; opened, it gives its reason. All texts are whole sentences, empty where there is none. */
export type StepOptions = {
  id: string
  paragraph: string
  title: string
  /** Whether it is a "must": only then is it called the law. */
  law: boolean
  status: StepStatus
  word: string
  says: string
  facts: readonly string[]
  notCounted: readonly string[]
  because: string
  links: readonly Link[]
  open: boolean
}
/** How much of a whole is done, as a bar. */
export type BarOptions = { value: number; of: number }

export type TimelineEntry = {
  title: string
  /** Who, without "by". Empty for nobody. */
  byline: string
  /** ISO day for machines. */
  on: string
  /** The day in words. */
  onWords: string
  text?: string
  html?: Html
  /** Said in a list below the text. */
  points?: readonly string[]
  href?: string
  /** Said beside the struck-through title: 'Withdrawn 4 May 2026 by Jo Marsh'. */
  withdrawn?: string
  /** Leads to where the entry is withdrawn, or put back. */
  withdraw?: Link | null
}
export type TimelineOptions = Common & { headingLevel?: 2 | 3 | 4; entries: readonly TimelineEntry[] }

/** The fields of a form in which a stale edit and what was saved meanwhile differ; an empty text is shown as left empty. */
export type ConflictOptions = { fields: readonly { label: string; yours: string; theirs: string }[] }

/** What is known of a form that is kept as it is typed; `begun` is empty where it shows what stands. */
export type DraftOptions = {
  begun: string
  discard: PostAction
  others: readonly string[]
  isWatched: boolean
  isUnsaved: boolean
}

/** A GET form: `html` holds selects and inputs, `selected` the filters now set, each with the address without it. */
export type FilterPanelOptions = Common & {
  action: string
  html: Html
  selected?: readonly Link[]
  clearHref?: string
  submitText?: string
}
export type EmptyStateOptions = { title: string; text?: string; html?: Html; link?: Link | null }
export type FigureOptions = {
  value: number | string
  label: string
  href?: string
  note?: string
  tone?: 'plain' | 'attention'
}
export type PrintHeaderOptions = {
  schoolName: string
  title: string
  asOf: string
  printedBy: string
  printedAt: string
}
export type NeedsCardOptions = {
  name: string
  /** Year, class and what else stands beside the name. */
  about: string
  href: string
  needs: string
  /** The three things that help, in their order. */
  helps: readonly { text: string; isNew: boolean }[]
  avoid: string
  /** What of the plan's provision falls to who reads the card. */
  whatIDo: readonly string[]
  outcomes: readonly string[]
  /** In a word, beside the name: "Changed", "New plan"; empty where it was read as it is. */
  mark: string
  /** Empty unless the plan changed since it was read. */
  changed: string
  /** What is otherwise than it was read, a line each. */
  changes?: readonly string[]
  /** Either the button "I have read this" or, once read, when. */
  read: { on: string } | PostAction
  /** Where a concern about the pupil is logged; left out where that is not offered. */
  concernHref?: string
}
