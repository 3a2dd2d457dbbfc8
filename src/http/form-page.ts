import { z } from 'zod'
import type { Permission } from '../access/permissions.ts'
import type { Day } from '../days/calendar.ts'
import type { FieldError } from '../ui/components/component-options.ts'
import type { FormState } from '../ui/components/form-fields.ts'
import { type FormValues, nested } from '../ui/forms/form-values.ts'
import { differences, meaningOf } from '../ui/views/differences.ts'
import type { Conflict } from '../ui/views/views.ts'
import { type Answer, type NotFound, notFound, type PageAnswer, type SeeOther, seeOther } from './answers.ts'
import {
  answerScript,
  type DraftAction,
  deleteOrphanedDraft,
  deleteSavedDraft,
  draftActionOf,
  draftAddress,
  draftNotice,
  draftsAt,
  keepDraft,
  putDraftAside,
  restoreDraft,
} from './drafts.ts'
import { type Route, type Visit, type VisitTo, visitTo } from './route.ts'
import type { SavedBefore, Stale } from './stale-edit.ts'

/** The values cannot be saved. `faults` has a message for each invalid field, by the field's name on the page. */
export type Refused = { kind: 'refused'; faults: readonly { field: string; message: string }[] }
export const refused = (field: string, message: string): Refused => ({ kind: 'refused', faults: [{ field, message }] })
export type FormPage<Entered, Command, Prepared = never> = {
  may: Permission
  /** The query parameters that say what the form is about. Each combination of their values has its own draft. */
  about?: readonly string[]
  /**
   * Parses the sent values into the command, which is what `save` gets. Built for each request, because it checks days
   * against today.
   */
  schema: (today: Day) => z.ZodType<Command>
  /** Labels by field name, for the page that compares two versions. */
  labels: Readonly<Record<string, string>>
  /** The values that the form shows when it is opened; null (404) if there is nothing to edit. */
  start: (visit: Entered) => Promise<FormValues | null>
  /**
   * Makes the form's page, with the initial values or those that were sent. `formRoutes` adds errors and conflict to
   * its model for the layout.
   */
  show: (visit: Entered, form: FormState) => Promise<PageAnswer | NotFound>
  /**
   * Work that is too slow for a transaction (hashing a password). It runs before the transaction: after the user's
   * permission was checked, but before the values are.
   */
  prepare?: (values: FormValues) => Promise<Prepared>
  /**
   * Carries out the command: writes it to the database, or says why not. `prepared` is the result of `prepare`; null if
   * the form has no `prepare`.
   */
  save: (
    visit: Entered,
    command: Command,
    prepared: Prepared | null,
  ) => Promise<SeeOther | Refused | Stale | SavedBefore | NotFound>
}

/** Loads what a form is about, for example a pupil. Both functions return null for "not found". */
type FormGuard<Path extends string, Entered> = {
  /** Opens what the form is about, to show or to change it, and writes an audit entry. */
  open: (visit: VisitTo<Path>) => Promise<Entered | null>
  /**
   * Loads what the form is about in order to save a draft: with the same permission check as `open`, but without an
   * audit entry.
   */
  loadForDraft: (visit: VisitTo<Path>) => Promise<Entered | null>
}

/**
 * A form's two routes: GET shows it, POST saves it. Invalid values get 422 and the page with the sent values. A stale
 * edit gets 409 and both versions, unless it equals the saved version: then the same form was sent twice, and the
 * response is the same as to the first. Drafts are saved while the user types, see drafts.ts.
 */
