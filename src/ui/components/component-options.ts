/** The options of all components. Names follow govuk-frontend's macros. A plain string is short for `{ text }`. */
import type { Attributes, CommonOptions } from './common-options.ts'
import type { Html } from './html.ts'

/**
 * A text, or an object with text or markup and classes. `html` accepts only output of a component or of the `html` tag.
 */
export type TextOrMarkup = string | { text?: string; html?: Html; classes?: string; attributes?: Attributes }

/** An error message of a form field. `href` is `#` and the field's id. */
export type FieldError = { text: string; href: string }
type BodyOptions = { text?: string; html?: Html }

export type ButtonOptions = CommonOptions &
  BodyOptions & {
    href?: string
    type?: 'submit' | 'button' | 'reset'
    name?: string
    value?: string
    id?: string
    disabled?: boolean
    isStartButton?: boolean
    preventDoubleClick?: boolean
  }

export type LabelOptions = CommonOptions & BodyOptions & { for?: string; isPageHeading?: boolean }
export type HintOptions = CommonOptions & BodyOptions & { id?: string }
export type ErrorMessageOptions = CommonOptions & BodyOptions & { id?: string; visuallyHiddenText?: string }

/** Options of every field. `id` defaults to `name`. An empty `errorMessage` means that there is none. */
export type FieldOptions = CommonOptions & {
  name: string
  id?: string
  label: TextOrMarkup & (string | { isPageHeading?: boolean })
  hint?: TextOrMarkup | null
  errorMessage?: TextOrMarkup | null
  describedBy?: string
  formGroup?: { classes?: string; attributes?: Attributes }
  disabled?: boolean
}

export type InputOptions = FieldOptions & {
  value?: string | number
  type?: string
  inputmode?: string
  autocomplete?: string
  autocapitalize?: string
  pattern?: string
  spellcheck?: boolean
  prefix?: TextOrMarkup
  suffix?: TextOrMarkup
  inputWrapper?: CommonOptions
}

/**
 * With `maxlength` the page shows the limit and a character count (for a long limit only once three quarters are used).
 * The server checks the limit; the browser does not cut the text.
 */
export type TextareaOptions = FieldOptions & {
  value?: string
  rows?: number
  autocomplete?: string
  spellcheck?: boolean
  maxlength?: number
}

export type SelectOptions = FieldOptions & {
  value?: string
  items: readonly { text: string; value?: string; selected?: boolean; disabled?: boolean; attributes?: Attributes }[]
}

export type FileUploadOptions = FieldOptions & { multiple?: boolean }

export type LegendOptions = TextOrMarkup & (string | { isPageHeading?: boolean })
export type FieldsetOptions = CommonOptions & {
  legend?: LegendOptions
  html?: Html
  role?: string
  describedBy?: string
}

export type ChoiceItem =
  | { divider: string }
  | {
      text?: string
      html?: Html
      value: string
      id?: string
      name?: string
      checked?: boolean
      disabled?: boolean
      hint?: TextOrMarkup
      label?: CommonOptions
      attributes?: Attributes
      behaviour?: 'exclusive'
      /** Markup shown below the item while it is selected. Without scripts it is always shown. */
      conditional?: { html: Html }
    }

type ChoicesOptions = CommonOptions & {
  name: string
  idPrefix?: string
  hint?: TextOrMarkup | null
  errorMessage?: TextOrMarkup | null
  formGroup?: { classes?: string; attributes?: Attributes }
  items: readonly ChoiceItem[]
  /** A shorter way to write `fieldset: { legend }`. */
  legend?: LegendOptions
  fieldset?: Omit<FieldsetOptions, 'html'>
}
export type RadiosOptions = ChoicesOptions & { value?: string }
export type CheckboxesOptions = ChoicesOptions & { values?: readonly string[]; describedBy?: string }

/**
 * Three inputs with name and id `<name>-day`, `<name>-month`, `<name>-year`. An error message links to `#<name>-day`.
 */
