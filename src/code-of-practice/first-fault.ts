import { z } from 'zod'

/** An error in a record: where it does not match the contract, and why. */
export interface Fault {
  /** Field names and list positions (from 0), joined with dots. Empty if the record itself is not an object. */
  readonly path: string
  /** What is wrong, as the end of a sentence that begins with the path, for example "is missing". */
  readonly problem: string
}

type Path = readonly PropertyKey[]
type Schema = z.core.$ZodType

const TYPES_IN_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  int: 'a whole number',
  number: 'a whole number',
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'text'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const inWords = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (value === undefined) return 'is missing'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES_IN_WORDS[issue.expected] ?? issue.expected}, not ${typeOf(value)}`
    case 'invalid_value':
      return `must be one of ${issue.values.map((allowed) => JSON.stringify(allowed)).join(', ')}`
    case 'too_small':
      return `must not be less than ${issue.minimum}`
    case 'too_big':
      return `must not be more than ${issue.maximum}`
    default:
      return issue.message
  }
}

const fault = (path: Path, problem: string): Fault => ({ path: path.map(String).join('.'), problem })

const withoutOptional = (schema: Schema): Schema => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return withoutOptional(schema.unwrap())
  return schema
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const faultOfFields = (shape: Readonly<Record<string, Schema>>, value: unknown, path: Path): Fault | null => {
  if (!isObject(value)) return null
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(shape, name)) return fault([...path, name], 'is not a field of the record')
  }
  for (const [name, schema] of Object.entries(shape)) {
    const found = faultAt(schema, Object.hasOwn(value, name) ? value[name] : undefined, [...path, name])
    if (found !== null) return found
  }
  return null
}

const faultOfEntries = (element: Schema, value: unknown, path: Path): Fault | null => {
  if (!Array.isArray(value)) return null
  for (const [index, entry] of value.entries()) {
    const found = faultAt(element, entry, [...path, index])
    if (found !== null) return found
  }
  return null
}

const faultInside = (schema: Schema, value: unknown, path: Path): Fault | null => {
  if (schema instanceof z.ZodObject) return faultOfFields(schema.shape, value, path)
  if (schema instanceof z.ZodArray) return faultOfEntries(schema.element, value, path)
  return null
}

/** Checks what is inside a value first, and then the value's own type and checks (duplicate ids, order of terms). */
const faultAt = (schema: Schema, value: unknown, path: Path): Fault | null => {
  const inside = faultInside(withoutOptional(schema), value, path)
  if (inside !== null) return inside
  const issue = z.safeParse(schema, value).error?.issues[0]
  return issue === undefined ? null : fault([...path, ...issue.path], inWords(issue, value))
}

/**
 * The first fault of a value in the contract's order, which differs from the order of Zod's issues. In an object:
 * unknown fields, then the fields in the schema's order, each with everything inside, then the object's own checks. In
 * a list: the entries in order, then the list's own checks.
 * @returns null if the value is valid
 */
export const firstFault = (schema: Schema, value: unknown): Fault | null => faultAt(schema, value, [])
