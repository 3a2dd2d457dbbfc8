import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import type { PostAction } from './common-options.ts'
import type * as options from './component-options.ts'
import { attributes, classes, content, describedBy, hidden, isPart, link, part } from './component-parts.ts'
import { escapeHtml, Html, html } from './html.ts'
import type * as ownOptions from './own-component-options.ts'
import { allowMissing } from './strict-page.ts'

const folder = fileURLToPath(new URL('../../../views/ui/components/', import.meta.url))
const parts = { attributes, classes, content, describedBy, html, isPart, link, part }
const locals = ['options', 'c', ...Object.keys(parts)]

/** Compiles a component, views/ui/components/<name>.ejs, once at program start. */
function component<Options>(name: string): (options: Options) => Html {
  const filename = `${folder}${name}.ejs`
  const template = ejs.compile(readFileSync(filename, 'utf8'), {
    filename,
    root: folder,
    cache: true,
    strict: true,
    _with: false,
    destructuredLocals: locals,
    escape: escapeHtml,
  })
  return (given) => allowMissing(() => Html.printedBy(template, { options: given, c: templates, ...parts }))
}

export const templates = {
  backLink: component<options.BackLinkOptions>('back-link'),
  bar: component<ownOptions.BarOptions>('bar'),
  breadcrumbs: component<options.BreadcrumbsOptions>('breadcrumbs'),
  button: component<options.ButtonOptions>('button'),
  checkboxes: component<options.CheckboxesOptions>('checkboxes'),
  conflict: component<ownOptions.ConflictOptions>('conflict'),
  dateInput: component<options.DateInputOptions>('date-input'),
  details: component<options.DetailsOptions>('details'),
  draft: component<ownOptions.DraftOptions>('draft'),
  emptyState: component<ownOptions.EmptyStateOptions>('empty-state'),
  errorMessage: component<options.ErrorMessageOptions>('error-message'),
  errorSummary: component<options.ErrorSummaryOptions>('error-summary'),
  fieldHead: component<options.FieldOptions>('field-head'),
  fieldset: component<options.FieldsetOptions>('fieldset'),
  figure: component<ownOptions.FigureOptions>('figure'),
  fileUpload: component<options.FileUploadOptions>('file-upload'),
  filterPanel: component<ownOptions.FilterPanelOptions>('filter-panel'),
  hidden,
  hint: component<options.HintOptions>('hint'),
  input: component<options.InputOptions>('input'),
  insetText: component<options.InsetTextOptions>('inset-text'),
  keepDraft: (): Html => keepDraft({}),
  label: component<options.LabelOptions>('label'),
  needsCard: component<ownOptions.NeedsCardOptions>('needs-card'),
  notificationBanner: component<options.NotificationBannerOptions>('notification-banner'),
  pagination: component<options.PaginationOptions>('pagination'),
  postButton: (action: PostAction, buttonClasses = '') => postForm({ ...action, buttonClasses }),
  printHeader: component<ownOptions.PrintHeaderOptions>('print-header'),
  radios: component<options.RadiosOptions>('radios'),
  select: component<options.SelectOptions>('select'),
  serviceNavigation: component<options.ServiceNavigationOptions>('service-navigation'),
  skipLink: component<options.SkipLinkOptions>('skip-link'),
  status: component<ownOptions.StatusOptions>('status'),
  statusKey: (): Html => statusKey({}),
  step: component<ownOptions.StepOptions>('step'),
  strip: component<ownOptions.StripOptions>('strip'),
  stripHead: component<readonly ownOptions.StripColumn[]>('strip-head'),
  summaryAction: component<options.SummaryAction & { cardTitle?: options.TextOrMarkup }>('summary-action'),
  summaryList: component<options.SummaryListOptions>('summary-list'),
  table: component<options.TableOptions>('table'),
  tag: component<options.TagOptions>('tag'),
  taskList: component<options.TaskListOptions>('task-list'),
  textarea: component<options.TextareaOptions>('textarea'),
  timeline: component<ownOptions.TimelineOptions>('timeline'),
  warningText: component<options.WarningTextOptions>('warning-text'),
}

const postForm = component<PostAction & { buttonClasses: string }>('post-button')
const keepDraft = component<Record<string, never>>('keep-draft')
const statusKey = component<Record<string, never>>('status-key')
