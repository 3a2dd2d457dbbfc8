import { z } from 'zod'
import type { Day } from '../days/calendar.ts'
import { FIELDS, type Field, headingKey, type Mapping } from './column-mapping.ts'
import { parseDate } from './dates.ts'
import {
  MAX_LABEL_CHARACTERS,
  MAX_NAME_CHARACTERS,
  parseFullName,
  parseName,
  parseSex,
  parseText,
  parseYearGroup,
  parseYesOrNo,
} from './pupil-values.ts'
import { quote, type Reading, read, wrong } from './reading.ts'
import { needsFault, parseNeeds, parseSenStatus } from './sen-values.ts'
import type { TableRow } from './table.ts'
import { parseUpn } from './upn.ts'

/** Nobody on a school's roll is older than this, even with an EHC plan, which ends at 25. */
const MAX_AGE_YEARS = 25

/**
 * One error on a line of the file. If `field` is null, it is about the whole line; otherwise about the cell of that
 * field, and `typed` is the cell's text.
 */
export type CellFault = { line: number; field: Field | null; heading: string | null; typed: string; message: string }

/**
 * A pupil as read from a file; dates as YYYY-MM-DD. Null means that the file has no value. `senStatus` is null only if
 * the file has no column for it, because a blank cell means N.
 */
export type ImportedPupil = z.infer<ReturnType<typeof pupilSchema>>

type PupilReading = { ok: true; pupil: ImportedPupil } | { ok: false; faults: CellFault[] }

/**
 * Makes the function that reads a file's rows.
 * @param today YYYY-MM-DD; nobody in the file may be born after it
 */
export function pupilReader(
  headings: readonly string[],
  mapping: Mapping,
  today: Day,
): (row: TableRow) => PupilReading {
  const schema = pupilSchema(mapping, headings, today)
  return (row) => {
    // With too many cells, values are under the wrong headings. The line as a whole is the only error reported.
    if (row.cellsFault !== null && row.cells.length > headings.length) return { ok: false, faults: lineFaults(row) }
    const parsed = schema.safeParse(cellsByField(row, mapping))
    if (row.cellsFault === null && parsed.success) return { ok: true, pupil: parsed.data }
    const faults = parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => ({ field: fieldOf(path), message }))
    return { ok: false, faults: [...lineFaults(row), ...cellFaults(row, faults, headings, mapping)] }
  }
}

/** An error in one field of a row, with the heading and what was typed. */
export function faultAt(
  field: Field,
  message: string,
  row: TableRow,
  headings: readonly string[],
  mapping: Mapping,
): CellFault {
  const column = mapping[field]
  if (column === null) return { line: row.line, field, heading: null, typed: '', message }
  return { line: row.line, field, heading: headings[column] ?? null, typed: row.cells[column] ?? '', message }
}

function lineFaults(row: TableRow): CellFault[] {
  if (row.cellsFault === null) return []
  return [{ line: row.line, field: null, heading: null, typed: '', message: row.cellsFault }]
}

/**
 * Errors in the order of the columns. A cell that is missing because the line is too short gets no error of its own:
 * the line's error covers it.
 */
function cellFaults(
  row: TableRow,
  faults: readonly { field: Field; message: string }[],
  headings: readonly string[],
  mapping: Mapping,
): CellFault[] {
  const columnOf = (field: Field) => mapping[field] ?? headings.length
  return faults
    .filter(({ field }) => columnOf(field) < row.cells.length)
    .toSorted((one, other) => columnOf(one.field) - columnOf(other.field))
    .map(({ field, message }) => faultAt(field, message, row, headings, mapping))
}

function cellsByField(row: TableRow, mapping: Mapping) {
  const cell = (field: Field) => {
    const column = mapping[field]
    return column === null ? undefined : row.cells[column]
  }
  return {
    upn: cell('upn'),
    misId: cell('misId'),
    name: { legalSurname: cell('legalSurname'), legalForename: cell('legalForename'), fullName: cell('fullName') },
    preferredSurname: cell('preferredSurname'),
    preferredForename: cell('preferredForename'),
    days: { dob: cell('dob'), admission: cell('admission') },
    sex: cell('sex'),
    yearGroup: cell('yearGroup'),
    regGroup: cell('regGroup'),
    sen: { senStatus: cell('senStatus'), senNeed: cell('senNeed'), senNeed2: cell('senNeed2') },
    senStart: cell('senStart'),
    freeSchoolMeals: cell('freeSchoolMeals'),
  }
}