export function formRoutes<Path extends string, Entered extends Visit, Command, Prepared = never>(
  path: Path,
  { open, loadForDraft }: FormGuard<Path, Entered>,
  form: FormPage<Entered, Command, Prepared>,
): [Route, Route] {
  const common = { path, may: form.may, takesFile: false, isForm: true }
  const addressOf = (visit: Visit) => draftAddress(path, visit, form.about ?? [])

  async function answerGet(visit: Visit): Promise<Answer> {
    const entered = await open(visitTo(path, visit))
    if (!entered) return notFound
    const standing = await form.start(entered)
    const address = addressOf(visit)
    const drafts = await draftsAt(visit, address)
    if (standing === null) {
      if (drafts.own) await deleteOrphanedDraft(visit, address)
      return notFound
    }
    const { own } = drafts
    const formToRestore =
      visit.formToRestore && !(own && own.typedAt > visit.formToRestore.at) ? visit.formToRestore : null
    const values = formToRestore?.values ?? own?.values ?? standing
    const shown = await form.show(entered, { values: { ...values, _kept: [String(drafts.version)] }, errors: [] })
    if (shown.kind !== 'page') return shown
    const isRestored = own !== null && formToRestore === null
    const draft = draftNotice(visit, address, {
      drafts,
      values,
      standing,
      isUnsaved: formToRestore !== null,
      isRestored,
    })
    return { ...shown, page: { ...shown.page, draft } }
  }

  async function answerPost(visit: Visit, prepared: Prepared | null): Promise<Answer> {
    const ask = draftActionOf(visit.values)
    if (ask !== null) return answerDraft(visit, ask)
    const answer = await answerSent(visit, prepared)
    if (answer.kind === 'seeOther') await deleteSavedDraft(visit, addressOf(visit))
    return answer
  }

  async function answerDraft(visit: Visit, ask: DraftAction): Promise<Answer> {
    const entered = await loadForDraft(visitTo(path, visit))
    const standing = entered && (await form.start(entered))
    if (!standing) return notFound
    const address = addressOf(visit)
    if (ask === 'discard') return putDraftAside(visit, address)
    if (ask === 'restore') return restoreDraft(visit, address)
    if (ask !== 'save') return answerScript(visit, address, ask, standing)
    const keeping = await keepDraft(visit, address)
    if (keeping.kept)
      return seeOther(address, { heading: keeping.said, text: 'Only you see it. Go on whenever you like.' })
    const opened = await open(visitTo(path, visit))
    const values = { ...visit.values, _kept: [String(keeping.version)] }
    return opened ? again(opened, values, [{ text: keeping.said, href: '#main-content' }]) : notFound
  }

  async function answerSent(visit: Visit, prepared: Prepared | null): Promise<Answer> {
    const entered = await open(visitTo(path, visit))
    if (!entered) return notFound
    const { values } = visit
    const schema = form.schema(visit.today)
    const read = schema.safeParse(nested(values))
    if (!read.success) {
      const isThere = (await form.start(entered)) !== null
      return isThere ? again(entered, values, errorsOf(read.error.issues)) : notFound
    }
    const outcome = await form.save(entered, read.data, prepared)
    if (outcome.kind === 'refused') return again(entered, values, outcome.faults.map(errorAt))
    if (outcome.kind === 'savedBefore') {
      return sameMeaning(visit, read.data, outcome.current)
        ? seeOther(outcome.location)
        : toEdit(values, outcome, fieldsRead(schema))
    }
    if (outcome.kind !== 'stale') return outcome
    const differing = differences(values, outcome.current, form.labels, outcome.words)
    const isTheSame = differing.length === 0 || sameMeaning(visit, read.data, outcome.current)
    if (isTheSame) return seeOther(outcome.location)
    return conflicting(entered, { ...values, version: outcome.current.version ?? [] }, { fields: differing })
  }

  function sameMeaning(visit: Visit, command: Command, current: FormValues): boolean {
    const standing = form.schema(visit.today).safeParse(nested({ id: visit.values.id ?? [], ...current }))
    return standing.success && meaningOf(command) === meaningOf(standing.data)
  }

  async function again(entered: Entered, values: FormValues, errors: FieldError[]): Promise<Answer> {
    return unsaved(entered, values, { errors, conflict: null })
  }

  async function conflicting(entered: Entered, values: FormValues, conflict: Conflict): Promise<Answer> {
    return unsaved(entered, values, { errors: [], conflict })
  }

  /** The form's page again, with the sent values, which were not saved, and with the errors or the conflict. */
  async function unsaved(
    entered: Entered,
    values: FormValues,
    { errors, conflict }: { errors: FieldError[]; conflict: Conflict | null },
  ): Promise<Answer> {
    const shown = await form.show(entered, { values, errors })
    if (shown.kind !== 'page') return shown
    const draft = draftNotice(entered, addressOf(entered), {
      drafts: null,
      values,
      standing: null,
      isUnsaved: true,
      isRestored: false,
    })
    return { ...shown, status: conflict ? 409 : 422, page: { ...shown.page, errors, conflict, draft } }
  }

  const { prepare } = form
  const prepared = prepare && {
    prepare: async (values: FormValues): Promise<Route['answer']> => {
      if (draftActionOf(values) !== null) return (visit) => answerPost(visit, null)
      const done = await prepare(values)
      return (visit) => answerPost(visit, done)
    },
  }
  return [
    { ...common, method: 'get', answer: answerGet },
    { ...common, method: 'post', answer: (visit) => answerPost(visit, null), ...prepared },
  ]
}

/** The routes of a form that is not about one pupil. Forms about a pupil use `pupilForm`. */
export const formPage = <Path extends string, Command, Prepared = never>(
  path: Path,
  form: FormPage<VisitTo<Path>, Command, Prepared>,
): [Route, Route] => formRoutes(path, { open: async (visit) => visit, loadForDraft: async (visit) => visit }, form)

/** Redirects to the edit form, with the sent values as unsaved changes. */
function toEdit(typed: FormValues, { current, editPath }: SavedBefore, read: ReadonlySet<string>): SeeOther {
  const flash = {
    heading: 'This was saved before',
    text: 'What you changed since then is in the form below. Check it and save it.',
  }
  // Browsers do not send unticked boxes, so saved values are used only for row ids and fields that the form lacks.
  const notAsked = Object.entries(current).filter(
    ([name]) => name.endsWith('.id') || !read.has(name.replace(/\..*$|-(day|month|year)$/, '')),
  )
  const formToRestore = { ...Object.fromEntries(notAsked), ...typed, version: current.version ?? [] }
  return { kind: 'seeOther', location: editPath, flash, formToRestore }
}

/** The top-level field names of a schema. */
function fieldsRead(schema: z.core.$ZodType): ReadonlySet<string> {
  if (schema instanceof z.ZodPipe) return fieldsRead(schema.in)
  return new Set(schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])
}

const errorAt = ({ field, message }: { field: string; message: string }): FieldError => ({
  text: message,
  href: `#${field}`,
})

const dayParts = ['day', 'month', 'year']

/** The first message of each field. An error in one part of a date links to that part's input. */
function errorsOf(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const byHref = new Map<string, FieldError>()
  for (const { path, message } of issues) {
    const last = String(path.at(-1) ?? '')
    const field = dayParts.includes(last) ? `${path.slice(0, -1).join('.')}-${last}` : path.join('.')
    if (!byHref.has(`#${field}`)) byHref.set(`#${field}`, errorAt({ field, message }))
  }
  return [...byHref.values()]
}
