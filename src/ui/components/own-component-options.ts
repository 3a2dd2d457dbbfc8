/** The options of the register's own components; see components.ts for an example of each. */
import type { CommonOptions, Link, PostAction } from './common-options.ts'
import type { Html } from './html.ts'

/**
 * The status of a step of the Code, and how pages show it: `met` "Done", `late` "Done late", `upcoming` "Due",
 * `missing` "Missing", `breached` "Not in line with the Code", `notDone` "Not done, because …". `notApplicable` (the
 * step does not apply to the pupil) is a dash.
 */
export type StepStatus = 'met' | 'late' | 'upcoming' | 'missing' | 'breached' | 'notDone' | 'notApplicable'
/** `word` is the status in words with its day: 'Done 3 October', 'Due 14 March', 'Missing since 12 November'. */
export type StatusOptions = CommonOptions & { status: StepStatus; word: string; title?: string; href?: string }
/** A column of the status strip: `paragraph` is its heading ('6.39'), `title` the name of the step. */
export type StripColumn = { paragraph: string; title: string }
/**
 * A cell of the status strip. Screen readers read `word`; hovering over the cell shows paragraph, step and word. If
 * `href` is empty, the cell is not a link.
 */
export type StripCell = { status: StepStatus; word: string; href: string }
/** One pupil's row of the status strip, with one cell for each column in the same order. */
export type StripOptions = { columns: readonly StripColumn[]; cells: readonly StripCell[] }

/**
 * A step of a pupil's checklist. Opening it shows the reasons for its status. Each text is a whole sentence, or empty.
 */
export type StepOptions = {
  id: string
  paragraph: string
  title: string
  /** Whether the step is a legal duty ("must"). */
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
/** A proportion (`value` out of `of`) as a bar. */
export type BarOptions = { value: number; of: number }

export type TimelineEntry = {
  title: string
  /** The name of the person who made the entry, without "by"; empty if it has none. */
  byline: string
  /** The day of the entry, YYYY-MM-DD, for the `datetime` attribute. */
  on: string
  /** The day of the entry in words. */
  onWords: string
  text?: string
  html?: Html
  /** Items of a bulleted list below the text. */
  points?: readonly string[]
  href?: string
  /** Shown beside the title, which is struck through, of a withdrawn entry: 'Withdrawn 4 May 2026 by Jo Marsh'. */
  withdrawn?: string
  /** The link to the form that withdraws the entry or, if it is withdrawn, restores it; null or absent for no link. */
  withdraw?: Link | null
}
export type TimelineOptions = CommonOptions & { headingLevel?: 2 | 3 | 4; entries: readonly TimelineEntry[] }

/** The fields in which a stale edit and the saved version differ. An empty text is shown as "Left empty". */
export type ConflictOptions = { fields: readonly { label: string; yours: string; theirs: string }[] }

/** The draft notice above a form, see `DraftNotice` in views.ts. */
export type DraftOptions = {
  begun: string
  discard: PostAction
  others: readonly string[]
  isWatched: boolean
  isUnsaved: boolean
}

/**
 * The filters of a list, as a form that sends a GET. `html` has the inputs; `selected` are the active filters, each
 * with the URL that removes it.
 */
export type FilterPanelOptions = CommonOptions & {
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
  /** Year group, class and other details beside the name. */
  about: string
  href: string
  needs: string
  /** At most three things that help the pupil in lessons, most important first. */
  helps: readonly { text: string; isNew: boolean }[]
  avoid: string
  /** The parts of the plan's provision that the reader of the card is responsible for. */
  whatIDo: readonly string[]
  outcomes: readonly string[]
  /** Tag beside the name: "Changed" or "New plan"; empty if the reader has read the present version. */
  mark: string
  /** Sentence that the plan has changed since it was read; empty if it has not. */
  changed: string
  /** The changes since it was read, one line each. */
  changes?: readonly string[]
  /** The button "I have read this", or the day on which it was read. */
  read: { on: string } | PostAction
  /** Link to log a concern about the pupil; absent if the page does not offer it. */
  concernHref?: string
}
