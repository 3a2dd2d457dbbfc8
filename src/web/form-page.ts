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
/**
 * Somebody saved another version meanwhile: `current` is what stands now, as the form would show it. `words` are the texts of
 * choices whose values are not for people, by value.
 */
export type Stale = { kind: 'stale'; current: FormValues; location: string; words: Readonly<Record<string, string>> }

export const refused = (field: string, message: string): Refused => ({ kind: 'refused', faults: [{ field, message }] })
export const stale = (current: FormValues, location: string, words: Readonly<Record<string, string>> = {}): Stale => ({
  kind: 'stale',
  current,
  location,
  words,
})

/**
 * This very form (by its hidden id) has been saved already: sent twice, or gone back to, changed and sent again. `current`
 * is what stands now, as the form at `editPath` shows it.
 */
export type SavedBefore = { kind: 'savedBefore'; current: FormValues; editPath: string; location: string }

export const savedBefore = (current: FormValues, editPath: string, location: string): SavedBefore => ({
  kind: 'savedBefore',
  current,
  editPath,
  location,
})

export type FormPage<Entered, Command, Prepared = never> = {
  may: Permission
  /** What the browser sends, to the command. Built for each request, because days are held against today. */
  schema: (today: string) => z.ZodType<Command>
  /** The labels by field, for the page that shows two versions beside each other. */
  labels: Readonly<Record<string, string>>
  /** What the fields hold at first; null where there is nothing to edit. */
  start: (visit: Entered) => Promise<FormValues | null>
  /** The page, at first and again with what was typed. Errors and conflict are added to its model for the layout. */
  show: (visit: Entered, form: FormState) => Promise<PageAnswer | NotFound>
  /**
   * Work too slow for a transaction (hashing a password), done before one is opened: for whoever sends the form, before
   * their role is known and what they typed is checked.
   */
  prepare?: (values: FormValues) => Promise<Prepared>
  /** `prepared` is null where the form prepares nothing. */
  save: (
    visit: Entered,
    command: Command,
    prepared: Prepared | null,
  ) => Promise<SeeOther | Refused | Stale | SavedBefore | NotFound>
}

/**
 * A form's two routes: GET shows it, POST saves it. What cannot be saved as typed gets 422 and the page again with what was
 * typed; a stale edit gets 409 and both versions. A stale edit that says the same as what stands is the same form sent
 * twice, and is answered like the first.
 * @param enter opens what the form is about; null for "not found"
 */
export function formRoutes<Path extends string, Entered extends Visit, Command, Prepared = never>(
  path: Path,
  enter: (visit: VisitTo<Path>) => Promise<Entered | null>,
  form: FormPage<Entered, Command, Prepared>,
): [Route, Route] {
  const common = { path, may: form.may, takesFile: false, isForm: true }

  async function answerGet(visit: Visit): Promise<Answer> {
    const entered = await enter(visitTo(path, visit))
    if (!entered) return notFound
    const values = visit.held ?? (await form.start(entered))
    return values === null ? notFound : form.show(entered, { values, errors: [] })
  }

  async function answerPost(visit: Visit, prepared: Prepared | null): Promise<Answer> {
    const entered = await enter(visitTo(path, visit))
    if (!entered) return notFound
    const { values } = visit
    const read = form.schema(visit.today).safeParse(nested(values))
    if (!read.success) {
      const isThere = (await form.start(entered)) !== null
      return isThere ? again(entered, values, errorsOf(read.error.issues)) : notFound
    }
    const outcome = await form.save(entered, read.data, prepared)
    if (outcome.kind === 'refused') return again(entered, values, outcome.faults.map(errorAt))
    if (outcome.kind === 'savedBefore') return toEdit(values, outcome, sameMeaning(visit, read.data, outcome.current))
    if (outcome.kind !== 'stale') return outcome
    const differing = differences(values, outcome.current, form.labels, outcome.words)
    const isTheSame = differing.length === 0 || sameMeaning(visit, read.data, outcome.current)
    if (isTheSame) return { kind: 'seeOther', location: outcome.location, flash: null }
    return conflicting(entered, { ...values, version: outcome.current.version ?? [] }, { fields: differing })
  }

  function sameMeaning(visit: Visit, command: Command, current: FormValues): boolean {
    const standing = form.schema(visit.today).safeParse(nested({ id: visit.values.id ?? [], ...current }))
    return standing.success && meaningOf(command) === meaningOf(standing.data)
  }

  async function again(entered: Entered, values: FormValues, errors: FieldError[]): Promise<Answer> {
    const shown = await form.show(entered, { values, errors })
    return shown.kind === 'page' ? { ...shown, status: 422, page: { ...shown.page, errors } } : shown
  }

  async function conflicting(entered: Entered, values: FormValues, conflict: Conflict): Promise<Answer> {
    const shown = await form.show(entered, { values, errors: [] })
    return shown.kind === 'page' ? { ...shown, status: 409, page: { ...shown.page, conflict } } : shown
  }

  const { prepare } = form
  const prepared = prepare && {
    prepare: async (values: FormValues): Promise<Route['answer']> => {
      const done = await prepare(values)
      return (visit) => answerPost(visit, done)
    },
  }
  return [
    { ...common, method: 'get', answer: answerGet },
    { ...common, method: 'post', answer: (visit) => answerPost(visit, null), ...prepared },
  ]
}

/** A form that is not about one pupil. */
export const formPage = <Path extends string, Command, Prepared = never>(
  path: Path,
  form: FormPage<VisitTo<Path>, Command, Prepared>,
): [Route, Route] => formRoutes(path, async (visit) => visit, form)

/** Sent twice, the answer is the same; changed in between, the form that edits it has what was typed, still to be saved. */
function toEdit(typed: FormValues, { current, editPath, location }: SavedBefore, isTheSame: boolean): SeeOther {
  if (isTheSame) return { kind: 'seeOther', location, flash: null }
  const flash = {
    heading: 'This was saved before',
    text: 'What you changed since then is in the form below. Check it and save it.',
  }
  return { kind: 'seeOther', location: editPath, flash, held: { ...current, ...typed, version: current.version ?? [] } }
}

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
  words: Readonly<Record<string, string>>,
): Conflict['fields'] {
  const names = new Set([...Object.keys(yours), ...Object.keys(theirs)])
  const read = (typed: readonly string[] | undefined) => said(typed?.map((value) => own(words, value) ?? value))
  return [...names]
    .filter((name) => !notCompared.has(name.split('.').at(-1) ?? '') && said(yours[name]) !== said(theirs[name]))
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

/** Somebody may type "constructor", or send a field of that name. */
const own = (texts: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(texts, key) ? texts[key] : undefined
