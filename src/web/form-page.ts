import type { z } from 'zod'
import type { Permission } from '../access/permissions.ts'
import { type Answer, type NotFound, notFound, type PageAnswer, type SeeOther } from './answers.ts'
import type { FieldError } from './component-options.ts'
import type { FormState } from './form-fields.ts'
import { type FormValues, nested } from './form-values.ts'
import { type Route, type Visit, type VisitTo, visitTo } from './routes.ts'
import type { Conflict } from './views.ts'

/** The command could not be carried out as typed: `fields` names each fault, by the name of its field in the page. */
export type Refused = { kind: 'refused'; faults: readonly { field: string; message: string }[] }
/** Somebody saved another version meanwhile: `current` is what stands now, as the form would show it. */
export type Stale = { kind: 'stale'; current: FormValues; location: string }

export const refused = (field: string, message: string): Refused => ({ kind: 'refused', faults: [{ field, message }] })
export const stale = (current: FormValues, location: string): Stale => ({ kind: 'stale', current, location })

export type FormPage<Entered, Command> = {
  may: Permission
  /** What the browser sends, to the command. Built for each request, because days are held against today. */
  schema: (today: string) => z.ZodType<Command>
  /** The labels by field, for the page that shows two versions beside each other. */
  labels: Readonly<Record<string, string>>
  /** What the fields hold at first; null where there is nothing to edit. */
  start: (visit: Entered) => Promise<FormValues | null>
  /** The page, at first and again with what was typed. Errors and conflict are added to its model for the layout. */
  show: (visit: Entered, form: FormState) => Promise<PageAnswer | NotFound>
  save: (visit: Entered, command: Command) => Promise<SeeOther | Refused | Stale | NotFound>
}

/**
 * A form's two routes: GET shows it, POST saves it. What cannot be saved as typed gets 422 and the page again with what was
 * typed; a stale edit gets 409 and both versions. A stale edit that says the same as what stands is the same form sent
 * twice, and is answered like the first.
 * @param enter opens what the form is about; null for "not found"
 */
export function formRoutes<Path extends string, Entered extends Visit, Command>(
  path: Path,
  enter: (visit: VisitTo<Path>) => Promise<Entered | null>,
  form: FormPage<Entered, Command>,
): [Route, Route] {
  const common = { path, may: form.may, takesFile: false, isForm: true }

  async function answerGet(visit: Visit): Promise<Answer> {
    const entered = await enter(visitTo(path, visit))
    if (!entered) return notFound
    const values = visit.held ?? (await form.start(entered))
    return values === null ? notFound : form.show(entered, { values, errors: [] })
  }

  async function answerPost(visit: Visit): Promise<Answer> {
    const entered = await enter(visitTo(path, visit))
    if (!entered) return notFound
    const { values } = visit
    const read = form.schema(visit.today).safeParse(nested(values))
    if (!read.success) return again(entered, values, errorsOf(read.error.issues))
    const outcome = await form.save(entered, read.data)
    if (outcome.kind === 'refused') return again(entered, values, outcome.faults.map(errorAt))
    if (outcome.kind !== 'stale') return outcome
    const differing = differences(values, outcome.current, form.labels)
    const standing = form.schema(visit.today).safeParse(nested(outcome.current))
    const isTheSame = differing.length === 0 || (standing.success && meaningOf(read.data) === meaningOf(standing.data))
    if (isTheSame) return { kind: 'seeOther', location: outcome.location, flash: null }
    return conflicting(entered, { ...values, version: outcome.current.version ?? [] }, { fields: differing })
  }

  async function again(entered: Entered, values: FormValues, errors: FieldError[]): Promise<Answer> {
    const shown = await form.show(entered, { values, errors })
    return shown.kind === 'page' ? { ...shown, status: 422, page: { ...shown.page, errors } } : shown
  }

  async function conflicting(entered: Entered, values: FormValues, conflict: Conflict): Promise<Answer> {
    const shown = await form.show(entered, { values, errors: [] })
    return shown.kind === 'page' ? { ...shown, status: 409, page: { ...shown.page, conflict } } : shown
  }

  return [
    { ...common, method: 'get', answer: answerGet },
    { ...common, method: 'post', answer: answerPost },
  ]
}

/** A form that is not about one pupil. */
export const formPage = <Path extends string, Command>(
  path: Path,
  form: FormPage<VisitTo<Path>, Command>,
): [Route, Route] => formRoutes(path, async (visit) => visit, form)

const errorAt = ({ field, message }: { field: string; message: string }): FieldError => ({
  text: message,
  href: `#${field}`,
})

const dayParts = ['day', 'month', 'year']

/** One message a field: the first. A fault in a part of a day leads to that part's field. */
function errorsOf(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const byHref = new Map<string, FieldError>()
  for (const { path, message } of issues) {
    const last = String(path.at(-1) ?? '')
    const field = dayParts.includes(last) ? `${path.slice(0, -1).join('.')}-${last}` : path.join('.')
    if (!byHref.has(`#${field}`)) byHref.set(`#${field}`, errorAt({ field, message }))
  }
  return [...byHref.values()]
}

/** A command in one text: "03" is the same day as "3", and an empty row between two others says nothing. */
const meaningOf = (command: unknown): string =>
  JSON.stringify(command, (name, value: unknown) => (notCompared.has(name) ? undefined : value))

/** Not for people, in a row neither. */
const notCompared = new Set(['_csrf', '_for', 'id', 'version'])
const said = (typed: readonly string[] | undefined) =>
  (typed ?? [])
    .map((text) => text.replaceAll('\r\n', '\n').trim())
    .filter(Boolean)
    .join('\n')

function differences(
  yours: FormValues,
  theirs: FormValues,
  labels: Readonly<Record<string, string>>,
): Conflict['fields'] {
  const names = new Set([...Object.keys(yours), ...Object.keys(theirs)])
  return [...names]
    .filter((name) => !notCompared.has(name.split('.').at(-1) ?? '') && said(yours[name]) !== said(theirs[name]))
    .map((name) => ({ label: labelOf(name, labels), yours: said(yours[name]), theirs: said(theirs[name]) }))
}

function labelOf(name: string, labels: Readonly<Record<string, string>>): string {
  const [list, row, field] = name.split('.')
  if (row !== undefined && field !== undefined) return `${labelIn(`${list}.${field}`, labels)} (${Number(row) + 1})`
  return labelIn(name, labels)
}

function labelIn(name: string, labels: Readonly<Record<string, string>>): string {
  const day = name.replace(/-(day|month|year)$/, '')
  return labels[name] ?? (labels[day] === undefined ? name : `${labels[day]}: ${name.slice(day.length + 1)}`)
}
