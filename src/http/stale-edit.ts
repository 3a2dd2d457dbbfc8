import type { FormValues } from '../ui/forms/form-values.ts'

/** The labels of the two answers to a yes-no question, by value. */
const yesAndNo = { yes: 'Yes', no: 'No' }

/**
 * Another version was saved since the form was opened. `current` holds the saved values, as the form would show them.
 * `words` holds the labels of choices by value.
 */
export type Stale = { kind: 'stale'; current: FormValues; location: string; words: Readonly<Record<string, string>> }

export const stale = (current: FormValues, location: string, words: Readonly<Record<string, string>> = {}): Stale => ({
  kind: 'stale',
  current,
  location,
  words: { ...yesAndNo, ...words },
})

/**
 * The form that creates a row (identified by its hidden id) has already been saved: it was sent twice, or the user went
 * back, changed it and sent it again. `current` holds the saved values, as the form at `editPath` shows them.
 */
export type SavedBefore = { kind: 'savedBefore'; current: FormValues; editPath: string; location: string }

export const savedBefore = (current: FormValues, editPath: string, location: string): SavedBefore => ({
  kind: 'savedBefore',
  current,
  editPath,
  location,
})
