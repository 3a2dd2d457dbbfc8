/**
 * All components, as functions that return Html. In a view: `<%- c.tag({ text: page.need }) %>`.
 *
 * Every text is escaped. `html` accepts only another component's output or c.html`<p>${text}</p>` (its values are escaped;
 * it prints the entries of a list one after the other). Options are typed in component-options.ts; `label`, `hint`,
 * `legend`, `errorMessage`, `key` and `value` accept a plain string or `{ text | html, classes }`.
 *
 * Forms (GOV.UK)
 *   c.hidden({ _csrf: site.csrfToken, id: page.formId })                          hidden fields
 *   c.input({ name: 'reason', label: 'Why', hint: 'One line', value: page.form.values.reason, classes: 'govuk-input--width-20' })
 *   c.textarea({ name: 'seen', label: 'What did you see?', rows: 5, maxlength: 4000 })   grows, counts, shows the limit
 *   c.radios({ name: 'raisedBy', legend: 'Who raised it?', value: 'staff', items: [{ value: 'staff', text: 'A member of staff' },
 *             { value: 'other', text: 'Someone else', conditional: { html: c.input({ … }) } }] })
 *   c.checkboxes({ name: 'areas', legend: 'Areas of need', values: ['SEMH'], items: [{ value: 'SEMH', text: '…' }] })
 *   c.select({ name: 'class', label: 'Class', value: '4B', items: [{ value: '', text: 'All classes' }] })
 *   c.dateInput({ name: 'heldOn', legend: 'When was it held?', values: { day: '3', month: '10', year: '2026' } })
 *   c.fileUpload({ name: 'file', label: 'The CSV file' })
 *   c.fieldset({ legend: 'Views', html: c.html`…` })
 *   c.button({ text: 'Save' })   c.button({ text: 'Cancel', href: '/', classes: 'govuk-button--secondary' })
 *   const f = c.fields(page.form) with form = { values, errors }: then f.input({ name, label }), f.textarea, f.select,
 *             f.radios, f.checkboxes, f.dateInput fill in the value and the error message of that name.
 *   c.formKey(page.form, site)                       first in every form: hidden CSRF token, user, row id and version
 *   c.errorSummary({ errorList: page.errors })       the layout prints it from page.errors; views do not
 *   c.label  c.hint  c.errorMessage                  for a view's own markup
 * Content (GOV.UK)
 *   c.tag({ text: 'SEN Support' })            c.insetText({ text })       c.warningText({ text: 'The law: …' })
 *   c.notificationBanner({ text, type: 'success' })                       c.details({ summaryText: 'Why?', html })
 *   c.summaryList({ rows: [{ key: 'Born', value: '3 May 2018', actions: { items: [{ href, text: 'Change', visuallyHiddenText: 'date' }] } }] })
 *   c.taskList({ items: [{ title: 'Tell the parents', href, hint: 'Due 12 November', status: { html: c.status({ … }) } }] })
 *   c.table({ caption, head: [{ text: 'Pupil' }, { text: 'Missing', format: 'numeric' }], rows: [[{ text }, { text: '2', format: 'numeric' }]],
 *             firstCellIsHeader: true, asCards: true, classes: 'app-table' })
 *   c.pagination({ previous: { href }, next: { href }, items: [{ number: 1, href, current: true }] })
 *   c.breadcrumbs({ items: [{ text: 'Register', href: '/register' }] })   c.backLink({ href, text })   (or page.back, printed by the layout)
 *   c.serviceNavigation  c.skipLink                                       for the layout
 * The register's own
 *   c.status({ status: 'met', word: 'Done 3 October', href: '/pupils/…#early-discussion' })   a shape and its word
 *   c.stripHead(columns) with columns = [{ paragraph: '6.39', title: 'Early discussion' }]               the status strip's <th>s
 *   c.strip({ columns, cells }) with cells = [{ status: 'met', word: 'Done 3 October', href }]            one pupil's <td>s
 *   <ul class="app-steps"> c.step({ id: 'early-discussion', paragraph: '6.39', title: 'Early discussion', law: false, status: 'met',
 *     word: 'Done 3 October', says: 'The Code says …', facts: ['…'], notCounted: [], because: '', links: [{ text, href }], open: false }) </ul>
 *   c.bar({ value: 29, of: 31 })                                           a proportion as a bar
 *   c.statusKey()                                                          the key to the shapes
 *   c.timeline({ entries: [{ title: 'Early discussion', byline: 'Jo Marsh', on: '2026-10-03', onWords: '3 October 2026', text, href, withdrawn: '' }] })
 *   c.filterPanel({ action: '/register', html: c.html`${c.select({ … })}`, selected: [{ text: 'Year 4', href: '/register' }], clearHref: '/register' })
 *   c.emptyState({ title: 'Nothing is late', text: 'The next review is on 4 December.', link: { text: 'See the register', href: '/register' } })
 *   c.figure({ value: 48, label: 'pupils on the register', href: '/register' })
 *   c.needsCard({ name, about: 'Year 4 · 4B', href, needs, helps: [], avoid, whatIDo: [], outcomes: [], mark: '', changed: '', read: { on: '3 October' } })
 *   c.postButton({ text: 'Undo', action: '/…/undo', fields: { _csrf: site.csrfToken } }, 'app-link-button')   a form of one button
 *   c.conflict({ fields: [{ label, yours, theirs }] })                     the layout prints it from page.conflict
 *   c.draft(page.draft)                                                    the layout prints it: a restored draft, other people who have the form open
 *   c.keepDraft()                                                          in a form's actions: the draft button and its status
 *   c.fragment('register-row', row, () => include('/lists/register/row', { … }))  cached markup, for models that are cached between requests
 *   c.printHeader({ schoolName, title, asOf, printedBy, printedAt })      the layout prints it
 *
 * The register's own CSS classes (public/styles)
 *   Page      app-heading (title left, app-actions right)  app-lede  app-meta  app-columns > app-columns__main + __side
 *             app-panel (bordered box, h2 inside)  app-stack (equal gaps)  app-figures (row of figures)  app-toolbar
 *   Lists     app-worklist > li.app-worklist__row (name, what, due, one button): Today
 *   Tables    app-register (wraps the register's table; sticky head, cards below 640 px: give each td data-label)
 *             app-table (dense report table)  app-number (right aligned)  app-bar (proportion done as a bar, SVG)
 *   Steps     app-steps > li > details.app-step (summary: paragraph, name, c.status; inside: app-step__reason)
 *   Forms     app-form (roomy, 19 px, one column)  app-form__actions  app-form__part (a topic)  app-compare (two texts side by side)
 *   Cards     app-cards (grid of c.needsCard)
 *   Print     app-no-print  app-print-only  app-keep (no page break inside)  app-page-break (starts a page)  app-letter
 *   Text      app-nowrap  app-muted  app-withdrawn  app-visually-hidden-mobile
 */

import { templates } from './component-templates.ts'
import { formFields, formKey } from './form-fields.ts'
import { cachedFragment } from './fragment-cache.ts'
import { html } from './html.ts'

export { escapeHtml, Html, html } from './html.ts'

export const c = { ...templates, html, fields: formFields, formKey, fragment: cachedFragment }
