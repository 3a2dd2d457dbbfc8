import { describe, expect, test } from 'vitest'
import { c, type Html, html } from '../../../src/ui/components/components.ts'

/** Text that tries to break out of an element, an attribute or a script. */
const evil = `"><script>alert(1)</script><b title='x' &amp;`
const escaped = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;b title=&#39;x&#39; &amp;amp;'
const field = { name: evil, id: evil, label: evil, hint: evil, errorMessage: evil, classes: evil, describedBy: evil }
const attributes = { title: evil, 'data-note': evil }
const link = { text: evil, href: `/${evil}`, attributes }
const post = { text: evil, action: `/${evil}`, fields: { [evil]: evil } }

/** The output of every component, with the evil text in each of its texts. */
const printed: Readonly<Record<Exclude<keyof typeof c, 'html' | 'fragment' | 'fields' | 'postForm'>, Html>> = {
  backLink: c.backLink({ ...link, classes: evil }),
  bar: c.bar({ value: 1, of: 2 }),
  breadcrumbs: c.breadcrumbs({ items: [link, { text: evil }], labelText: evil, classes: evil }),
  button: c.button({ ...link, id: evil, classes: evil }),
  checkboxes: c.checkboxes({
    ...field,
    values: [evil],
    legend: evil,
    items: [{ value: evil, text: evil, hint: evil }, { divider: evil }],
  }),
  draft: c.draft({
    begun: evil,
    discard: { text: evil, action: evil, fields: { [evil]: evil } },
    others: [evil],
    isWatched: true,
    isUnsaved: true,
  }),
  keepDraft: c.keepDraft(),
  conflict: c.conflict({ fields: [{ label: evil, yours: evil, theirs: evil }] }),
  dateInput: c.dateInput({ ...field, legend: evil, values: { day: evil, month: evil, year: evil } }),
  details: c.details({ summaryText: evil, text: evil, id: evil }),
  emptyState: c.emptyState({ title: evil, text: evil, link }),
  errorMessage: c.errorMessage({ text: evil, id: evil, visuallyHiddenText: evil }),
  errorSummary: c.errorSummary({ titleText: evil, descriptionText: evil, errorList: [link, { text: evil }] }),
  fieldHead: c.fieldHead(field),
  fieldset: c.fieldset({ legend: evil, role: evil, describedBy: evil }),
  figure: c.figure({ value: evil, label: evil, href: `/${evil}`, note: evil }),
  fileUpload: c.fileUpload(field),
  filterPanel: c.filterPanel({
    action: `/${evil}`,
    html: html`${evil}`,
    selected: [link],
    clearHref: `/${evil}`,
    submitText: evil,
  }),
  formKey: c.formKey({ values: { id: [evil], version: [evil] }, errors: [] }, { csrfToken: evil, staffId: evil }),
  hidden: c.hidden({ [evil]: evil }),
  hint: c.hint({ text: evil, id: evil }),
  input: c.input({ ...field, value: evil, type: evil, prefix: evil, suffix: evil, autocomplete: evil, pattern: evil }),
  insetText: c.insetText({ text: evil }),
  label: c.label({ text: evil, for: evil }),
  needsCard: c.needsCard({
    name: evil,
    about: evil,
    href: `/${evil}`,
    needs: evil,
    helps: [{ text: evil, isNew: true }],
    avoid: evil,
    whatIDo: [evil],
    outcomes: [evil],
    mark: evil,
    changed: evil,
    read: post,
  }),
  notificationBanner: c.notificationBanner({ text: evil, titleText: evil, titleId: evil }),
  pagination: c.pagination({
    previous: link,
    next: link,
    items: [{ number: evil, href: `/${evil}`, visuallyHiddenText: evil }],
    landmarkLabel: evil,
  }),
  postButton: c.postButton(post, evil),
  printHeader: c.printHeader({ schoolName: evil, title: evil, asOf: evil, printedBy: evil, printedAt: evil }),
  radios: c.radios({
    ...field,
    value: evil,
    legend: evil,
    items: [{ value: evil, text: evil, conditional: { html: html`${evil}` } }],
  }),
  select: c.select({ ...field, value: evil, items: [{ value: evil, text: evil }] }),
  serviceNavigation: c.serviceNavigation({
    serviceName: evil,
    navigation: [{ ...link, current: true }],
    menuButtonText: evil,
  }),
  skipLink: c.skipLink(link),
  status: c.status({ status: 'met', word: evil, title: evil, href: `/${evil}` }),
  statusKey: c.statusKey(),
  step: c.step({
    id: evil,
    paragraph: evil,
    title: evil,
    law: true,
    status: 'met',
    word: evil,
    says: evil,
    facts: [evil],
    notCounted: [evil],
    because: evil,
    links: [link],
    open: true,
  }),
  strip: c.strip({
    columns: [{ paragraph: evil, title: evil }],
    cells: [{ status: 'met', word: evil, href: `/${evil}` }],
  }),
  stripHead: c.stripHead([{ paragraph: evil, title: evil }]),
  summaryAction: c.summaryAction({ ...link, visuallyHiddenText: evil, cardTitle: evil }),
  summaryList: c.summaryList({ card: { title: evil }, rows: [{ key: evil, value: evil, actions: { items: [link] } }] }),
  table: c.table({ caption: evil, asCards: true, head: [{ text: evil }], rows: [[{ text: evil, classes: evil }]] }),
  tag: c.tag({ text: evil, classes: evil }),
  taskList: c.taskList({ items: [{ title: evil, hint: evil, href: `/${evil}`, status: { text: evil } }] }),
  textarea: c.textarea({ ...field, value: evil, maxlength: 10 }),
  timeline: c.timeline({
    entries: [{ title: evil, byline: evil, on: evil, onWords: evil, text: evil, href: `/${evil}`, withdrawn: evil }],
  }),
  warningText: c.warningText({ text: evil, iconFallbackText: evil }),
}

