/**
 * The form fields: zod schemas that parse sent values (see form-values.ts). An invalid value gives an error message for
 * the user at its field. The limits are exported because views show them.
 */
import { z } from 'zod'
import { isDay } from '../../days/calendar.ts'
import { dayInWords } from '../formats/words.ts'

export const limits = { line: 200, name: 100, text: 4000, letter: 12_000 } as const

const controlCharacters = /[^\P{Cc}\n\t]/u
const loneSurrogate = /\p{Surrogate}/u
const unreadable = 'This has a character in it that cannot be saved. Type the text again, or paste it as plain text'

/** The text of a field; the last text if the field was sent more than once. */
function typed(raw: unknown): string {
  const value: unknown = Array.isArray(raw) ? raw.at(-1) : raw
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').normalize('NFC').trim() : ''
}

function typedList(raw: unknown): string[] {
  if (Array.isArray(raw)) return raw.filter((value) => typeof value === 'string')
  return typeof raw === 'string' ? [raw] : []
}

/** A field parsed by `read`, which calls `refuse` with an error message for an invalid value. */
function field<T>(read: (raw: unknown, refuse: (message: string, part?: string) => never) => T) {
  return z.optional(z.unknown()).transform((raw, context): T => {
    try {
      return read(raw, (message, part) => {
        throw new Refused(message, part)
      })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const path = error.part === undefined ? [] : [error.part]
      context.issues.push({ code: 'custom', message: error.message, input: raw, path })
      return z.NEVER
    }
  })
}

class Refused extends Error {
  readonly part: string | undefined
  constructor(message: string, part: string | undefined) {
    super(message)
    this.part = part
  }
}

function readText(raw: unknown, max: number, refuse: (message: string) => never): string {
  const text = typed(raw)
  if (controlCharacters.test(text) || loneSurrogate.test(text)) refuse(unreadable)
  if (text.length > max)
    refuse(
      `This is ${text.length.toLocaleString('en-GB')} characters long. Shorten it to ${max.toLocaleString('en-GB')} or fewer`,
    )
  return text
}

/** A required text of at most `max` characters. `required` is the message if it is empty. */
export const text = (required: string, max: number = limits.line) =>
  field((raw, refuse) => readText(raw, max, refuse) || refuse(required))

/** An optional text of at most `max` characters; null if empty. */
export const optionalText = (max: number = limits.line) => field((raw, refuse) => readText(raw, max, refuse) || null)

/** A text with one item a line: the lines that are not blank, at most `most`, each at most `max` characters. */
export const lines = (max: number = limits.line, most = 20) =>
  field((raw, refuse) => {
    const all = readText(raw, max * most, refuse)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (all.length > most) refuse(`Enter at most ${most} lines`)
    if (all.some((line) => line.length > max)) refuse(`Keep each line to ${max} characters or fewer`)
    return all
  })

export type DayLimits = {
  /** The first allowed day. `because` ends the error message for an earlier day: "is before the concern was raised". */
  from?: { day: string; because: string } | null
  /** The last allowed day. `because` ends the error message for a later day: "is in the future". */
  to?: { day: string; because: string } | null
}

/** The limits for the day of something that has happened: not later than today. */
export const notAfter = (today: string): DayLimits => ({ to: { day: today, because: 'is in the future' } })

function readDay(
  raw: unknown,
  { from, to }: DayLimits,
  refuse: (message: string, part?: string) => never,
): string | null {
  const parts =
    typeof raw === 'object' && raw !== null && !Array.isArray(raw)
      ? new Map<string, unknown>(Object.entries(raw))
      : new Map<string, unknown>()
  const [day, month, year] = [typed(parts.get('day')), typed(parts.get('month')), typed(parts.get('year'))]
  if (day === '' && month === '' && year === '') return null
  if (day === '') refuse('The date needs a day', 'day')
  if (month === '') refuse('The date needs a month', 'month')
  if (year === '') refuse('The date needs a year', 'year')
  if (!/^\d{4}$/.test(year)) refuse('The year needs four figures, like 2026', 'year')
  const iso = `${year}-${monthNumber(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!/^\d{1,2}$/.test(day) || !isDay(iso))
    refuse('This is not a day of the calendar. Check the day and the month', 'day')
  if (from && iso < from.day) refuse(`${dayInWords(iso)} ${from.because}`, 'day')
  if (to && iso > to.day) refuse(`${dayInWords(iso)} ${to.because}`, 'day')
  return iso
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The number of a month, typed as a number or a name: "3", "03", "March". */
function monthNumber(month: string): string {
  const byName = months.indexOf(month.slice(0, 3).toLowerCase()) + 1
  return byName > 0 ? String(byName) : month
}

/** A required day, YYYY-MM-DD. `required` is the message if it is empty. */
export const day = (required: string, dayLimits: DayLimits = {}) =>
  field((raw, refuse) => readDay(raw, dayLimits, refuse) ?? refuse(required, 'day'))

/** An optional day, YYYY-MM-DD; null if empty. */
export const optionalDay = (dayLimits: DayLimits = {}) => field((raw, refuse) => readDay(raw, dayLimits, refuse))

/** A required choice. `required` is the message if none is chosen. */
export const choice = <const Choices extends readonly [string, ...string[]]>(choices: Choices, required: string) =>
  field((raw, refuse): Choices[number] => choices.find((one) => one === typed(raw)) ?? refuse(required))

/** An optional choice; null if none is chosen. */
export const optionalChoice = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  field((raw): Choices[number] | null => choices.find((one) => one === typed(raw)) ?? null)

/** Any number of choices, in the order of `all`. With `required`, at least one has to be ticked. */
export const choices = <const Choices extends readonly [string, ...string[]]>(all: Choices, required?: string) =>
  field((raw, refuse): Choices[number][] => {
    const ticked = typedList(raw)
    const chosen = all.filter((one) => ticked.includes(one))
    return chosen.length === 0 && required !== undefined ? refuse(required) : chosen
  })

/** A required answer to a yes-no question. `required` is the message if neither is chosen. */
export const yesOrNo = (required: string) =>
  field((raw, refuse): boolean => {
    const answer = typed(raw)
    return answer === 'yes' || (answer === 'no' ? false : refuse(required))
  })

/** A single tick box; true if it is ticked. */
export const ticked = () => field((raw): boolean => typed(raw) === 'yes')

/** An optional whole number from `least` to `most`; null if empty. */
export const optionalWhole = (least: number, most: number) =>
  field((raw, refuse): number | null => {
    const number = typed(raw)
    if (number === '') return null
    if (!/^\d{1,6}$/.test(number) || Number(number) < least || Number(number) > most) {
      refuse(`Enter a whole number from ${least} to ${most}`)
    }
    return Number(number)
  })

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (id: string): boolean => uuid.test(id)

/** A required UUID: the id for a new row, from a hidden field, or the id of the row that the user chose. */
export const id = (required = 'Choose one from the list') =>
  field((raw, refuse) => (isUuid(typed(raw)) ? typed(raw) : refuse(required)))

export const optionalId = () => field((raw) => (isUuid(typed(raw)) ? typed(raw) : null))

/** The version of the saved row when the form was opened; 0 if there was no row. */
export const version = () => field((raw) => (/^\d{1,9}$/.test(typed(raw)) ? Number(typed(raw)) : 0))

/** Adds an error message to a field while a form is checked as a whole. */
export type Refuse = (field: string, message: string) => void
