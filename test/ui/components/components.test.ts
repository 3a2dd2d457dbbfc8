import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { c, type Html, html } from '../../../src/ui/components/components.ts'
import { leftOut } from './left-out-fixtures.ts'
import { normalised } from './normalised-html.ts'

type Fixture = { name: string; options: object; html: string }

/** Our components by the name of the GOV.UK component with the same markup. */
const components: Readonly<Record<string, (options: never) => Html>> = {
  'back-link': c.backLink,
  breadcrumbs: c.breadcrumbs,
  button: c.button,
  'character-count': c.textarea,
  checkboxes: c.checkboxes,
  'date-input': c.dateInput,
  details: c.details,
  'error-message': c.errorMessage,
  'error-summary': c.errorSummary,
  fieldset: c.fieldset,
  'file-upload': c.fileUpload,
  hint: c.hint,
  input: c.input,
  'inset-text': c.insetText,
  label: c.label,
  'notification-banner': c.notificationBanner,
  pagination: c.pagination,
  radios: c.radios,
  select: c.select,
  'service-navigation': c.serviceNavigation,
  'skip-link': c.skipLink,
  'summary-list': c.summaryList,
  table: c.table,
  tag: c.tag,
  'task-list': c.taskList,
  textarea: c.textarea,
  'warning-text': c.warningText,
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isFixture = (value: unknown): value is Fixture =>
  isObject(value) && 'name' in value && 'options' in value && 'html' in value

function fixturesOf(name: string): Fixture[] {
  const path = `../../../node_modules/govuk-frontend/dist/govuk/components/${name}/fixtures.json`
  const content: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  const fixtures: unknown = isObject(content) && 'fixtures' in content ? content.fixtures : null
  if (!Array.isArray(fixtures) || !fixtures.every(isFixture)) throw new Error(`${name} has no fixtures`)
  return fixtures
}

/** Converts markup of a GOV.UK fixture to Html, as if it were written in a view. */
const literal = (markup: string): Html => html(Object.assign([markup], { raw: [markup] }))

/** Converts a fixture's options to ours: markup becomes Html. */
function asOptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asOptions)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      typeof inner === 'string' && /^(html|\w+Html)$/.test(key) ? [key, literal(inner)] : [key, asOptions(inner)],
    ),
  )
}

/** Converts a date input's fixture to ours, which uses the same text for ids and names (`heldOn-day`). */
function named(name: string, fixture: Fixture): Fixture {
  if (name !== 'date-input') return fixture
  const { id, ...options } = { id: '', ...fixture.options }
  const wrong = Object.entries(options).flatMap(([unit, field]) =>
    isObject(field) && 'error' in field && field.error === true ? [unit] : [],
  )
  const ours = fixture.html.replace(/name="(?:[\w-]+-)?(day|month|year)"/g, `name="${id}-$1"`)
  return { ...fixture, options: { ...options, name: id, errorParts: wrong }, html: ours }
}

const print = (name: string, options: object): string => {
  const component = components[name]
  if (!component) throw new Error(`${name} is not a component of ours`)
  return String(Reflect.apply(component, undefined, [asOptions(options)]))
}

describe.each(Object.keys(components))('%s has the same markup as in GOV.UK Frontend', (name) => {
  const skipped = leftOut[name] ?? {}
  const fixtures = fixturesOf(name).map((fixture) => named(name, fixture))

  test.each(fixtures.filter((fixture) => !(fixture.name in skipped)))(
    `${name} prints the markup of the GOV.UK fixture $name`,
    (fixture) => {
      expect(normalised(print(name, fixture.options))).toEqual(normalised(fixture.html))
    },
  )

  test(`every GOV.UK fixture that the test of ${name} skips exists`, () => {
    const names = fixtures.map((fixture) => fixture.name)
    expect(Object.keys(skipped).filter((skip) => !names.includes(skip))).toEqual([])
  })
})