const takesNoText = new Set(['keepDraft', 'bar', 'statusKey'])

describe('a text never becomes markup', () => {
  test.each(Object.entries(printed))('component %s escapes all its texts', (name, component) => {
    const markup = String(component)
    expect(markup).not.toContain('<script')
    expect(markup).not.toContain(`title='x'`)
    expect(markup.includes(escaped)).toBe(!takesNoText.has(name))
  })
})

describe('markup comes only from components and the html tag', () => {
  const asHtml: unknown = '<b>from the database</b>'

  test('a component throws if its html option is a plain string', () => {
    expect(() => Reflect.apply(c.tag, undefined, [{ html: asHtml }])).toThrow('use text')
    expect(() => Reflect.apply(c.details, undefined, [{ summaryText: 'Why', html: asHtml }])).toThrow('use text')
  })

  test('html throws if it is called as a function instead of as a template tag', () => {
    expect(() => Reflect.apply(html, undefined, [[asHtml]])).toThrow('template tag')
  })

  test('the html tag escapes texts, prints Html unescaped, and prints lists entry by entry', () => {
    const list = ['a', '<', html`<i>${'&'}</i>`]
    expect(String(html`<p>${list}${null}${false}${0}</p>`)).toBe('<p>a&lt;<i>&amp;</i>0</p>')
  })
})

describe('links and attributes cannot run scripts', () => {
  test.each(['javascript:alert(1)', ' \tJavaScript:alert(1)', 'data:text/html,x', '\u0001vbscript:x'])(
    'a component throws for the link %j',
    (href) => {
      expect(() => c.backLink({ href })).toThrow('script')
      expect(() => c.status({ status: 'met', word: 'Done', href })).toThrow('script')
    },
  )

  test.each(['onclick', 'style', 'a b', 'x><'])('a component throws for the attribute %j', (name) => {
    expect(() => c.tag({ text: 'x', attributes: { [name]: 'y' } })).toThrow('not allowed')
  })
})
