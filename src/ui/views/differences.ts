import type { FormValues } from '../forms/form-values.ts'
import type { Conflict } from './views.ts'

/**
 * Whether two versions are compared by this field. Ids, versions (in rows too) and technical fields (`_csrf`) do not.
 */
const isCompared = (name: string): boolean => {
  const field = name.split('.').at(-1) ?? ''
  return field !== 'id' && field !== 'version' && !field.startsWith('_')
}

/**
 * A command as one string, to compare two of them, without ids, versions and hidden fields (`_…`). It is made from parsed
 * values, so that "03" equals "3".
 */
export const meaningOf = (command: unknown): string =>
  JSON.stringify(command, (name, value: unknown) => (isCompared(name) ? value : undefined))

const said = (typed: readonly string[] | undefined) =>
  (typed ?? [])
    .map((text) => text.replaceAll('\r\n', '\n').trim())
    .filter(Boolean)
    .join('\n')

/**
 * The fields in which two versions of a form differ, with labels and texts for the user.
 * @param words labels of choices, by value
 */
export function differences(
  yours: FormValues,
  theirs: FormValues,
  labels: Readonly<Record<string, string>>,
  words: Readonly<Record<string, string>>,
): Conflict['fields'] {
  const names = new Set([...Object.keys(yours), ...Object.keys(theirs)])
  const read = (typed: readonly string[] | undefined) => said(typed?.map((value) => own(words, value) ?? value))
  return [...names]
    .filter((name) => isCompared(name) && said(yours[name]) !== said(theirs[name]))
    .map((name) => ({ label: labelOf(name, labels), yours: read(yours[name]), theirs: read(theirs[name]) }))
}

function labelOf(name: string, labels: Readonly<Record<string, string>>): string {
  const [list, row, field] = name.split('.')
  if (row !== undefined && field !== undefined) return `${labelIn(`${list}.${field}`, labels)} (${Number(row) + 1})`
  return labelIn(name, labels)
}

function labelIn(name: string, labels: Readonly<Record<string, string>>): string {
  const day = name.replace(/-(day|month|year)$/, '')
  const ofDay = own(labels, day)
  return own(labels, name) ?? (ofDay === undefined ? name : `${ofDay}: ${name.slice(day.length + 1)}`)
}

/**
 * The text with a key. It ignores inherited properties, because a user can type "constructor" or send a field of that
 * name.
 */
const own = (texts: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(texts, key) ? texts[key] : undefined