export type DateInputOptions = CommonOptions & {
  name: string
  legend?: LegendOptions
  fieldset?: Omit<FieldsetOptions, 'html'>
  hint?: TextOrMarkup | null
  errorMessage?: TextOrMarkup | null
  formGroup?: { classes?: string; attributes?: Attributes }
  values?: { day?: string; month?: string; year?: string }
  /** Which of the three inputs have an error; default: all three if there is an error message. */
  errorParts?: readonly ('day' | 'month' | 'year')[]
  autocomplete?: 'bday'
}

export type ErrorSummaryOptions = CommonOptions & {
  titleText?: string
  descriptionText?: string
  errorList: readonly { text?: string; html?: Html; href?: string; attributes?: Attributes }[]
  disableAutoFocus?: boolean
}

export type TagOptions = CommonOptions & BodyOptions
export type InsetTextOptions = CommonOptions & BodyOptions & { id?: string }
export type WarningTextOptions = CommonOptions & BodyOptions & { iconFallbackText?: string }
export type DetailsOptions = CommonOptions &
  BodyOptions & { summaryText?: string; summaryHtml?: Html; open?: boolean; id?: string }

export type NotificationBannerOptions = CommonOptions &
  BodyOptions & {
    type?: 'success'
    role?: string
    titleText?: string
    titleHtml?: Html
    titleId?: string
    titleHeadingLevel?: number
    disableAutoFocus?: boolean
  }

export type SummaryAction = CommonOptions & BodyOptions & { href: string; visuallyHiddenText?: string }
export type SummaryListOptions = CommonOptions & {
  rows: readonly {
    key: TextOrMarkup
    value: TextOrMarkup
    classes?: string
    actions?: { classes?: string; items: readonly SummaryAction[] }
  }[]
  card?: CommonOptions & {
    title?: TextOrMarkup & (string | { headingLevel?: number })
    actions?: { classes?: string; items: readonly SummaryAction[] }
  }
}

export type TaskListOptions = CommonOptions & {
  idPrefix?: string
  items: readonly {
    title: TextOrMarkup
    hint?: TextOrMarkup
    href?: string
    classes?: string
    status: { text?: string; html?: Html; tag?: TagOptions; classes?: string }
  }[]
}

export type TableCell = BodyOptions & {
  classes?: string
  format?: 'numeric'
  colspan?: number
  rowspan?: number
  attributes?: Attributes
}
/** With `asCards`, screens below 640 px show each row as a card, with each value under its column heading. */
export type TableOptions = CommonOptions & {
  caption?: string
  captionClasses?: string
  head?: readonly TableCell[]
  rows: readonly (readonly TableCell[])[]
  firstCellIsHeader?: boolean
  asCards?: boolean
}

export type PaginationItem =
  | { number: number | string; href: string; current?: boolean; visuallyHiddenText?: string; attributes?: Attributes }
  | { ellipsis: true }
type PaginationStep = BodyOptions & { href: string; labelText?: string; attributes?: Attributes }
export type PaginationOptions = CommonOptions & {
  items?: readonly PaginationItem[]
  previous?: PaginationStep
  next?: PaginationStep
  landmarkLabel?: string
}

export type BreadcrumbsOptions = CommonOptions & {
  items: readonly (BodyOptions & { href?: string; attributes?: Attributes })[]
  collapseOnMobile?: boolean
  labelText?: string
}
export type BackLinkOptions = CommonOptions & BodyOptions & { href?: string }
export type SkipLinkOptions = CommonOptions & BodyOptions & { href?: string }

export type ServiceNavigationOptions = CommonOptions & {
  serviceName?: string
  serviceUrl?: string
  ariaLabel?: string
  navigation?: readonly (BodyOptions & {
    href?: string
    current?: boolean
    active?: boolean
    attributes?: Attributes
  })[]
  navigationId?: string
  navigationLabel?: string
  navigationClasses?: string
  menuButtonText?: string
  menuButtonLabel?: string
  collapseNavigationOnMobile?: boolean
}