function pupilSchema(mapping: Mapping, headings: readonly string[], today: Day) {
  return z
    .object({
      upn: required(parseUpnCell),
      misId: optional((typed) => parseText(typed, 'number', MAX_LABEL_CHARACTERS)),
      name: nameSchema(mapping, headings),
      preferredSurname: optional((typed) => parseText(typed, 'preferred surname', MAX_NAME_CHARACTERS)),
      preferredForename: optional((typed) => parseText(typed, 'preferred forename', MAX_NAME_CHARACTERS)),
      days: daysSchema(today),
      sex: optional(parseSex),
      yearGroup: optional(parseYearGroup),
      regGroup: optional((typed) => parseText(typed, 'registration group', MAX_LABEL_CHARACTERS)),
      sen: senSchema(),
      senStart: optional(parseOptionalDate),
      freeSchoolMeals: optional(parseYesOrNo),
    })
    .transform(({ name, days, sen, regGroup, senStart, ...rest }) => ({
      ...rest,
      ...name,
      ...days,
      ...sen,
      registrationGroup: regGroup,
      senStatusFrom: senStart,
    }))
}

function nameSchema(mapping: Mapping, headings: readonly string[]) {
  const twoColumns = z.object({
    legalSurname: required((typed) => parseName(typed, 'surname')),
    legalForename: required((typed) => parseName(typed, 'forename')),
  })
  if (mapping.fullName === null || (mapping.legalSurname !== null && mapping.legalForename !== null)) return twoColumns
  const surnameFirst = /^(?:legal)?(?:surname|lastname)/.test(headingKey(headings[mapping.fullName] ?? ''))
  return z
    .object({ fullName: required((typed) => parseFullName(typed, surnameFirst)) })
    .transform(({ fullName }) => fullName)
}

function daysSchema(today: Day) {
  return z
    .object({ dob: required((typed) => parseDateOfBirth(typed, today)), admission: optional(parseOptionalDate) })
    .transform(({ dob, admission }, context) => {
      if (admission !== null && admission < dob) {
        context.addIssue({
          code: 'custom',
          path: ['admission'],
          message: 'The pupil was admitted before they were born.',
        })
      }
      return { dateOfBirth: dob, admissionOn: admission }
    })
}

function senSchema() {
  return z
    .object({ senStatus: optional(parseSenStatus), senNeed: optional(parseNeeds), senNeed2: optional(parseNeeds) })
    .transform(({ senStatus, senNeed, senNeed2 }, context) => {
      const needs = [...(senNeed ?? []), ...(senNeed2 ?? [])]
      const message = needsFault(needs, senStatus)
      if (message !== null)
        context.addIssue({ code: 'custom', path: [senNeed2?.length ? 'senNeed2' : 'senNeed'], message })
      return { senStatus, needs }
    })
}

/** Makes the schema for a cell of a required column. The cell is missing only if the line is too short. */
function required<T>(parse: (typed: string) => Reading<T>) {
  return z.string().transform((typed, context) => valueOrIssue(parse(typed), context))
}

/** Makes the schema for a cell of an optional column. Its value is null if the file does not have the column. */
function optional<T>(parse: (typed: string) => Reading<T>) {
  return z
    .string()
    .optional()
    .transform((typed, context) => (typed === undefined ? null : valueOrIssue(parse(typed), context)))
}

function valueOrIssue<T>(reading: Reading<T>, context: z.RefinementCtx): T {
  if (reading.ok) return reading.value
  context.addIssue({ code: 'custom', message: reading.message })
  return z.NEVER
}

function parseUpnCell(typed: string): Reading<string> {
  const reading = parseUpn(typed)
  return reading.ok ? read(reading.upn) : reading
}

function parseOptionalDate(typed: string): Reading<string | null> {
  return typed.trim() === '' ? read(null) : parseDate(typed)
}

function parseDateOfBirth(typed: string, today: Day): Reading<string> {
  if (typed.trim() === '') return wrong('There is no date of birth.')
  const reading = parseDate(typed)
  if (!reading.ok) return reading
  if (reading.value > today) return wrong(`${quote(typed)} is in the future: check the date of birth.`)
  const age = Number(today.slice(0, 4)) - Number(reading.value.slice(0, 4))
  if (age > MAX_AGE_YEARS) return wrong(`${quote(typed)} would make the pupil ${age} years old: check the year.`)
  return reading
}

/** The field that a schema issue is about: the last part of its path. */
function fieldOf(path: readonly PropertyKey[]): Field {
  const field = FIELDS.find((known) => known === path.at(-1))
  if (field === undefined) throw new Error(`A pupil's row has no field ${path.join('.')}`)
  return field
}
