import type * as options from './component-options.ts'
import { templates } from './component-templates.ts'
import type { Html } from './html.ts'

/** A form's values by field name (a list if a name can be sent more than once) and its error messages. */
export type FormState = {
  values: Readonly<Record<string, string | readonly string[]>>
  errors: readonly options.FieldError[]
}

/** The options of a field's component without those that are filled in from the form's values and errors. */
type Unfilled<Options, Filled extends keyof Options> = Omit<Options, Filled | 'errorMessage'>

type FormFields = {
  input(field: Unfilled<options.InputOptions, 'value'>): Html
  textarea(field: Unfilled<options.TextareaOptions, 'value'>): Html
  select(field: Unfilled<options.SelectOptions, 'value'>): Html
  radios(field: Unfilled<options.RadiosOptions, 'value'>): Html
  checkboxes(field: Unfilled<options.CheckboxesOptions, 'values'>): Html
  dateInput(field: Unfilled<options.DateInputOptions, 'values' | 'errorParts'>): Html
}

const DATE_PARTS = ['day', 'month', 'year'] as const

/**
 * The components for the fields of one form. Each fills in the field's value, and the error message whose `href` is `#`
 * and the field's id.
 */
export function formFields(form: FormState): FormFields {
  const values = new Map(Object.entries(form.values))
  const faults = new Map(form.errors.toReversed().map((error) => [error.href, error.text]))

  const one = (name: string): string => {
    const value = values.get(name)
    return (typeof value === 'string' ? value : value?.[0]) ?? ''
  }
  const many = (name: string): readonly string[] => {
    const value = values.get(name)
    return typeof value === 'string' ? [value] : (value ?? [])
  }
  const filled = <Field extends { name: string; id?: string }>(field: Field) => ({
    ...field,
    value: one(field.name),
    errorMessage: faults.get(`#${field.id ?? field.name}`),
  })

  return {
    input: (field) => templates.input(filled(field)),
    textarea: (field) => templates.textarea(filled(field)),
    select: (field) => templates.select(filled(field)),
    radios: (field) => templates.radios(filled(field)),
    checkboxes: (field) =>
      templates.checkboxes({ ...field, values: many(field.name), errorMessage: faults.get(`#${field.name}`) }),
    dateInput: (field) => {
      const { name } = field
      const errorParts = DATE_PARTS.filter((unit) => faults.has(`#${name}-${unit}`))
      return templates.dateInput({
        ...field,
        values: { day: one(`${name}-day`), month: one(`${name}-month`), year: one(`${name}-year`) },
        errorMessage:
          faults.get(`#${name}`) ??
          errorParts.map((unit) => faults.get(`#${name}-${unit}`)).find((text) => text !== undefined),
        errorParts: faults.has(`#${name}`) ? DATE_PARTS : errorParts,
      })
    },
  }
}

const hiddenNames = ['id', 'version', '_kept', '_page', '_turn']

/** Hidden fields at the start of every form: CSRF token, the user it is shown to, `id`, `version` and draft version. */
export function formKey(form: FormState, site: { csrfToken: string; staffId: string }): Html {
  const own = Object.entries(form.values).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value : value[0]
    return hiddenNames.includes(name) && text !== undefined ? [[name, text] as const] : []
  })
  return templates.hidden({ _csrf: site.csrfToken, _for: site.staffId, ...Object.fromEntries(own) })
}
